using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Noroshi.Sensor.Logs;

/// <summary>Finds in sshd's texts the address sshd itself wrote, however a user name or a certificate's id imitates one.</summary>
/// <remarks>
/// A name may contain <c> from 192.0.2.1 port 1 ssh2</c>, and so may the id of a certificate behind it. Where only one of the two is there, its end of the line decides;
/// where both could be, and both offer an address, none is taken: a missing address misleads nobody.
/// </remarks>
internal static class SshdPeer
{
    /// <summary><c>NAME from ADDRESS [port N] [ssh2[: key]]</c>.</summary>
    internal static bool TryFrom(ReadOnlySpan<byte> text, ref LogRecord record)
    {
        if (TryPlain(text, ref record)) return true;
        var from = text.LastIndexOf(" from "u8);
        if (from < 0)
        {
            // An empty name: "Invalid user  from ADDRESS" has its blank, "Illegal user from" has not.
            if (!text.StartsWith("from "u8)) return false;
            return TryAddressPort(text[5..], ref record, out _);
        }
        if (!TryAddressPort(text[(from + 6)..], ref record, out var after) || !IsSshdsEnd(after))
        {
            record.Source = [];
            record.SourcePort = -1;
            return TryOnly(text, ref record);
        }
        record.Account = text[..from];
        return true;
    }

    /// <summary><c>NAME from ADDRESS port N ssh2</c> with an IPv4 address, as nearly all failures end, read from behind: what stands there is short, and where it begins need not be searched for.</summary>
    private static bool TryPlain(ReadOnlySpan<byte> text, ref LogRecord record)
    {
        const int Most = 16;
        if (!text.EndsWith(" ssh2"u8)) return false;
        var digits = text.Length - 5;
        var port = 0;
        for (var scale = 1; digits > 0 && scale <= 10_000 && char.IsAsciiDigit((char)text[digits - 1]); scale *= 10) port += (text[--digits] - '0') * scale;
        if (digits == text.Length - 5 || !text[..digits].EndsWith(" port "u8)) return false;
        var end = digits - 6;
        if (end < Most) return false;
        var blanks = Vector128.Equals(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)(end - Most)), Vector128.Create((byte)' ')).ExtractMostSignificantBits();
        var start = end - Most + 32 - BitOperations.LeadingZeroCount(blanks);
        if (!text[..start].EndsWith(" from "u8) || LineScan.Ipv4Length(text[start..]) != end - start) return false;
        record.Account = text[..(start - 6)];
        record.Source = text[start..end];
        record.SourcePort = Math.Min(port, 65535);
        return true;
    }

    /// <summary><c>[authenticating user |invalid user |user ]NAME ADDRESS port N[: words]</c> or <c>ADDRESS port N</c>; what comes after is sshd's own.</summary>
    internal static bool TryConnection(ReadOnlySpan<byte> text, ref LogRecord record)
    {
        if (LineScan.TrySkip(ref text, "invalid user "u8)) record.Reason = FailureReason.UnknownAccount;
        else if (!LineScan.TrySkip(ref text, "authenticating user "u8) && !LineScan.TrySkip(ref text, "user "u8) && !TryRoleOf(ref text))
        {
            return TryAddressPort(text, ref record, out _);
        }
        var port = text.LastIndexOf(" port "u8);
        if (port <= 0) return false;
        var head = text[..port];
        var blank = head.LastIndexOf((byte)' ');
        record.Account = blank < 0 ? [] : head[..blank];
        return TryAddressPort(text[(blank + 1)..], ref record, out _);
    }

    /// <summary><c>ADDRESS [port N]</c> at the beginning; an older sshd writes a host name there. What follows comes back.</summary>
    internal static bool TryAddressPort(ReadOnlySpan<byte> text, scoped ref LogRecord record, out ReadOnlySpan<byte> after)
    {
        var rest = text;
        after = text;
        var address = LineScan.Word(ref rest);
        if (address is [.., (byte)':'] && !rest.StartsWith("port "u8)) address = address[..^1];
        if (address.IsEmpty) return false;
        if (!LineScan.TryAddress(address, out record.Source, out _))
        {
            if (!IsHostName(address)) return false;
            record.Source = address;
        }
        if (LineScan.TrySkip(ref rest, "port "u8))
        {
            var digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (digits < 0) digits = rest.Length;
            if (LineScan.TryNumber(rest[..digits], out var port)) record.SourcePort = (int)Math.Min(port, 65535);
            rest = rest[digits..];
        }
        after = rest;
        return true;
    }

    /// <summary>Whether a text could be a host name: what reverse resolution or an old log puts in an address's place.</summary>
    internal static bool IsHostName(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > 255) return false;
        foreach (var b in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)'.' or (byte)'-' or (byte)'_')) return false;
        }
        return true;
    }

    /// <summary>Several names before "user": a word sshd of some systems puts there (<c>Disconnected from NAME user x ADDRESS</c>).</summary>
    private static bool TryRoleOf(ref ReadOnlySpan<byte> text)
    {
        var rest = text;
        var word = LineScan.Word(ref rest);
        if (!rest.StartsWith("user "u8) || LineScan.TryAddress(word, out _, out _)) return false;
        text = rest[5..];
        return true;
    }

    /// <summary>Whether the text behind the port is what sshd ends a line with: nothing, <c>ssh2</c>, or <c>ssh2: TYPE FINGERPRINT</c>.</summary>
    private static bool IsSshdsEnd(ReadOnlySpan<byte> after)
    {
        if (after.IsEmpty) return true;
        LineScan.TrySkip(ref after, " "u8);
        if (!LineScan.TrySkip(ref after, "ssh"u8) || after.IsEmpty) return false;
        after = after[1..];
        if (after.IsEmpty) return true;
        return LineScan.TrySkip(ref after, ": "u8) && after.Count((byte)' ') <= 1;
    }

    /// <summary>A line that ends otherwise, such as with a certificate's id: its address when only one place offers one.</summary>
    private static bool TryOnly(ReadOnlySpan<byte> text, ref LogRecord record)
    {
        LogRecord found = new();
        var count = 0;
        var name = text;
        for (var at = 0; at < text.Length;)
        {
            var from = text[at..].IndexOf(" from "u8);
            if (from < 0) break;
            from += at;
            at = from + 6;
            LogRecord one = new();
            if (!TryAddressPort(text[at..], ref one, out var after) || (one.SourcePort < 0 && !after.IsEmpty)) continue;
            count++;
            found = one;
            name = text[..from];
        }
        if (count == 0) return false;
        // Two places offer an address: which is sshd's cannot be known.
        if (count > 1) return true;
        record.Source = found.Source;
        record.SourcePort = found.SourcePort;
        record.Account = name;
        return true;
    }
}
