using System.Reflection;
using System.Text;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Content;

/// <summary>
/// Every text a person reads, by key, in both languages. Read from <c>texts.yaml</c> files: a flat map <c>key: { ja: "…", en: "…" }</c> with named places <c>{name}</c>
/// (<c>{{</c> and <c>}}</c> write a brace). Immutable; safe for use by many threads.
/// </summary>
public sealed class Texts
{
    // Not frozen: that takes longer than all the asking of a program that runs once.
    private readonly Dictionary<string, LocalizedText> _texts;
    private readonly bool _isStrict;

    private Texts(Dictionary<string, LocalizedText> texts, bool isStrict)
    {
        _texts = texts;
        _isStrict = isStrict;
    }

    /// <summary>All keys.</summary>
    public IReadOnlyCollection<string> Keys => _texts.Keys;

    /// <summary>Merges files; a key may stand in one file only, in both languages, with the same places in both.</summary>
    /// <param name="files">Names (for faults) and bytes.</param>
    /// <param name="faults">Receives all that is wrong, in all files.</param>
    /// <param name="isStrict">Whether a missing key throws (tests) instead of being shown as the key itself (production).</param>
    public static Texts Read(IEnumerable<(string File, byte[] Bytes)> files, ICollection<Fault> faults, bool isStrict = false) => Read(files, faults, isStrict, new(StringComparer.Ordinal));

    private static Texts Read(IEnumerable<(string File, byte[] Bytes)> files, ICollection<Fault> faults, bool isStrict, Dictionary<string, LocalizedText> texts)
    {
        foreach (var (file, bytes) in files)
        {
            if (YamlReader.Read(file, bytes, faults) is { } root) TextsFile.Read(root, texts, faults);
        }
        return new(texts, isStrict);
    }

    /// <summary>Loads the <c>texts.yaml</c> files embedded in assemblies.</summary>
    /// <exception cref="InvalidDataException">A file has faults: the program was built wrongly.</exception>
    public static Texts Load(IEnumerable<Assembly> assemblies, bool isStrict = false)
    {
        List<Fault> faults = [];
        Dictionary<string, LocalizedText> plain = new(StringComparer.Ordinal);
        List<(string File, byte[] Bytes)> others = [];
        foreach (var assembly in assemblies.Distinct())
        {
            foreach (var file in Embedded(assembly))
            {
                if (!TextsLines.TryRead(file.Bytes, plain)) others.Add(file);
            }
        }
        var texts = Read(others, faults, isStrict, plain);
        return faults.Count == 0 ? texts : throw new InvalidDataException(string.Join('\n', faults.Select(f => $"{f.At?.File}({f.At?.Line},{f.At?.Column}): {f.Code} {f.Path}")));
    }

    /// <summary>The text of a key with its places filled. A place without a value stays visible.</summary>
    /// <exception cref="KeyNotFoundException">The key is missing and these texts are strict.</exception>
    public string Of(Language language, string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        if (_texts.TryGetValue(key, out var text)) return Fill(text.In(language), values);
        return _isStrict ? throw new KeyNotFoundException($"no text has the key '{key}'") : $"⟦{key}⟧";
    }

    /// <summary>Whether a key exists.</summary>
    public bool Has(string key) => _texts.ContainsKey(key);

    /// <summary>What is wrong, in words.</summary>
    public string What(Language language, Fault fault) => Of(language, $"fault.{fault.Code}", Values(fault));

    /// <summary>What to do about it, in words.</summary>
    public string Remedy(Language language, Fault fault) => Of(language, $"fault.{fault.Code}.remedy", Values(fault));

    private static (string Name, string Value)[] Values(Fault fault) => [.. fault.Values.Select(v => (v.Key, v.Value)), ("path", fault.Path)];

    internal static IEnumerable<(string File, byte[] Bytes)> Embedded(Assembly assembly)
    {
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith("texts.yaml", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            yield return ($"{assembly.GetName().Name}/{name}", bytes);
        }
    }

    /// <summary>Fills the places of a text; a place without a value stays visible.</summary>
    /// <param name="text">The text, places written <c>{name}</c>.</param>
    /// <param name="values">Values by name.</param>
    public static string Fill(string text, params ReadOnlySpan<(string Name, string Value)> values)
    {
        if (text.AsSpan().IndexOfAny('{', '}') < 0) return text;
        var filled = new StringBuilder(text.Length + 32);
        for (var i = 0; i < text.Length; i++)
        {
            var end = text[i] == '{' ? text.IndexOf('}', i) : -1;
            if (text[i] is '{' or '}' && i + 1 < text.Length && text[i + 1] == text[i]) filled.Append(text[i++]);
            else if (end > i && Find(values, text.AsSpan(i + 1, end - i - 1)) is { } value)
            {
                filled.Append(value);
                i = end;
            }
            else filled.Append(text[i]);
        }
        return filled.ToString();
    }

    private static string? Find(ReadOnlySpan<(string Name, string Value)> values, ReadOnlySpan<char> name)
    {
        foreach (var (n, value) in values)
        {
            if (name.SequenceEqual(n)) return value;
        }
        return null;
    }
}
