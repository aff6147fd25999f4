namespace Noroshi.Formats.Json;

/// <summary>How much JSON is accepted.</summary>
public sealed record StrictJsonOptions
{
    /// <summary>The limits used when none are given.</summary>
    public static StrictJsonOptions Default { get; } = new();

    /// <summary>Most bytes of input. Default 10 MiB.</summary>
    public int MaxBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Deepest nesting of arrays and objects, from 1. Default 64.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>
    /// Whether a member name may occur twice in one object. Default false: two readers would see two documents.
    /// True only for checking against test collections.
    /// </summary>
    public bool AllowDuplicateKeys { get; init; }
}
