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
            (byte)'R' => TryR(rest, ref record),
            (byte)'S' => TrySession(rest, ref record),
            (byte)'U' => LineScan.TrySkip(ref rest, "Unable to negotiate with "u8) && Broken(ref record) && SshdPeer.TryAddressPort(Until(rest, ": "u8), ref record, out _),
            (byte)'T' => TryTimeout(rest, ref record),
            (byte)'B' => TryBadVersion(rest, ref record),
            (byte)'P' => TryVersions(rest, ref record),
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
        if (LineScan.TrySkip(ref rest, "Closing connection to "u8)) return SshdPeer.TryAddressPort(rest, ref record, out _);
        if (rest.StartsWith("Certificate invalid: "u8) || rest.StartsWith("Corrupted MAC on input"u8)) return Broken(ref record);
        return LineScan.TrySkip(ref rest, "Could not write ident string to "u8) && Broken(ref record) && SshdPeer.TryAddressPort(rest, ref record, out _);
    }

    private static bool TryR(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (LineScan.TrySkip(ref rest, "Received disconnect from "u8)) return SshdPeer.TryAddressPort(rest, ref record, out _);
        return LineScan.TrySkip(ref rest, "Read error from remote host "u8) && SshdPeer.TryConnection(Until(rest, ": "u8), ref record);
    }

    private static bool TryVersions(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (rest.StartsWith("Protocol major versions differ: "u8)) return Broken(ref record);
        return LineScan.TrySkip(ref rest, "Protocol major versions differ for "u8) && Broken(ref record) && SshdPeer.TryAddressPort(Until(rest, ": "u8), ref record, out _);
    }

    private static bool TryD(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (LineScan.TrySkip(ref rest, "Disconnected from "u8)) return SshdPeer.TryConnection(rest, ref record);
        if (LineScan.TrySkip(ref rest, "Did not receive identification string from "u8)) return Broken(ref record) && SshdPeer.TryAddressPort(rest, ref record, out _);
        if (LineScan.TrySkip(ref rest, "Disconnecting: Too many authentication failures"u8)) return TryTooMany(rest, ref record);
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

    /// <summary>Before OpenSSH 7.5 without the address: <c>Disconnecting: Too many authentication failures for NAME</c>.</summary>
    private static bool TryTooMany(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        record.Outcome = Outcome.Failure;
        record.Reason = FailureReason.WrongSecret;
        if (LineScan.TrySkip(ref rest, " for "u8)) record.Account = rest;
        return true;
    }

    /// <summary><c>Starting session: shell on pts/0 for NAME from ADDRESS port N id 0</c>, <c>... subsystem 'sftp' for ...</c>.</summary>
    private static bool TrySession(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (!LineScan.TrySkip(ref rest, "Starting session: "u8)) return false;
        record.Kind = RecordKind.SessionOpened;
        record.Outcome = Outcome.Success;
        record.Operation = Until(rest, " "u8);
        var id = rest.LastIndexOf(" id "u8);
        // A forced command is quoted in front; who has a session has an account, whose name holds no blank.
        var name = rest.LastIndexOf(" for "u8);
        return name >= 0 && SshdPeer.TryFrom(id >= name + 5 ? rest[(name + 5)..id] : rest[(name + 5)..], ref record);
    }

    /// <summary><c>A port N</c>, since OpenSSH 9.8 <c>connection from A to B, pid = N</c>; of a session that fell silent, <c>user NAME A port N</c>.</summary>
    private static bool TryTimeout(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (LineScan.TrySkip(ref rest, "Timeout, client not responding from "u8)) return SshdPeer.TryConnection(rest, ref record);
        if (!LineScan.TrySkip(ref rest, "Timeout before authentication for "u8)) return false;
        record.Outcome = Outcome.Failure;
        LineScan.TrySkip(ref rest, "connection from "u8);
        return SshdPeer.TryAddressPort(rest, ref record, out _);
    }

    /// <summary><c>Bad protocol version identification 'PEER'S TEXT' from ADDRESS port N</c>: the text is quoted, the last <c>' from </c> is sshd's.</summary>
    private static bool TryBadVersion(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (rest.StartsWith("Bad packet length "u8)) return Broken(ref record);
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
        if (rest.StartsWith("kex_exchange_identification: "u8) || rest.StartsWith("no matching "u8) || rest.StartsWith("no hostkey alg"u8) || rest.StartsWith("userauth_"u8) || rest.StartsWith("ssh_packet_"u8)) return Broken(ref record);
        if (LineScan.TrySkip(ref rest, "input_userauth_request: "u8)) return TryInput(rest, ref record);
        if (LineScan.TrySkip(ref rest, "srclimit_penalise: "u8)) return TryPenalty(rest, ref record);
        if (LineScan.TrySkip(ref rest, "subsystem request for "u8)) return TrySubsystem(rest, ref record);
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

    /// <summary>Before OpenSSH 7.4: <c>invalid user NAME</c>; the address is on another line.</summary>
    private static bool TryInput(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (!LineScan.TrySkip(ref rest, "invalid user "u8) && !LineScan.TrySkip(ref rest, "illegal user "u8)) return false;
        record.Account = rest;
        record.Outcome = Outcome.Failure;
        record.Reason = FailureReason.UnknownAccount;
        return true;
    }

    /// <summary>PerSourcePenalties: <c>ipv4: new 192.0.2.1/32 active penalty of 10 seconds for penalty: failed authentication</c>, <c>active penalty for ipv4 192.0.2.1/32 already exists</c>. A network is no source.</summary>
    private static bool TryPenalty(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (!LineScan.TryUntil(ref rest, ": new "u8, out _) && !LineScan.TryUntil(ref rest, " for ipv4 "u8, out _) && !LineScan.TryUntil(ref rest, " for ipv6 "u8, out _)) return false;
        var network = LineScan.Word(ref rest);
        if (network.EndsWith("/32"u8) && LineScan.Ipv4Length(network) == network.Length - 3) record.Source = network[..^3];
        else if (network.EndsWith("/128"u8)) LineScan.TryAddress(network[..^4], out record.Source, out _);
        record.Outcome = rest.StartsWith("deferred "u8) ? Outcome.Unknown : Outcome.Failure;
        record.Reason = rest.StartsWith("deferred "u8) ? FailureReason.None : FailureReason.Blocked;
        return true;
    }

    /// <summary><c>sftp by user NAME[ failed, subsystem not found]</c>.</summary>
    private static bool TrySubsystem(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        record.Kind = RecordKind.SessionOpened;
        if (!LineScan.TryUntil(ref rest, " by user "u8, out record.Operation)) return false;
        var failed = rest.IndexOf(" failed, "u8);
        record.Account = failed < 0 ? rest : rest[..failed];
        record.Outcome = failed < 0 ? Outcome.Success : Outcome.Failure;
        return true;
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
