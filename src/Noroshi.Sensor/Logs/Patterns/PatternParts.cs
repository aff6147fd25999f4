using System.Collections.Immutable;

namespace Noroshi.Sensor.Logs.Patterns;

/// <summary>The parts of a pattern that <see cref="PatternText"/> has read, waiting for what they mean.</summary>
public sealed class PatternParts
{
    private readonly string _text;
    private readonly bool _hasHead;
    private readonly PatternPiece[][] _segments;
    private readonly PatternPiece[] _frees;

    internal PatternParts(string text, bool hasHead, PatternPiece[][] segments, PatternPiece[] frees)
    {
        _text = text;
        _hasHead = hasHead;
        _segments = segments;
        _frees = frees;
    }

    /// <summary>The pattern with its meaning.</summary>
    /// <param name="product">The product.</param>
    /// <param name="kind">What kind of thing.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="reason">Why it failed.</param>
    /// <param name="programs">Programs it is for; empty for any.</param>
    /// <param name="isGeneral">Whether it is asked after all others.</param>
    /// <param name="operation">The operation, UTF-8; empty for none.</param>
    /// <param name="account">The account, UTF-8; empty for none.</param>
    public LogPattern Mean(string product, RecordKind kind, Outcome outcome, FailureReason reason, ImmutableArray<byte[]> programs, bool isGeneral, byte[] operation, byte[] account) =>
        new(_text, _hasHead, _segments, _frees) { Product = product, Kind = kind, Outcome = outcome, Reason = reason, Programs = programs, IsGeneral = isGeneral, Operation = operation, Account = account };
}
