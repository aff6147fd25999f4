namespace Noroshi.Sensor.Logs;

/// <summary>su: who became whom.</summary>
/// <remarks>
/// shadow: <c>Successful su for root by alice</c>, <c>FAILED su for root by alice</c>, <c>+ /dev/pts/0 alice:root</c>; util-linux: <c>(to root) alice on pts/0</c>, <c>FAILED SU (to root) alice on pts/0</c>;
/// BSD: <c>alice to root on /dev/ttyp0</c>, <c>BAD SU alice to root on ...</c>.
/// </remarks>
public sealed class Su : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "su";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => ["su", "su-l", "runuser"];

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        var rest = text;
        record.Format = "su";
        record.Kind = RecordKind.Elevation;
        record.Outcome = Outcome.Success;
        if (LineScan.TrySkip(ref rest, "Successful su for "u8)) return TryForBy(rest, ref record);
        if (LineScan.TrySkip(ref rest, "FAILED su for "u8)) return Refused(ref record) && TryForBy(rest, ref record);
        if (LineScan.TrySkip(ref rest, "FAILED SU (to "u8)) return Refused(ref record) && TryTo(rest, ref record);
        if (LineScan.TrySkip(ref rest, "(to "u8)) return TryTo(rest, ref record);
        if (LineScan.TrySkip(ref rest, "BAD SU "u8)) return Refused(ref record) && TryBsd(rest, ref record);
        if (LineScan.TrySkip(ref rest, "'su "u8)) return TrySolaris(rest, ref record);
        if (LineScan.TrySkip(ref rest, "No passwd entry for user '"u8)) return TryUnknown(rest, ref record);
        if (rest is [(byte)'+' or (byte)'-', (byte)' ', ..]) return (rest[0] == '+' || Refused(ref record)) && TrySigned(rest[2..], ref record);
        return TryBsd(rest, ref record);
    }

    private static bool Refused(ref LogRecord record)
    {
        record.Outcome = Outcome.Failure;
        record.Reason = FailureReason.WrongSecret;
        return true;
    }

    /// <summary><c>TARGET by ACTOR</c>: the target may be typed, the actor is the system's, so it is the last.</summary>
    private static bool TryForBy(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        var by = rest.LastIndexOf(" by "u8);
        if (by < 0) return false;
        record.Account = rest[..by];
        record.Actor = rest[(by + 4)..];
        return true;
    }

    /// <summary><c>TARGET) ACTOR on TTY</c>.</summary>
    private static bool TryTo(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        var close = rest.LastIndexOf(") "u8);
        if (close < 0) return false;
        record.Account = rest[..close];
        rest = rest[(close + 2)..];
        record.Actor = LineScan.Word(ref rest);
        return true;
    }

    /// <summary><c>TARGET' failed for ACTOR on TTY</c>, <c>TARGET' succeeded for ACTOR on TTY</c>.</summary>
    private static bool TrySolaris(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        var failed = rest.LastIndexOf("' failed for "u8);
        var at = Math.Max(failed, rest.LastIndexOf("' succeeded for "u8));
        if (at < 0) return false;
        if (at == failed) Refused(ref record);
        record.Account = rest[..at];
        rest = rest[(at + (at == failed ? 13 : 16))..];
        record.Actor = LineScan.Word(ref rest);
        return true;
    }

    private static bool TryUnknown(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        Refused(ref record);
        record.Reason = FailureReason.UnknownAccount;
        record.Account = rest.TrimEnd((byte)'\'');
        return true;
    }

    /// <summary><c>TTY ACTOR:TARGET</c>, with <c>-</c> between the two on older systems.</summary>
    private static bool TrySigned(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        LineScan.Word(ref rest);
        var cut = rest.IndexOf((byte)':');
        if (cut < 0) cut = rest.IndexOf((byte)'-');
        if (cut <= 0) return false;
        record.Actor = rest[..cut];
        record.Account = rest[(cut + 1)..];
        return true;
    }

    private static bool TryBsd(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        record.Actor = LineScan.Word(ref rest);
        if (!LineScan.TrySkip(ref rest, "to "u8)) return false;
        var on = rest.LastIndexOf(" on "u8);
        if (on < 0) return false;
        record.Account = rest[..on];
        return true;
    }
}
