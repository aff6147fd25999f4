namespace Noroshi.Sensor.Logs;

/// <summary>The IIS log file format, fixed columns parted by commas: <c>192.0.2.1, -, 03/20/26, 7:55:20, W3SVC2, SERVER, 198.51.100.45, 4502, 163, 3223, 200, 0, GET, /a.gif, -,</c>.</summary>
/// <remarks>Microsoft, "IIS Log File Format": client, user, date, time (local), service, server, its address, time taken, bytes in, bytes out, status, Windows status, operation, target, parameters.</remarks>
public sealed class IisNative : ILogFormat
{
    private const int Century = 2000;

    /// <inheritdoc/>
    public string Name => "iis";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool CanBegin(byte first) => LogFormats.IsAddress(first);

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        var rest = text;
        if (!LineScan.TryUntil(ref rest, ", "u8, out var client) || !LineScan.TryAddress(client, out record.Source, out _)) return false;
        if (!LineScan.TryUntil(ref rest, ", "u8, out var user) || !LineScan.TryUntil(ref rest, ", "u8, out var date) || !LineScan.TryUntil(ref rest, ", "u8, out var time)) return false;
        var local = Local(date, time);
        if (local == LogRecord.NoTime || !LineScan.TryUntil(ref rest, ", "u8, out _) || !LineScan.TryUntil(ref rest, ", "u8, out record.Host)) return false;
        if (!LineScan.TryUntil(ref rest, ", "u8, out record.Site) || !TryNumbers(ref rest, ref record)) return false;
        if (!LineScan.TryUntil(ref rest, ", "u8, out record.Operation) || !LineScan.TryUntil(ref rest, ", "u8, out record.Target)) return false;
        record.Target = WithParameters(record.Target, rest, context);
        record.Time = context.Clock.OfLocal(local);
        record.Account = user is [(byte)'-'] ? [] : user;
        record.Format = "iis";
        record.Kind = RecordKind.Request;
        record.Outcome = record.Status is >= 200 and < 400 ? Outcome.Success : record.Status >= 400 ? Outcome.Failure : Outcome.Unknown;
        record.Message = text;
        return true;
    }

    // Time taken, bytes in, bytes out, status, Windows status.
    private static bool TryNumbers(ref ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        Span<long> numbers = stackalloc long[5];
        foreach (ref var number in numbers)
        {
            if (!LineScan.TryUntil(ref rest, ", "u8, out var text) || !LineScan.TryNumber(text, out number)) return false;
        }
        record.Bytes = numbers[2];
        record.Status = (int)Math.Min(numbers[3], 999);
        return true;
    }

    private static long Local(ReadOnlySpan<byte> date, ReadOnlySpan<byte> time)
    {
        Span<int> parts = stackalloc int[6];
        if (!TryParts(date, (byte)'/', parts[..3]) || !TryParts(time, (byte)':', parts[3..])) return LogRecord.NoTime;
        if (parts[3] > 23 || parts[4] > 59 || parts[5] > 60) return LogRecord.NoTime;
        return LogTime.Local(parts[2] < 100 ? Century + parts[2] : parts[2], parts[0], parts[1], ((((parts[3] * 60L) + parts[4]) * 60) + parts[5]) * 1000);
    }

    private static bool TryParts(ReadOnlySpan<byte> text, byte mark, Span<int> parts)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            var end = i == parts.Length - 1 ? text.Length : text.IndexOf(mark);
            if (end is <= 0 or > 4 || !LineScan.TryNumber(text[..end], out var number)) return false;
            parts[i] = (int)number;
            text = end == text.Length ? [] : text[(end + 1)..];
        }
        return true;
    }

    private static ReadOnlySpan<byte> WithParameters(ReadOnlySpan<byte> target, ReadOnlySpan<byte> rest, LogContext context)
    {
        var parameters = rest.TrimEnd(", "u8);
        if (parameters.IsEmpty || parameters is [(byte)'-']) return target;
        var room = context.Room(target.Length + 1 + parameters.Length);
        target.CopyTo(room);
        room[target.Length] = (byte)'?';
        parameters.CopyTo(room[(target.Length + 1)..]);
        return room;
    }
}
