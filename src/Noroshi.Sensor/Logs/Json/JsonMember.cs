namespace Noroshi.Sensor.Logs.Json;

/// <summary>What a member's value is.</summary>
internal enum JsonKind : byte
{
    Null,
    Text,
    Number,
    Boolean,
    Object,
    Array,

    /// <summary>An array of numbers only: octets of a text that is no UTF-8 (systemd's journal), else its first number counts.</summary>
    Numbers,
}

/// <summary>One member of a flattened line. Places are offsets into the line; an element of an array has no name, but its number.</summary>
/// <param name="Path">Hash of the whole path.</param>
/// <param name="Parent">The member it stands in, or -1.</param>
/// <param name="NameStart">Where its name begins.</param>
/// <param name="NameLength">The name's length, or -1 for an element.</param>
/// <param name="Index">An element's number.</param>
internal readonly record struct JsonMember(ulong Path, int Parent, int NameStart, int NameLength, int Index)
{
    /// <summary>Where the value begins; for a text, after its quote.</summary>
    internal int Start { get; init; }

    /// <summary>The value's length, escapes as written.</summary>
    internal int Length { get; init; }

    /// <summary>What the value is.</summary>
    internal JsonKind Kind { get; init; }

    /// <summary>Whether a text has backslashes.</summary>
    internal bool HasEscapes { get; init; }
}
