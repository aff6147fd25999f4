using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Noroshi.Sensor.Logs;

/// <summary>The lines most of a sign-in log under attack consists of, read in one go: what <see cref="SyslogLine"/> and <see cref="Sshd"/> say of them, or nothing.</summary>
/// <remarks>
/// <code>
/// Oct  2 15:44:43 host sshd[123]: Failed password for [invalid user ]NAME from IPV4 port N ssh2
/// Oct  2 15:44:43 host sshd[123]: Invalid user NAME from IPV4 port N
/// Oct  2 15:44:43 host sshd[123]: Connection closed by [invalid user NAME |authenticating user NAME ]IPV4 port N [preauth]
/// </code>
/// What stands behind a name is sshd's own, so it is read from its end: whatever a name imitates stands before it.
/// </remarks>
internal static class SshdLine
{
    private const int TimeBytes = 16;
    private const int Shortest = TimeBytes + Tail;
    private const int Tail = 32;
    private const int MostDigits = 5;

    // What stands between name and address, by its length.
    private const int From = 6;
    private const int Blank = 1;
    private const int NoName = 0;

    /// <summary>Reads a line of the hour the clock has kept.</summary>
    /// <param name="line">The whole line.</param>
    /// <param name="clock">The file's clock.</param>
    /// <param name="record">What the line says; left half filled when it is none of these.</param>
    internal static bool TryRead(ReadOnlySpan<byte> line, LogClock clock, ref LogRecord record)
    {
        if (line.Length < Shortest || line[TimeBytes - 1] != ' ' || !clock.Hour.TryGet(line[..10], out var hour)) return false;
        var minute = LogTime.Two(line[10..]);
        var second = LogTime.Two(line[13..]);
        if (line[12] != ':' || (uint)minute >= 60 || (uint)second >= 61) return false;
        record.Clear();
        if (!SyslogLine.TryShort(line[TimeBytes..], ref record) || !IsSshd(record.Program)) return false;
        record.Time = hour + (((minute * 60) + second) * 1000);
        record.IsEnvelope = true;
        record.Format = "sshd";
        return LogTime.IsRepresentable(record.Time) && TryMessage(record.Message, ref record);
    }

    private static bool IsSshd(ReadOnlySpan<byte> program) => program.SequenceEqual("sshd"u8) || program.SequenceEqual("sshd-session"u8);

    private static bool TryMessage(ReadOnlySpan<byte> message, ref LogRecord record)
    {
        record.Outcome = Outcome.Failure;
        if (message.StartsWith("Failed password for "u8))
        {
            var isInvalid = message[20..].StartsWith("invalid user "u8);
            record.Kind = RecordKind.Login;
            record.Reason = isInvalid ? FailureReason.UnknownAccount : FailureReason.WrongSecret;
            record.Operation = message.Slice(7, 8);
            return message.EndsWith(" ssh2"u8) && TryPeer(message, isInvalid ? 33 : 20, From, message.Length - 5, ref record);
        }
        record.Kind = RecordKind.Connection;
        if (message.StartsWith("Invalid user "u8))
        {
            record.Reason = FailureReason.UnknownAccount;
            return TryPeer(message, 13, From, message.Length, ref record);
        }
        if (!message.StartsWith("Connection closed by "u8) || !message.EndsWith(" [preauth]"u8)) return false;
        var end = message.Length - 10;
        var rest = message[21..];
        if (rest.StartsWith("authenticating user "u8)) return TryPeer(message, 41, Blank, end, ref record);
        if (!rest.StartsWith("invalid user "u8)) return TryPeer(message, 21, NoName, end, ref record);
        record.Reason = FailureReason.UnknownAccount;
        return TryPeer(message, 34, Blank, end, ref record);
    }

    /// <summary><c>NAME from IPV4 port N</c>, <c>NAME IPV4 port N</c> or <c>IPV4 port N</c> between two places of a message.</summary>
    private static bool TryPeer(ReadOnlySpan<byte> message, int name, int between, int end, ref LogRecord record)
    {
        if (end < Tail) return false;
        var tail = end - Tail;
        var blanks = Vector256.Equals(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(message), (nuint)tail), Vector256.Create((byte)' ')).ExtractMostSignificantBits();
        var digits = BitOperations.LeadingZeroCount(blanks);
        if (digits is 0 or > MostDigits || !message[..(end - digits)].EndsWith(" port "u8)) return false;
        // Where the blank before "port" stands, and what is behind the one before the address.
        var port = Tail - digits - 6;
        var start = Tail - BitOperations.LeadingZeroCount(blanks & ((1u << port) - 1)) + tail;
        var length = tail + port - start;
        var nameEnd = start - between;
        if (length <= 0 || (between == NoName ? nameEnd != name : nameEnd < name)) return false;
        if (between == From && !message[..start].EndsWith(" from "u8)) return false;
        if (LineScan.Ipv4Length(message[start..]) != length || !LineScan.TryNumberBefore(message, end, digits, out var number)) return false;
        record.Account = message[name..nameEnd];
        record.Source = message.Slice(start, length);
        record.SourcePort = (int)Math.Min(number, 65535);
        return true;
    }
}
