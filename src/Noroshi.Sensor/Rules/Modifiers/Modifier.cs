namespace Noroshi.Sensor.Rules.Modifiers;

/// <summary>The words after a field's name.</summary>
/// <remarks>Sigma modifiers appendix 2.1.0.</remarks>
internal enum Modifier
{
    All,
    Contains,
    StartsWith,
    EndsWith,
    Exists,
    Cased,
    Neq,
    Windash,
    Re,
    IgnoreCase,
    Multiline,
    Singleline,
    Base64,
    Base64Offset,
    Utf16,
    Utf16Le,
    Utf16Be,
    Lt,
    Lte,
    Gt,
    Gte,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
    Cidr,
    Expand,
    FieldRef,
}

/// <summary>Words to modifiers.</summary>
internal static class ModifierWords
{
    private static readonly Dictionary<string, Modifier> Words = new(StringComparer.Ordinal)
    {
        ["all"] = Modifier.All, ["contains"] = Modifier.Contains, ["startswith"] = Modifier.StartsWith, ["endswith"] = Modifier.EndsWith, ["exists"] = Modifier.Exists,
        ["cased"] = Modifier.Cased, ["neq"] = Modifier.Neq, ["windash"] = Modifier.Windash, ["re"] = Modifier.Re,
        ["i"] = Modifier.IgnoreCase, ["ignorecase"] = Modifier.IgnoreCase, ["m"] = Modifier.Multiline, ["multiline"] = Modifier.Multiline, ["s"] = Modifier.Singleline, ["dotall"] = Modifier.Singleline,
        ["base64"] = Modifier.Base64, ["base64offset"] = Modifier.Base64Offset,
        ["utf16"] = Modifier.Utf16, ["utf16le"] = Modifier.Utf16Le, ["wide"] = Modifier.Utf16Le, ["utf16be"] = Modifier.Utf16Be,
        ["lt"] = Modifier.Lt, ["lte"] = Modifier.Lte, ["gt"] = Modifier.Gt, ["gte"] = Modifier.Gte,
        ["minute"] = Modifier.Minute, ["hour"] = Modifier.Hour, ["day"] = Modifier.Day, ["week"] = Modifier.Week, ["month"] = Modifier.Month, ["year"] = Modifier.Year,
        ["cidr"] = Modifier.Cidr, ["expand"] = Modifier.Expand, ["fieldref"] = Modifier.FieldRef,
    };

    internal static IEnumerable<string> All => Words.Keys;

    internal static Modifier? Find(string word) => Words.TryGetValue(word, out var modifier) ? modifier : null;
}
