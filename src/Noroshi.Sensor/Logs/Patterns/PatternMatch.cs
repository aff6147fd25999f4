namespace Noroshi.Sensor.Logs.Patterns;

/// <summary>Matches one pattern against one text: forwards, every literal found by search, nothing tried twice in depth.</summary>
/// <remarks>
/// Where a free text ends is decided by who chose it. Behind the server's own words the first place counts; between a peer's text and the server's own words, or the end of the line, the last;
/// between two texts of the peer there must be only one place, else whoever chose them could have put the other there: then the line still counts, but names neither source nor account.
/// </remarks>
internal static class PatternMatch
{
    private const int MaxPlaces = 32;

    internal static bool TryMatch(LogPattern pattern, ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (!TryFirst(pattern, text, context, ref record, out var at)) return false;
        // What was said before the first place that could be two is the server's own, whatever comes behind it.
        ReadOnlySpan<byte> source = [], account = [];
        var port = -1;
        var isAmbiguous = false;
        for (var i = 1; i < pattern.Segments.Length; i++)
        {
            if (!isAmbiguous)
            {
                source = record.Source;
                port = record.SourcePort;
                account = record.Account;
            }
            if (!TryBetween(pattern, i, text, at, context, ref record, out var from, out var end, ref isAmbiguous)) return false;
            PatternCapture.Set(pattern.Frees[i - 1].Field, text[at..from], ref record);
            at = end;
        }
        if (isAmbiguous)
        {
            record.Source = source;
            record.SourcePort = port;
            record.Account = account;
        }
        return at == text.Length;
    }

    /// <summary>The segment behind one free text, found as the two free texts around it allow.</summary>
    private static bool TryBetween(LogPattern pattern, int i, ReadOnlySpan<byte> text, int at, LogContext context, ref LogRecord record, out int from, out int end, ref bool isAmbiguous)
    {
        var segment = pattern.Segments[i];
        from = text.Length;
        end = text.Length;
        if (segment.Length == 0) return true;
        if (i == pattern.Frees.Length) return TryLast(segment, text, at, context, ref record, out from, out end, mustEnd: true);
        if (pattern.Frees[i - 1].Shape == PatternShape.Own) return TryNext(segment, text, at, context, ref record, out from, out end);
        if (pattern.Frees[i].Shape == PatternShape.Own) return TryLast(segment, text, at, context, ref record, out from, out end, mustEnd: false);
        if (!TryNext(segment, text, at, context, ref record, out from, out end)) return false;
        var other = record;
        isAmbiguous |= TryNext(segment, text, from + 1, context, ref other, out _, out _);
        return true;
    }

    private static bool TryFirst(LogPattern pattern, ReadOnlySpan<byte> text, LogContext context, ref LogRecord record, out int end)
    {
        var segment = pattern.Segments[0];
        if (!pattern.HasHead) return PatternCapture.TrySegment(segment, text, 0, context, ref record, out end);
        for (int at = 0, places = 0; places < MaxPlaces; places++)
        {
            var found = text[at..].IndexOf(segment[0].Text);
            end = 0;
            if (found < 0 || at + found > PatternHead.MaxBytes) return false;
            at += found;
            if (PatternCapture.TrySegment(segment, text, at, context, ref record, out end) && PatternHead.IsHead(text[..at])) return true;
            at++;
        }
        end = 0;
        return false;
    }

    private static bool TryNext(PatternPiece[] segment, ReadOnlySpan<byte> text, int from, LogContext context, ref LogRecord record, out int at, out int end)
    {
        at = from;
        end = from;
        for (var places = 0; places < MaxPlaces; places++)
        {
            var found = text[at..].IndexOf(segment[0].Text);
            if (found < 0) return false;
            at += found;
            if (PatternCapture.TrySegment(segment, text, at, context, ref record, out end)) return true;
            at++;
        }
        return false;
    }

    private static bool TryLast(PatternPiece[] segment, ReadOnlySpan<byte> text, int from, LogContext context, ref LogRecord record, out int at, out int end, bool mustEnd)
    {
        at = text.Length;
        end = from;
        for (var places = 0; places < MaxPlaces; places++)
        {
            var found = text[from..at].LastIndexOf(segment[0].Text);
            if (found < 0) return false;
            at = from + found;
            if (PatternCapture.TrySegment(segment, text, at, context, ref record, out end) && (!mustEnd || end == text.Length)) return true;
            // The next one may overlap this one, so only its last byte is given up.
            at = Math.Min(text.Length, at + segment[0].Text.Length - 1);
        }
        return false;
    }
}
