using System.Collections.Immutable;

namespace Noroshi.Sensor.Rules;

/// <summary>A text with wildcards, case-insensitive unless said otherwise: what Sigma's plain values, <c>contains</c>, <c>startswith</c>, <c>endswith</c> and the encoding modifiers become. Immutable.</summary>
/// <remarks>Sigma rules specification 2.0.0, "String Wildcard" and "General". Time is linear in the text but for patterns with several <c>?</c>, where it is bounded by text times pattern.</remarks>
public sealed class TextPattern : ValueTest
{
    private readonly PatternChunk[] _chunks;
    private readonly bool _isOpenAtStart;
    private readonly bool _isOpenAtEnd;

    /// <summary>A pattern.</summary>
    /// <param name="parts">Its parts, in order.</param>
    /// <param name="isCased">Whether case counts.</param>
    /// <param name="isBinary">Whether literals are bytes rather than UTF-8 text.</param>
    public TextPattern(ImmutableArray<PatternPart> parts, bool isCased, bool isBinary)
    {
        Parts = parts;
        IsCased = isCased;
        IsBinary = isBinary;
        _isOpenAtStart = parts is [{ Kind: PatternPartKind.Any }, ..];
        _isOpenAtEnd = parts is [.., { Kind: PatternPartKind.Any }];
        _chunks = [.. Split(parts).Select(c => new PatternChunk(c, isCased, isBinary))];
    }

    /// <summary>The parts, in order.</summary>
    public ImmutableArray<PatternPart> Parts { get; }

    /// <summary>Whether case counts.</summary>
    public bool IsCased { get; }

    /// <summary>Whether literals are bytes rather than UTF-8 text.</summary>
    public bool IsBinary { get; }

    /// <summary>Bytes of which every one must occur in a text that matches (letters in either case).</summary>
    internal IEnumerable<byte[]> Literals => _chunks.SelectMany(c => c.Literals);

    /// <inheritdoc/>
    public override bool Holds(ReadOnlySpan<byte> value, EventValueKind kind) => HasText(kind) && Matches(value);

    internal bool Matches(ReadOnlySpan<byte> text)
    {
        var chunks = _chunks.AsSpan();
        if (chunks.IsEmpty) return _isOpenAtStart || text.IsEmpty;
        var at = 0;
        if (!_isOpenAtStart)
        {
            at = chunks[0].EndFrom(text, 0);
            if (at < 0) return false;
            chunks = chunks[1..];
            if (chunks.IsEmpty) return _isOpenAtEnd || at == text.Length;
        }
        var searched = _isOpenAtEnd ? chunks : chunks[..^1];
        foreach (var chunk in searched)
        {
            at = chunk.EndOfFirst(text, at);
            if (at < 0) return false;
        }
        return _isOpenAtEnd || chunks[^1].ReachesEnd(text, at);
    }

    private static List<List<PatternPart>> Split(ImmutableArray<PatternPart> parts)
    {
        List<List<PatternPart>> chunks = [];
        var isNew = true;
        foreach (var part in parts)
        {
            if (part.Kind is PatternPartKind.Any)
            {
                isNew = true;
                continue;
            }
            if (isNew) chunks.Add([]);
            chunks[^1].Add(part);
            isNew = false;
        }
        return chunks;
    }
}
