using System.Collections.Immutable;

namespace Noroshi.Sensor.Logs.Patterns;

/// <summary>One message text of a product: literal words and typed captures, with what a line of it means. Immutable.</summary>
/// <remarks>
/// <code>
/// &lt;head&gt;Login failed for user "&lt;account&gt;" from &lt;source&gt;
/// segment 0 ................... free .... segment 1 ........
/// </code>
/// Between two segments lies one free text. <see cref="PatternMatch"/> says how its end is found without being misled.
/// </remarks>
public sealed class LogPattern
{
    /// <summary>The longest pattern, in characters.</summary>
    public const int MaxLength = 500;

    internal LogPattern(string text, bool hasHead, PatternPiece[][] segments, PatternPiece[] frees)
    {
        Text = text;
        HasHead = hasHead;
        Segments = segments;
        Frees = frees;
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>The product: the name of the file it stands in. Becomes <see cref="LogRecord.Format"/>.</summary>
    public required string Product { get; init; }

    /// <summary>What kind of thing such a line records.</summary>
    public required RecordKind Kind { get; init; }

    /// <summary>How it ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Why it failed.</summary>
    public FailureReason Reason { get; init; }

    /// <summary>The operation such a line records, such as an FTP verb in capitals; empty when the line itself says it, or none does.</summary>
    public byte[] Operation { get; init; } = [];

    /// <summary>The account such a line is about where its words name none (<c>ROOT LOGIN</c>); empty when the line itself says it, or none does.</summary>
    public byte[] Account { get; init; } = [];

    /// <summary>Programs whose messages it may read, as UTF-8; empty for lines without an envelope and messages of any program.</summary>
    public ImmutableArray<byte[]> Programs { get; init; } = [];

    /// <summary>Whether it is asked only after all others: a phrasing many products share.</summary>
    public bool IsGeneral { get; init; }

    internal bool HasHead { get; }

    internal PatternPiece[][] Segments { get; }

    internal PatternPiece[] Frees { get; }

    /// <summary>Whether it reads messages of a program; without a program, only when the line has no envelope.</summary>
    internal bool IsFor(ReadOnlySpan<byte> program)
    {
        if (Programs.Length == 0 || program.IsEmpty) return true;
        foreach (var name in Programs)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(program, name)) return true;
        }
        return false;
    }
}
