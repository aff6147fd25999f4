using System.Collections.Immutable;

namespace Noroshi.Sensor.Rules;

/// <summary>What a part of a written pattern stands for.</summary>
public enum PatternPartKind
{
    /// <summary>Bytes as they are.</summary>
    Literal,

    /// <summary><c>*</c>: any characters, also none.</summary>
    Any,

    /// <summary><c>?</c>: exactly one character.</summary>
    One,

    /// <summary>A dash of a command line under <c>windash</c>: hyphen, slash, en dash, em dash or horizontal bar.</summary>
    Dash,
}

/// <summary>A part of a pattern.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Bytes">The bytes of a literal; for <see cref="PatternPartKind.Dash"/> the dash as it was written; else empty.</param>
public sealed record PatternPart(PatternPartKind Kind, ImmutableArray<byte> Bytes)
{
    /// <summary>The wildcard <c>*</c>.</summary>
    public static PatternPart Any { get; } = new(PatternPartKind.Any, []);

    /// <summary>The wildcard <c>?</c>.</summary>
    public static PatternPart One { get; } = new(PatternPartKind.One, []);

    /// <summary>Bytes as they are.</summary>
    public static PatternPart Literal(ReadOnlySpan<byte> bytes) => new(PatternPartKind.Literal, [.. bytes]);
}
