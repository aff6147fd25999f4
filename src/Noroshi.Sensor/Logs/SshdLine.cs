using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Noroshi.Sensor.Logs;

/// <summary>The lines most of a sign-in log under attack consists of, read in one go: what <see cref="Sshd"/> and <see cref="Pam"/> say of their messages, or nothing.</summary>
/// <remarks>
/// <code>
/// Failed password for [invalid user ]NAME from ADDRESS port N ssh2
/// Accepted password for NAME from ADDRESS port N ssh2
/// Accepted publickey for NAME from ADDRESS port N ssh2: TYPE FINGERPRINT
/// Invalid user NAME from ADDRESS port N
/// Connection closed by [invalid user NAME |authenticating user NAME |user NAME ]ADDRESS port N[ [preauth]]
/// Connection reset by, Disconnected from ...
/// Received disconnect from ADDRESS port N:11: Bye Bye[ [preauth]]
/// pam_unix(sshd:session): session opened for user NAME(uid=1000) by (uid=0)
/// pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=ADDRESS[  user=NAME]
/// pam_unix(sshd:auth): check pass; user unknown
/// </code>
/// What stands behind a name is sshd's own, so it is read from its end: whatever a name imitates stands before it.
/// </remarks>
internal static class SshdLine
{
    private const int Tail = 64;
    private const int MostDigits = 5;

    // What stands between name and address, by its length.
    private const int From = 6;
    private const int Blank = 1;
    private const int NoName = 0;

    // Of a client that names no account of its own, as ssh does not.
    private static ReadOnlySpan<byte> PamFailure => "auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost="u8;

    /// <summary>Whether a program is one whose messages are read here.</summary>
    internal static bool IsOf(ReadOnlySpan<byte> program) => program.SequenceEqual("sshd"u8) || program.SequenceEqual("sshd-session"u8);

    /// <summary>Reads the message of an envelope.</summary>
    /// <param name="line">The whole line.</param>
    /// <param name="record">What <see cref="SyslogHead"/> said of it; left half filled when the message is none of these.</param>
    internal static bool TryRead(ReadOnlySpan<byte> line, ref LogRecord record)
    {
        record.Format = "sshd";
        return TryMessage(line, line.Length - record.Message.Length, ref record);
    }

    private static bool TryMessage(ReadOnlySpan<byte> line, int from, ref LogRecord record)
    {
        var message = line[from..];
        record.Outcome = Outcome.Failure;
        if (message.StartsWith("Failed password for "u8))
        {
            var rest = message[20..];
            var isInvalid = rest.StartsWith("invalid user "u8);
            record.Kind = RecordKind.Login;
            record.Reason = isInvalid ? FailureReason.UnknownAccount : FailureReason.WrongSecret;
            record.Operation = message.Slice(7, 8);
            return message.EndsWith(" ssh2"u8) && !rest.StartsWith("illegal user "u8) && TryPeer(line, from + (isInvalid ? 33 : 20), From, line.Length - 5, ref record);
        }
        if (message.StartsWith("Accepted p"u8)) return TryAccepted(line, from, ref record);
        if (message.StartsWith("pam_unix(sshd:"u8)) return TryPam(message[14..], ref record);
        record.Kind = RecordKind.Connection;
        if (message.StartsWith("Invalid user "u8))
        {
            record.Reason = FailureReason.UnknownAccount;
            return TryPeer(line, from + 13, From, line.Length, ref record);
        }
        var isPreauth = message.EndsWith(" [preauth]"u8);
        if (!isPreauth) record.Outcome = Outcome.Unknown;
        var end = line.Length - (isPreauth ? 10 : 0);
        if (message.StartsWith("Received disconnect from "u8)) return SshdPeer.TryAddressPort(line[(from + 25)..end], ref record, out _);
        var begin = message.StartsWith("Connection closed by "u8) ? 21 : message.StartsWith("Disconnected from "u8) ? 18 : message.StartsWith("Connection reset by "u8) ? 20 : 0;
        return begin > 0 && TryConnection(line, from + begin, end, ref record);
    }

    private static bool TryConnection(ReadOnlySpan<byte> line, int at, int end, ref LogRecord record)
    {
        var peer = line[at..];
        if (peer.StartsWith("authenticating user "u8)) return TryPeer(line, at + 20, Blank, end, ref record);
        if (peer.StartsWith("user "u8)) return TryPeer(line, at + 5, Blank, end, ref record);
        if (!peer.StartsWith("invalid user "u8)) return TryPeer(line, at, NoName, end, ref record);
        record.Reason = FailureReason.UnknownAccount;
        return TryPeer(line, at + 13, Blank, end, ref record);
    }

    private static bool TryAccepted(ReadOnlySpan<byte> line, int from, ref LogRecord record)
    {
        var method = line[(from + 9)..];
        var length = method.StartsWith("password for "u8) ? 8 : method.StartsWith("publickey for "u8) ? 9 : 0;
        var name = method[(length == 0 ? 0 : length + 5)..];
        if (length == 0 || name.StartsWith("invalid user "u8) || name.StartsWith("illegal user "u8)) return false;
        record.Kind = RecordKind.Login;
        record.Outcome = Outcome.Success;
        record.Operation = method[..length];
        return TryEnd(line, out var end) && TryPeer(line, line.Length - name.Length, From, end, ref record);
    }

    /// <summary>Where <c> ssh2</c> or <c> ssh2: TYPE FINGERPRINT</c> begins, with which a line ends.</summary>
    private static bool TryEnd(ReadOnlySpan<byte> line, out int end)
    {
        end = line.Length - 5;
        if (line.EndsWith(" ssh2"u8)) return true;
        if (line.Length < Tail) return false;
        var blanks = Blanks(line, line.Length - Tail);
        if (BitOperations.PopCount(blanks) < 2) return false;
        // The last blank stands before the fingerprint, the one before it before the key's type.
        blanks ^= 1UL << BitOperations.Log2(blanks);
        end = line.Length - Tail + BitOperations.Log2(blanks) - 6;
        return end > 0 && line[end..].StartsWith(" ssh2: "u8);
    }

    /// <summary>What PAM says of a log-in and its session; the rest is left to <see cref="Pam"/>.</summary>
    private static bool TryPam(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (rest.StartsWith("session): session "u8))
        {
            var what = rest[18..];
            var kind = what.StartsWith("opened for user "u8) ? RecordKind.SessionOpened : what.StartsWith("closed for user "u8) ? RecordKind.SessionClosed : RecordKind.Other;
            record.Site = "sshd:session"u8;
            return kind != RecordKind.Other && Pam.TrySession(what[16..], kind, ref record);
        }
        record.Site = "sshd:auth"u8;
        if (rest.StartsWith("auth): check pass; user unknown"u8)) return Pam.Say(RecordKind.Login, Outcome.Failure, FailureReason.UnknownAccount, ref record);
        if (!rest.StartsWith(PamFailure)) return false;
        PamPeer.TakeHost(rest[PamFailure.Length..], [], ref record);
        return Pam.Say(RecordKind.Login, Outcome.Failure, FailureReason.WrongSecret, ref record);
    }

    /// <summary><c>NAME from ADDRESS port N</c>, <c>NAME ADDRESS port N</c> or <c>ADDRESS port N</c> between two places of a line.</summary>
    private static bool TryPeer(ReadOnlySpan<byte> line, int name, int between, int end, ref LogRecord record)
    {
        if (end < Tail) return false;
        var tail = end - Tail;
        var blanks = Blanks(line, tail);
        var digits = BitOperations.LeadingZeroCount(blanks);
        if (digits is 0 or > MostDigits || !line[..(end - digits)].EndsWith(" port "u8)) return false;
        // Where the blank before "port" stands, and what is behind the one before the address.
        var port = Tail - digits - 6;
        var start = Tail - BitOperations.LeadingZeroCount(blanks & ((1UL << port) - 1)) + tail;
        var length = tail + port - start;
        var nameEnd = start - between;
        if (length <= 0 || (between == NoName ? nameEnd != name : nameEnd < name)) return false;
        if (between == From && !line[..start].EndsWith(" from "u8)) return false;
        if (LineScan.Ipv4Length(line[start..]) != length && !LineScan.IsPlainIpv6(line.Slice(start, length))) return false;
        if (!LineScan.TryNumberBefore(line, end, digits, out var number)) return false;
        record.Account = line[name..nameEnd];
        record.Source = line.Slice(start, length);
        record.SourcePort = (int)Math.Min(number, 65535);
        return true;
    }

    /// <summary>Which of the 64 bytes at a place are blanks.</summary>
    private static ulong Blanks(ReadOnlySpan<byte> line, int at)
    {
        ref var start = ref Unsafe.Add(ref MemoryMarshal.GetReference(line), at);
        var low = Vector256.Equals(Vector256.LoadUnsafe(ref start), Vector256.Create((byte)' ')).ExtractMostSignificantBits();
        var high = Vector256.Equals(Vector256.LoadUnsafe(ref start, (nuint)Vector256<byte>.Count), Vector256.Create((byte)' ')).ExtractMostSignificantBits();
        return low | ((ulong)high << 32);
    }
}
