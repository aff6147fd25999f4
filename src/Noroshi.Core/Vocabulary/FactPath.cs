using System.Diagnostics.CodeAnalysis;

namespace Noroshi.Core.Vocabulary;

/// <summary>The name of a fact, such as <c>incident.noticedAt</c>: parts of letters and digits beginning with a small letter, joined by dots. Never renamed, only retired.</summary>
/// <remarks>The paths that exist are those of <c>content/facts.yaml</c>; the ones the program itself names are in <c>FactPaths</c>.</remarks>
public readonly record struct FactPath : IComparable<FactPath>
{
    /// <summary>The longest path, in characters.</summary>
    public const int MaxLength = 80;

    private readonly string? _text;

    private FactPath(string text) => _text = text;

    /// <summary>The path as written.</summary>
    public string Text => _text ?? "";

    /// <summary>A path known to be well formed.</summary>
    /// <exception cref="FormatException">The text is not a path.</exception>
    public static FactPath Parse(string text) => TryParse(text, out var path) ? path : throw new FormatException($"'{text}' is not a fact path");

    /// <summary>A path, when the text is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out FactPath path)
    {
        var isPath = text is { Length: > 0 and <= MaxLength } && IsPath(text);
        path = isPath ? new(text!) : default;
        return isPath;
    }

    private static bool IsPath(string text)
    {
        var isStart = true;
        foreach (var c in text)
        {
            if (isStart ? !char.IsAsciiLetterLower(c) : !char.IsAsciiLetterOrDigit(c) && c != '.') return false;
            isStart = c == '.';
        }
        return !isStart;
    }

    /// <inheritdoc/>
    public int CompareTo(FactPath other) => string.CompareOrdinal(Text, other.Text);

    /// <summary>Ordinal order.</summary>
    public static bool operator <(FactPath a, FactPath b) => a.CompareTo(b) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(FactPath a, FactPath b) => a.CompareTo(b) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(FactPath a, FactPath b) => a.CompareTo(b) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(FactPath a, FactPath b) => a.CompareTo(b) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
