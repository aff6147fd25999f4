namespace Noroshi.Sensor.Logs;

/// <summary>The texts of single PAM modules, after <c>MODULE(SERVICE:TYPE): </c>.</summary>
internal static class PamModules
{
    internal static bool TryA(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        // pam_sss, pam_krb5: "authentication success; logname= ..." and "authentication failure; user=..."
        if (LineScan.TrySkip(ref rest, "authentication success; "u8)) return PamPeer.TryRead(rest, ref record) && Pam.Say(RecordKind.Login, Outcome.Success, FailureReason.None, ref record);
        if (LineScan.TrySkip(ref rest, "authentication failure; "u8)) return PamPeer.TryRead(rest, ref record) && Failed(FailureReason.WrongSecret, ref record);
        // pam_access: access denied for user `NAME' from `HOST'
        if (LineScan.TrySkip(ref rest, "access denied for user `"u8)) return TryAccess(rest, ref record);
        if (LineScan.TrySkip(ref rest, "account "u8)) return TryBefore(rest, " has expired"u8, FailureReason.NotAllowed, ref record);
        return LineScan.TrySkip(ref rest, "auth could not identify password for ["u8) && TryBefore(rest, "]"u8, FailureReason.WrongSecret, ref record);
    }

    internal static bool TryOther(ReadOnlySpan<byte> rest, ref LogRecord record) => rest[0] switch
    {
        (byte)'b' => LineScan.TrySkip(ref rest, "bad username ["u8) && TryBefore(rest, "]"u8, FailureReason.UnknownAccount, ref record),
        (byte)'c' => LineScan.TrySkip(ref rest, "check pass; user unknown"u8) && Failed(FailureReason.UnknownAccount, ref record),
        (byte)'u' => TryUser(rest, ref record),
        (byte)'U' => rest.SequenceEqual("User unknown"u8) && Failed(FailureReason.UnknownAccount, ref record),
        (byte)'r' => TryReceived(rest, ref record),
        (byte)'p' => LineScan.TrySkip(ref rest, "password changed for "u8) && Changed(rest, ref record),
        (byte)'e' => LineScan.TrySkip(ref rest, "expired password for user "u8) && TryBefore(rest, " ("u8, FailureReason.NotAllowed, ref record),
        (byte)'C' => LineScan.TrySkip(ref rest, "Consecutive login failures for user "u8) && TryBefore(rest, " account "u8, FailureReason.NotAllowed, ref record),
        (byte)'R' => LineScan.TrySkip(ref rest, "Refused user "u8) && TryBefore(rest, " for service "u8, FailureReason.NotAllowed, ref record),
        (byte)'I' => LineScan.TrySkip(ref rest, "Invalid verification code for "u8) && Named(rest, FailureReason.WrongSecret, ref record),
        (byte)'A' => LineScan.TrySkip(ref rest, "Accepted google_authenticator for "u8) ? Passed(rest, ref record) : LineScan.TrySkip(ref rest, "Authentication failure; user="u8) && Named(rest, FailureReason.WrongSecret, ref record),
        _ => false,
    };

    private static bool TryAccess(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        var from = rest.LastIndexOf("' from `"u8);
        if (from < 0 || rest is not [.., (byte)'\'']) return false;
        record.Account = rest[..from];
        var host = rest[(from + 8)..^1];
        if (!LineScan.TryAddress(host, out record.Source, out _) && SshdPeer.IsHostName(host)) record.Source = host;
        return Failed(FailureReason.NotAllowed, ref record);
    }

    /// <summary>pam_tally2: <c>user NAME (1000) tally 6, deny 5</c>; pam_winbind: <c>user 'NAME' granted access</c>; pam_krb5: <c>user NAME authenticated as PRINCIPAL</c>.</summary>
    private static bool TryUser(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (!LineScan.TrySkip(ref rest, "user "u8)) return false;
        if (rest.LastIndexOf(" authenticated as "u8) is > 0 and var named && !rest[(named + 18)..].Contains((byte)' ')) return Passed(rest[..named], ref record);
        if (rest.LastIndexOf(" tally "u8) is > 0 and var tally)
        {
            var name = rest[..tally];
            record.Account = name.LastIndexOf(" ("u8) is > 0 and var uid ? name[..uid] : name;
            return Failed(FailureReason.NotAllowed, ref record);
        }
        return rest is [(byte)'\'', ..] && rest.EndsWith("' granted access"u8) && Passed(rest[1..^16], ref record);
    }

    /// <summary>pam_sss: <c>received for user NAME: 7 (Authentication failure)</c>.</summary>
    private static bool TryReceived(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (LineScan.TrySkip(ref rest, "requirement "u8))
        {
            var user = rest.LastIndexOf(" not met by user "u8);
            return user >= 0 && Named(rest[(user + 17)..].Trim((byte)'"'), FailureReason.NotAllowed, ref record);
        }
        // pam_winbind names the account on another line.
        if (LineScan.TrySkip(ref rest, "request wbcLogonUser failed: "u8)) return Failed(rest.IndexOf("NT_STATUS_NO_SUCH_USER"u8) >= 0 ? FailureReason.UnknownAccount : FailureReason.WrongSecret, ref record);
        if (!LineScan.TrySkip(ref rest, "received for user "u8)) return false;
        var colon = rest.LastIndexOf(": "u8);
        if (colon < 0) return false;
        record.Account = rest[..colon];
        var code = rest[(colon + 2)..];
        return Failed(code.StartsWith("10 "u8) ? FailureReason.UnknownAccount : code.StartsWith("6 "u8) || code.StartsWith("13 "u8) ? FailureReason.NotAllowed : FailureReason.WrongSecret, ref record);
    }

    private static bool TryBefore(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> mark, FailureReason reason, ref LogRecord record)
    {
        var end = rest.LastIndexOf(mark);
        return end >= 0 && Named(rest[..end], reason, ref record);
    }

    private static bool Named(ReadOnlySpan<byte> account, FailureReason reason, ref LogRecord record)
    {
        record.Account = account;
        return Failed(reason, ref record);
    }

    private static bool Failed(FailureReason reason, ref LogRecord record) => Pam.Say(RecordKind.Login, Outcome.Failure, reason, ref record);

    private static bool Passed(ReadOnlySpan<byte> account, ref LogRecord record)
    {
        record.Account = account;
        return Pam.Say(RecordKind.Login, Outcome.Success, FailureReason.None, ref record);
    }

    private static bool Changed(ReadOnlySpan<byte> account, ref LogRecord record)
    {
        record.Account = account;
        return Pam.Say(RecordKind.AccountChange, Outcome.Success, FailureReason.None, ref record);
    }
}
