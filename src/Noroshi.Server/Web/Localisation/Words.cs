using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Web.Localisation;

/// <summary>All texts, bound to the reader's language. Cascades to every component.</summary>
public sealed class Words(Texts texts, Language language)
{
    /// <summary>The language spoken.</summary>
    public Language Language => language;

    /// <summary>The text of a key.</summary>
    public string this[string key] => texts.Of(language, key);

    /// <summary>The text of a key with its places filled.</summary>
    public string Of(string key, params ReadOnlySpan<(string Name, string Value)> values) => texts.Of(language, key, values);

    /// <summary>The text of a key with a count, in the singular when it is one (<c>key.one</c>).</summary>
    public string Count(string key, int count) =>
        texts.Of(language, count == 1 && texts.Has($"{key}.one") ? $"{key}.one" : key, ("n", count.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>Whether a text exists.</summary>
    public bool Has(string key) => texts.Has(key);

    /// <summary>A text that comes as data.</summary>
    public string Of(LocalizedText text) => text.In(language);

    /// <summary>What is wrong.</summary>
    public string What(Fault fault) => texts.What(language, fault);

    /// <summary>What to do about it.</summary>
    public string Remedy(Fault fault) => texts.Remedy(language, fault);
}
