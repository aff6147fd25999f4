namespace Noroshi.Formats.Json;

/// <summary>Why a text is not accepted as JSON: the first thing wrong.</summary>
/// <param name="Code">One of the codes in <see cref="JsonRefusal"/>, such as <c>NRS-F003</c>.</param>
/// <param name="Offset">Where, in bytes from the start of the text.</param>
public readonly record struct JsonRefusal(string Code, int Offset)
{
    /// <summary>The text is longer than the limit.</summary>
    public const string TooLarge = "NRS-F001";

    /// <summary>The text is not UTF-8.</summary>
    public const string NotUtf8 = "NRS-F002";

    /// <summary>The text does not follow the grammar of RFC 8259.</summary>
    public const string Syntax = "NRS-F003";

    /// <summary>Arrays and objects are nested deeper than the limit.</summary>
    public const string TooDeep = "NRS-F004";

    /// <summary>One object has a member name twice.</summary>
    public const string DuplicateKey = "NRS-F005";

    /// <summary>A string has half of a surrogate pair.</summary>
    public const string LoneSurrogate = "NRS-F006";

    /// <summary>Something follows the value.</summary>
    public const string TrailingData = "NRS-F007";

    /// <summary>A number that the canonical form cannot carry: not finite, or not a whole number where only those are allowed.</summary>
    public const string Number = "NRS-F008";

    /// <summary>Line and column of the place, both from 1, columns in bytes.</summary>
    /// <param name="json">The same text.</param>
    public (int Line, int Column) Position(ReadOnlySpan<byte> json)
    {
        var before = json[..Math.Min(Offset, json.Length)];
        return (before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }
}
