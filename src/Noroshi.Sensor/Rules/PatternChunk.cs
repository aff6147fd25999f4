namespace Noroshi.Sensor.Rules;

/// <summary>What stands between two <c>*</c>: literals with single characters between them. At a given place it matches in exactly one way, so nothing ever backtracks.</summary>
internal sealed class PatternChunk
{
    private readonly Segment[] _segments;

    private readonly record struct Segment(PatternLiteral Literal, PatternPartKind Then);

    internal PatternChunk(IEnumerable<PatternPart> parts, bool isCased, bool isBinary)
    {
        List<Segment> segments = [];
        byte[] bytes = [];
        foreach (var part in parts)
        {
            if (part.Kind is PatternPartKind.Literal)
            {
                bytes = [.. bytes, .. part.Bytes];
                continue;
            }
            segments.Add(new(new(bytes, isCased, isBinary), part.Kind));
            bytes = [];
        }
        if (bytes.Length > 0 || segments.Count == 0) segments.Add(new(new(bytes, isCased, isBinary), PatternPartKind.Literal));
        _segments = [.. segments];
    }

    /// <summary>The literals of the chunk.</summary>
    internal IEnumerable<byte[]> Literals => _segments.Select(s => s.Literal.Bytes);

    /// <summary>Where the chunk ends when it begins at a place, or -1.</summary>
    internal int EndFrom(ReadOnlySpan<byte> text, int at)
    {
        foreach (var (literal, then) in _segments)
        {
            var length = literal.PrefixLength(text[at..]);
            if (length < 0) return -1;
            at += length;
            var more = then is PatternPartKind.Literal ? 0 : then is PatternPartKind.One ? OneCharacter(text[at..]) : OneDash(text[at..]);
            if (more < 0) return -1;
            at += more;
        }
        return at;
    }

    /// <summary>Where the first occurrence from a place on ends, or -1.</summary>
    internal int EndOfFirst(ReadOnlySpan<byte> text, int at)
    {
        while (at <= text.Length)
        {
            var next = _segments[0].Literal.IndexIn(text[at..]);
            if (next < 0) return -1;
            at += next;
            var end = EndFrom(text, at);
            if (end >= 0) return end;
            at += Math.Max(1, FoldedText.CharacterLength(text[at..]));
        }
        return -1;
    }

    /// <summary>Whether an occurrence from a place on reaches exactly to the end.</summary>
    internal bool ReachesEnd(ReadOnlySpan<byte> text, int at)
    {
        if (_segments.Length == 1 && _segments[0] is { Then: PatternPartKind.Literal, Literal: { FixedLength: >= 0 } only })
        {
            var begin = text.Length - only.FixedLength;
            return begin >= at && only.PrefixLength(text[begin..]) >= 0;
        }
        for (; at <= text.Length; at += Math.Max(1, FoldedText.CharacterLength(text[at..])))
        {
            if (EndFrom(text, at) == text.Length) return true;
        }
        return false;
    }

    private static int OneCharacter(ReadOnlySpan<byte> text) => text.IsEmpty ? -1 : FoldedText.CharacterLength(text);

    private static int OneDash(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'-' or (byte)'/', ..]) return 1;
        return text is [0xE2, 0x80, >= 0x93 and <= 0x95, ..] ? 3 : -1;
    }
}
