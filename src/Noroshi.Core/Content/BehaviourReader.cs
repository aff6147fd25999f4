using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Core.Content;

/// <summary>
/// The shape of a detector file with <c>kind: behaviour</c>: <c>rsit</c>, <c>attack</c>, <c>tunables</c>, <c>happened</c>, <c>to-do</c>, <c>report</c>, <c>examples</c>.
/// The id names a detector of the program. Examples are run by <see cref="BehaviourExample"/>.
/// </summary>
public static partial class BehaviourReader
{
    private static readonly string[] AlwaysNamed = ["count", "sources", "networks", "accounts", "source", "host", "service", "url"];

    /// <summary>Reads all detector files of this kind; other files are left alone.</summary>
    /// <param name="files">Content files; a later one of the same path replaces an earlier one.</param>
    /// <param name="faults">Receives what is wrong, a detector without a file included.</param>
    /// <returns>One for each detector that could be read.</returns>
    public static ImmutableArray<Behaviour> ReadAll(IEnumerable<ContentFile> files, ICollection<Fault> faults)
    {
        SortedDictionary<string, ContentFile> current = new(StringComparer.Ordinal);
        foreach (var file in files.Where(IsOne)) current[file.Path] = file;
        var behaviours = current.Values.Select(f => ReadFile(f, faults)).OfType<Behaviour>().ToImmutableArray();
        if (current.Count == 0) return [];
        var read = behaviours.Select(b => b.Header.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var detector in DetectorList.All.Where(d => !read.Contains(d.Id))) faults.Add(new Fault("NRS-D107", detector.Id).With("id", detector.Id));
        return behaviours;
    }

    /// <summary>Whether a content file is of this kind.</summary>
    /// <param name="file">The file.</param>
    public static bool IsOne(ContentFile file) => file.Path.StartsWith("detectors/", StringComparison.Ordinal) && file.Bytes.AsSpan().IndexOf("\nkind: behaviour"u8) >= 0;

    private static Behaviour? ReadFile(ContentFile file, ICollection<Fault> faults)
    {
        if (file.Root(faults) is not { } root || FieldReader.Of(root, "", faults) is not { } fields) return null;
        var header = ContentHeaderReader.Read(fields, Path.GetFileNameWithoutExtension(file.Path), CatalogLoader.HashOf(file.Bytes));
        var behaviour = Read(fields, header);
        fields.End();
        return behaviour;
    }

    private static Behaviour? Read(FieldReader fields, ContentHeader header)
    {
        fields.Text("kind");
        if (DetectorList.All.FirstOrDefault(d => d.Id == header.Id) is not { } detector)
        {
            fields.Faults.Add(fields.Bad("NRS-D101", "id").With("id", header.Id));
            return null;
        }
        Behaviour behaviour = new()
        {
            Header = header,
            Setting = new(header.Id, fields.Text("rsit"), Techniques(fields), Values(fields, detector)),
            Happened = Words(fields, "happened", detector),
            ToDo = Words(fields, "to-do", detector),
            Report = Words(fields, "report", detector),
        };
        foreach (var example in fields.Items("examples")) BehaviourExample.Skip(example);
        if (!fields.Has("examples")) fields.Missing("examples");
        return behaviour;
    }

    private static ImmutableArray<string> Techniques(FieldReader fields)
    {
        var ids = fields.Words("attack");
        foreach (var id in ids.Where(id => !TechniqueId().IsMatch(id))) fields.Faults.Add(fields.Bad("NRS-D106", "attack").With("value", id));
        return ids;
    }

    private static Dictionary<string, long> Values(FieldReader fields, IDetector detector)
    {
        Dictionary<string, long> values = new(StringComparer.Ordinal);
        var given = fields.Within("tunables");
        foreach (var tunable in detector.Tunables) values[tunable.Name] = Value(given, fields, tunable);
        given?.End();
        return values;
    }

    private static long Value(FieldReader? given, FieldReader fields, Tunable tunable)
    {
        if (given?.OptionalText(tunable.Name) is not { } text)
        {
            fields.Faults.Add(fields.Bad("NRS-D102", "tunables").With("name", tunable.Name));
            return tunable.Min;
        }
        if (!TunableText.TryRead(text, tunable.Unit, out var value))
        {
            given.Faults.Add(given.Bad("NRS-D103", tunable.Name).With("value", text).With("expected", TunableText.WordsOf(tunable.Unit)));
            return tunable.Min;
        }
        if (value >= tunable.Min && value <= tunable.Max) return value;
        given.Faults.Add(given.Bad("NRS-D104", tunable.Name).With("value", text).With("min", $"{tunable.Min}").With("max", $"{tunable.Max}"));
        return tunable.Min;
    }

    private static LocalizedText Words(FieldReader fields, string key, IDetector detector)
    {
        var text = fields.Localized(key);
        foreach (Match place in Place().Matches(text.Ja + text.En))
        {
            var name = place.Groups[1].Value;
            if (!detector.Facts.Contains(name) && !AlwaysNamed.Contains(name)) fields.Faults.Add(fields.Bad("NRS-D105", key).With("name", name));
        }
        return text;
    }

    [GeneratedRegex(@"\{(\w[\w-]*)\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();

    [GeneratedRegex(@"^T\d{4}(\.\d{3})?$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TechniqueId();
}
