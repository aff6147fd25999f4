using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Noroshi.Sensor.Logs;

/// <summary>What stands before the message of nearly all lines of a syslog file, read in one go: what <see cref="SyslogLine"/> says of them, or nothing.</summary>
/// <remarks>
/// <code>
/// Oct  2 15:44:43 host program[123]: message                              as syslogd wrote it
/// 2026-10-02T15:44:43.123456+09:00 host program[123]: message             as rsyslog, syslog-ng and journald write it today
/// </code>
/// </remarks>
internal static class SyslogHead
{
    private const int Shortest = 48;
    private const int TimeBytes = 15;

    /// <summary>Reads the head of a line.</summary>
    /// <param name="line">The whole line.</param>
    /// <param name="clock">The file's clock.</param>
    /// <param name="record">An envelope, made anew; left half filled when the line is none of these.</param>
    internal static bool TryRead(ReadOnlySpan<byte> line, LogClock clock, ref LogRecord record)
    {
        if (line.Length < Shortest) return false;
        record.Clear();
        var used = TimeBytes;
        if (line[4] == '-')
        {
            if (!LogTimeText.TryIso(line, clock, out record.Time, out used) || used >= line.Length) return false;
        }
        else if (!TryKnownHour(line, clock, out record.Time)) return false;
        if (line[used] != ' ' || !LogTime.IsRepresentable(record.Time) || !TryShort(line[(used + 1)..], ref record)) return false;
        record.Format = "syslog";
        record.IsEnvelope = true;
        return true;
    }

    /// <summary>A time of the hour the clock has kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryKnownHour(ReadOnlySpan<byte> line, LogClock clock, out long time)
    {
        time = LogRecord.NoTime;
        if (!clock.Hour.TryGet(line[..10], out var hour)) return false;
        int minute = LogTime.Two(line[10..]), second = LogTime.Two(line[13..]);
        time = hour + (((minute * 60) + second) * 1000);
        return line[12] == ':' && (uint)minute < 60 && (uint)second < 61;
    }

    /// <summary><c>host program[pid]: message</c>, the form of nearly all lines, with all of it before the message within 32 bytes: one look finds its marks. False for any other form.</summary>
    internal static bool TryShort(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (rest.Length < Vector256<byte>.Count) return false;
        var bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(rest));
        var blanks = Places(bytes, (byte)' ');
        var host = BitOperations.TrailingZeroCount(blanks);
        var end = BitOperations.TrailingZeroCount((blanks | Places(bytes, (byte)'[') | Places(bytes, (byte)':')) & Behind(host));
        var close = BitOperations.TrailingZeroCount(Places(bytes, (byte)']') & Behind(end));
        if (close > Vector256<byte>.Count - 3 || host == 0 || end == host + 1) return false;
        if (rest[0] == '[' || rest[end] != '[' || rest[close + 1] != ':' || rest[close + 2] != ' ') return false;
        record.Host = rest[..host];
        record.Program = rest[(host + 1)..end];
        record.Session = rest[(end + 1)..close];
        record.Message = rest[(close + 3)..];
        return true;
    }

    private static uint Places(Vector256<byte> bytes, byte mark) => Vector256.Equals(bytes, Vector256.Create(mark)).ExtractMostSignificantBits();

    /// <summary>All places behind one; none when it was not found.</summary>
    private static uint Behind(int place) => place >= Vector256<byte>.Count - 1 ? 0 : uint.MaxValue << (place + 1);
}
