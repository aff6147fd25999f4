namespace Noroshi.Sensor.Logs;

/// <summary>sshd's texts about connections and sessions: opened, closed, cut, not speaking SSH, dropped.</summary>
/// <remarks>OpenSSH sshd.c, packet.c (<c>sshpkt_fmt_connection_id</c>), kex.c, session.c, canohost.c; TCP wrappers.</remarks>
internal static class SshdConnection
{
    internal static bool TryRead(ReadOnlySpan<byte> rest, bool isPreauth, ref LogRecord record)
    {
        if (rest.IsEmpty) return false;
        record.Kind = RecordKind.Connection;
        record.Outcome = isPreauth ? Outcome.Failure : Outcome.Unknown;
        return rest[0] switch
        {
            (byte)'C' => TryC(rest, ref record),
            (byte)'D' => TryD(rest, ref record),
            (byte)'R' => LineScan.TrySkip(ref rest, "Received disconnect from "u8) && SshdPeer.TryAddressPort(rest, ref record, out _),
            (byte)'S' => TrySession(rest, ref record),
            (byte)'U' => LineScan.TrySkip(ref rest, "Unable to negotiate with "u8) && Broken(ref record) && SshdPeer.TryAddressPort(Until(rest, ": "u8), ref record, out _),
            (byte)'T' => LineScan.TrySkip(ref rest, "Timeout before authentication for "u8) && TryTimeout(rest, ref record),
            (byte)'B' => TryBadVersion(rest, ref record),
            (byte)'P' => LineScan.TrySkip(ref rest, "Protocol major versions differ for "u8) && Broken(ref record) && SshdPeer.TryAddressPort(Until(rest, ": "u8), ref record, out _),
            (byte)'A' => LineScan.TrySkip(ref rest, "Address "u8) && SshdPeer.TryAddressPort(rest, ref record, out _) && Unsaid(ref record),
            _ => TrySmall(rest, ref record),
        };
    }

    private static bool TryC(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (LineScan.TrySkip(ref rest, "Connection closed by "u8) || LineScan.TrySkip(ref rest, "Connection reset by "u8) || LineScan.TrySkip(ref rest, "Connection timed out from "u8))
        {
            return SshdPeer.TryConnection(rest, ref record);
        }
        if (LineScan.TrySkip(ref rest, "Connection from "u8))
        {
            record.Outcome = Outcome.Success;
            return SshdPeer.TryConnection(Until(rest, " on "u8), ref record);
        }
        if (LineScan.TrySkip(ref rest, "Close session: user "u8))
        {
            record.Kind = RecordKind.SessionClosed;
            var id = rest.LastIndexOf(" id "u8);
            return SshdPeer.TryFrom(id < 0 ? rest : rest[..id], ref record);
        }
        return LineScan.TrySkip(ref rest, "Could not write ident string to "u8) && Broken(ref record) && SshdPeer.TryAddressPort(rest, ref record, out _);
    }

    private static bool TryD(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (LineScan.TrySkip(ref rest, "Disconnected from "u8)) return SshdPeer.TryConnection(rest, ref record);
        if (LineScan.TrySkip(ref rest, "Did not receive identification string from "u8)) return Broken(ref record) && SshdPeer.TryAddressPort(rest, ref record, out _);
        if (!LineScan.TrySkip(ref rest, "Disconnecting "u8)) return false;
        record.Outcome = Outcome.Failure;
        // "Change of username or service" quotes names of the peer's behind the address: with two places that look like one, neither is believed.
        if (rest.IndexOf(": Change of username"u8) is >= 0 and var change)
        {
            return rest.IndexOf(" port "u8) != rest.LastIndexOf(" port "u8) || SshdPeer.TryConnection(rest[..change], ref record);
        }
        var reason = rest.LastIndexOf(": "u8);
        return SshdPeer.TryConnection(reason < 0 ? rest : rest[..reason], ref record);
    }

    /// <summary><c>Starting session: shell on pts/0 for NAME from ADDRESS port N id 0</c>, <c>... subsystem 'sftp' for ...</c>.</summary>
    private static bool TrySession(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (!LineScan.TrySkip(ref rest, "Starting session: "u8)) return false;
        record.Kind = RecordKind.SessionOpened;
        record.Outcome = Outcome.Success;
        record.Operation = Until(rest, " "u8);
        var name = rest.IndexOf(" for "u8);
        var id = rest.LastIndexOf(" id "u8);
        return name >= 0 && SshdPeer.TryFrom(id > name ? rest[(name + 5)..id] : rest[(name + 5)..], ref record);
    }

    /// <summary><c>A port N</c>, since OpenSSH 9.8 <c>connection from A to B, pid = N</c>.</summary>
    private static bool TryTimeout(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        record.Outcome = Outcome.Failure;
        LineScan.TrySkip(ref rest, "connection from "u8);
        return SshdPeer.TryAddressPort(rest, ref record, out _);
    }

    /// <summary><c>Bad protocol version identification 'PEER'S TEXT' from ADDRESS port N</c>: the text is quoted, the last <c>' from </c> is sshd's.</summary>
    private static bool TryBadVersion(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (LineScan.TrySkip(ref rest, "Bad remote protocol version identification: "u8)) return Broken(ref record);
        if (!LineScan.TrySkip(ref rest, "Bad protocol version identification "u8)) return false;
        var from = rest.LastIndexOf("' from "u8);
        return from >= 0 && Broken(ref record) && SshdPeer.TryAddressPort(rest[(from + 7)..], ref record, out _);
    }

    private static bool TrySmall(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (LineScan.TrySkip(ref rest, "banner exchange: "u8) || LineScan.TrySkip(ref rest, "ssh_dispatch_run_fatal: "u8) || LineScan.TrySkip(ref rest, "kex protocol error: "u8))
        {
            if (!LineScan.TrySkip(ref rest, "Connection from "u8)) return Broken(ref record);
            var reason = rest.LastIndexOf(": "u8);
            return Broken(ref record) && SshdPeer.TryConnection(reason < 0 ? rest : rest[..reason], ref record);
        }
        if (rest.StartsWith("Magic value check failed "u8) && LineScan.TryUntil(ref rest, " from "u8, out _)) return Broken(ref record) && SshdPeer.TryAddressPort(rest, ref record, out _);
        if (rest.StartsWith("kex_exchange_identification: "u8) || rest.StartsWith("no matching "u8)) return Broken(ref record);
        if (LineScan.TrySkip(ref rest, "refused connect from "u8)) return TryWrappers(rest, ref record);
        if (LineScan.TrySkip(ref rest, "scanned from "u8)) return Broken(ref record) && SshdPeer.TryAddressPort(rest, ref record, out _);
        if (LineScan.TrySkip(ref rest, "drop connection #"u8) && LineScan.TryUntil(ref rest, " from "u8, out _))
        {
            record.Outcome = Outcome.Failure;
            record.Reason = FailureReason.Blocked;
            return LineScan.TryAddress(Until(rest, " "u8), out record.Source, out record.SourcePort);
        }
        if (!LineScan.TrySkip(ref rest, "reverse mapping checking getaddrinfo for "u8)) return false;
        var open = rest.LastIndexOf(" ["u8);
        return open >= 0 && Unsaid(ref record) && LineScan.TryAddress(Until(rest[(open + 2)..], "]"u8), out record.Source, out _);
    }

    /// <summary>TCP wrappers: <c>HOST (ADDRESS)</c> or <c>ADDRESS</c>.</summary>
    private static bool TryWrappers(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        record.Outcome = Outcome.Failure;
        record.Reason = FailureReason.Blocked;
        var open = rest.LastIndexOf((byte)'(');
        if (open >= 0 && rest is [.., (byte)')'] && LineScan.TryAddress(rest[(open + 1)..^1], out record.Source, out _)) return true;
        return SshdPeer.TryAddressPort(rest, ref record, out _);
    }

    private static bool Broken(ref LogRecord record)
    {
        record.Outcome = Outcome.Failure;
        record.Reason = FailureReason.Protocol;
        return true;
    }

    private static bool Unsaid(ref LogRecord record)
    {
        record.Outcome = Outcome.Unknown;
        return true;
    }

    private static ReadOnlySpan<byte> Until(ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark) => text.IndexOf(mark) is >= 0 and var at ? text[..at] : text;
}
