using System.Buffers;

namespace Noroshi.Sensor.Logs.Patterns;

/// <summary>Matches a run of literals and captures that end by themselves, and puts what was captured in its field.</summary>
internal static class PatternCapture
{
    private const int MaxAddressBytes = 64;
    private static readonly SearchValues<byte> AddressBytes = SearchValues.Create("0123456789abcdefABCDEF.:[]%"u8);
    private static readonly SearchValues<byte> HostBytes = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.:[]%-_"u8);

    internal static bool TrySegment(PatternPiece[] segment, ReadOnlySpan<byte> text, int at, LogContext context, ref LogRecord record, out int end)
    {
        end = at;
        for (var i = 0; i < segment.Length; i++)
        {
            var piece = segment[i];
            var rest = text[end..];
            if (piece.Shape == PatternShape.Literal)
            {
                if (!rest.StartsWith(piece.Text)) return false;
                end += piece.Text.Length;
                continue;
            }
            var next = i + 1 < segment.Length ? segment[i + 1].Text : [];
            var taken = piece.Shape switch
            {
                PatternShape.Address => Address(rest, next, AddressBytes, ref record, piece.Field),
                PatternShape.HostOrAddress => Address(rest, next, HostBytes, ref record, piece.Field),
                PatternShape.Time => PatternHead.TryTime(rest, context.Clock, out var time, out var used) ? SetTime(time, used, ref record) : -1,
                PatternShape.Number => Digits(rest),
                PatternShape.Quoted => Quoted(rest),
                PatternShape.Audit => AuditText.Length(rest),
                _ => Word(rest, next),
            };
            if (taken < 0) return false;
            if (piece.Field is not (PatternField.Source or PatternField.Time)) Set(piece.Field, piece.Shape == PatternShape.Audit ? AuditText.Of(rest[..taken], context) : rest[..taken], ref record);
            end += taken;
        }
        return true;
    }

    internal static void Set(PatternField field, ReadOnlySpan<byte> text, ref LogRecord record)
    {
        switch (field)
        {
            case PatternField.Account: record.Account = text; break;
            case PatternField.Actor: record.Actor = text; break;
            case PatternField.Target: record.Target = text; break;
            case PatternField.Site: record.Site = text; break;
            case PatternField.Host: record.Host = text; break;
            case PatternField.Session: record.Session = text; break;
            case PatternField.Operation: record.Operation = text; break;
            case PatternField.Agent: record.UserAgent = text; break;
            case PatternField.Sender: record.Sender = text; break;
            case PatternField.Source: record.Source = text; break;
            case PatternField.Port: record.SourcePort = LineScan.TryNumber(text, out var port) && port <= 65535 ? (int)port : -1; break;
            case PatternField.Status: record.Status = LineScan.TryNumber(text, out var status) ? (int)Math.Min(status, 999) : -1; break;
            case PatternField.Bytes: record.Bytes = LineScan.TryNumber(text, out var bytes) ? bytes : -1; break;
            case PatternField.Count: record.Count = LineScan.TryNumber(text, out var count) ? (int)Math.Clamp(count, 1, 1_000_000) : 1; break;
            default: break;
        }
    }

    private static int SetTime(long time, int used, ref LogRecord record)
    {
        record.Time = time;
        return used;
    }

    /// <summary>The longest run that is an address and is followed by what must follow; a full stop or colon at its end belongs to the sentence.</summary>
    private static int Address(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> next, SearchValues<byte> bytes, ref LogRecord record, PatternField field)
    {
        var room = rest[..Math.Min(rest.Length, bytes == HostBytes ? 255 : MaxAddressBytes)];
        var length = room.IndexOfAnyExcept(bytes);
        if (length < 0) length = room.Length;
        for (; length > 0; length--)
        {
            if ((next.IsEmpty || rest[length..].StartsWith(next)) && IsTaken(rest[..length], bytes, ref record, field)) return length;
            if (rest[length - 1] is not ((byte)'.' or (byte)':' or (byte)']' or (byte)'-')) break;
        }
        // What follows may itself be of bytes an address has: "192.0.2.1[4500]".
        length = next.IsEmpty ? -1 : room.IndexOf(next);
        return length > 0 && IsTaken(rest[..length], bytes, ref record, field) ? length : -1;
    }

    private static bool IsTaken(ReadOnlySpan<byte> text, SearchValues<byte> bytes, ref LogRecord record, PatternField field)
    {
        var isAddress = LineScan.TryAddress(text, out var address, out var port);
        if (!isAddress && (bytes != HostBytes || !SshdPeer.IsHostName(address))) return false;
        if (field != PatternField.Source) return true;
        record.Source = address;
        if (port >= 0) record.SourcePort = port;
        return true;
    }

    private static int Digits(ReadOnlySpan<byte> rest)
    {
        var length = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (length < 0) length = rest.Length;
        return length == 0 ? -1 : length;
    }

    private static int Quoted(ReadOnlySpan<byte> rest)
    {
        var after = rest;
        return LineScan.TryQuoted(ref after, out var text) ? text.Length : -1;
    }

    private static int Word(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> next)
    {
        var length = rest.IndexOf((byte)' ');
        if (length < 0) length = rest.Length;
        if (!next.IsEmpty && next[0] != ' ')
        {
            var found = rest.IndexOf(next);
            if (found < 0 || found > length) return -1;
            length = found;
        }
        return length == 0 ? -1 : length;
    }
}
