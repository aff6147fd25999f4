namespace Noroshi.Sensor.Logs;

/// <summary>OpenSSH's server: who tried to log in how, whether it worked, and who was sent away before.</summary>
/// <remarks>
/// Texts of OpenSSH's auth.c, auth2.c, auth-pam.c, sshd.c, session.c, kex.c and packet.c, and those of PAM modules under its name. User names, banners and the words of a disconnect are the peer's:
/// see <see cref="SshdPeer"/> for how the address is told from them.
/// </remarks>
public sealed class Sshd : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "sshd";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => ["sshd", "sshd-session", "sshd-auth", "sshd.exe", "openssh"];

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (text.Length < 4) return false;
        if (text[0] is (byte)'p' or (byte)'(' or (byte)'P' && Pam.TryText(text, ref record)) return true;
        record.Format = "sshd";
        var rest = text.EndsWith(" [preauth]"u8) ? text[..^10] : text;
        if (rest[0] is (byte)'e' or (byte)'f' && !LineScan.TrySkip(ref rest, "error: "u8)) LineScan.TrySkip(ref rest, "fatal: "u8);
        if (rest.IsEmpty) return false;
        var isPreauth = rest.Length != text.Length;
        return rest[0] switch
        {
            (byte)'F' when LineScan.TrySkip(ref rest, "Failed "u8) => TryAuthentication(rest, Outcome.Failure, ref record),
            (byte)'A' => TryA(rest, ref record),
            (byte)'I' => (LineScan.TrySkip(ref rest, "Invalid user "u8) || LineScan.TrySkip(ref rest, "Illegal user "u8)) && TryInvalid(rest, ref record),
            (byte)'P' => TryP(rest, ref record),
            (byte)'N' => TryName(rest, ref record),
            (byte)'L' => TryRestricted(rest, ref record),
            (byte)'U' or (byte)'m' or (byte)'R' when TryRefusal(rest, ref record) => true,
            _ => SshdConnection.TryRead(rest, isPreauth, ref record),
        };
    }

    /// <summary><c>METHOD for [invalid user ]NAME from ADDRESS port N ssh2[: key]</c>.</summary>
    private static bool TryAuthentication(ReadOnlySpan<byte> rest, Outcome outcome, ref LogRecord record)
    {
        if (!LineScan.TryUntil(ref rest, " for "u8, out var method)) return false;
        var isInvalid = LineScan.TrySkip(ref rest, "invalid user "u8) || LineScan.TrySkip(ref rest, "illegal user "u8);
        if (!SshdPeer.TryFrom(rest, ref record)) return false;
        record.Kind = RecordKind.Login;
        record.Outcome = outcome;
        record.Reason = outcome != Outcome.Failure ? FailureReason.None : isInvalid ? FailureReason.UnknownAccount : FailureReason.WrongSecret;
        record.Operation = method;
        return true;
    }

    private static bool TryA(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (LineScan.TrySkip(ref rest, "Accepted "u8)) return TryAuthentication(rest, Outcome.Success, ref record);
        if (LineScan.TrySkip(ref rest, "Access denied for user "u8))
        {
            var by = rest.LastIndexOf(" by PAM account"u8);
            if (by < 0) return false;
            record.Account = rest[..by];
            return Say(RecordKind.Login, FailureReason.NotAllowed, ref record);
        }
        if (LineScan.TrySkip(ref rest, "Authentication tried for "u8))
        {
            var ip = rest.LastIndexOf(", ip="u8);
            var with = rest.IndexOf(" with correct key"u8);
            if (ip < 0 || with < 0) return false;
            record.Account = rest[..with];
            rest = rest[(ip + 5)..];
            if (!LineScan.TryUntil(ref rest, ", "u8, out var address) || !LineScan.TryAddress(address, out record.Source, out _)) return false;
            return Say(RecordKind.Login, FailureReason.NotAllowed, ref record);
        }
        return SshdConnection.TryRead(rest, isPreauth: true, ref record);
    }

    private static bool TryInvalid(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (!SshdPeer.TryFrom(rest, ref record)) return false;
        return Say(RecordKind.Connection, FailureReason.UnknownAccount, ref record);
    }

    /// <summary><c>Postponed</c> and <c>Partial</c> are steps on the way; <c>PAM: TEXT for NAME from HOST</c> says what PAM said.</summary>
    private static bool TryP(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (LineScan.TrySkip(ref rest, "Postponed "u8) || LineScan.TrySkip(ref rest, "Partial "u8)) return TryAuthentication(rest, Outcome.Unknown, ref record);
        if (!LineScan.TrySkip(ref rest, "PAM: "u8)) return SshdConnection.TryRead(rest, isPreauth: true, ref record);
        if (!LineScan.TryUntil(ref rest, " for "u8, out var said)) return false;
        var isUnknown = LineScan.TrySkip(ref rest, "illegal user "u8) || LineScan.TrySkip(ref rest, "invalid user "u8) || said.StartsWith("User not known"u8);
        if (!SshdPeer.TryFrom(rest, ref record)) return false;
        record.Operation = "keyboard-interactive/pam"u8;
        return Say(RecordKind.Login, isUnknown ? FailureReason.UnknownAccount : FailureReason.WrongSecret, ref record);
    }

    /// <summary>Accounts turned away whatever their secret: not allowed, root, too many tries.</summary>
    private static bool TryRefusal(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (LineScan.TrySkip(ref rest, "User "u8))
        {
            var not = rest.LastIndexOf(" not allowed because "u8);
            if (not < 0) return false;
            if (!SshdPeer.TryFrom(rest[..not], ref record)) record.Account = rest[..not];
            return Say(RecordKind.Login, FailureReason.NotAllowed, ref record);
        }
        if (LineScan.TrySkip(ref rest, "ROOT LOGIN REFUSED FROM "u8))
        {
            record.Account = "root"u8;
            return SshdPeer.TryAddressPort(rest, ref record, out _) && Say(RecordKind.Login, FailureReason.NotAllowed, ref record);
        }
        if (!LineScan.TrySkip(ref rest, "maximum authentication attempts exceeded for "u8)) return false;
        var isInvalid = LineScan.TrySkip(ref rest, "invalid user "u8);
        return SshdPeer.TryFrom(rest, ref record) && Say(RecordKind.Connection, isInvalid ? FailureReason.UnknownAccount : FailureReason.WrongSecret, ref record);
    }

    /// <summary><c>Nasty PTR record "..." is set up for ADDRESS, ignoring</c>: the record is the peer's, the last words are sshd's.</summary>
    private static bool TryName(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        var at = rest.LastIndexOf(" is set up for "u8);
        if (!rest.StartsWith("Nasty PTR record "u8) || !rest.EndsWith(", ignoring"u8) || at < 0) return false;
        record.Kind = RecordKind.Connection;
        return LineScan.TryAddress(rest[(at + 15)..^10], out record.Source, out _);
    }

    /// <summary>On AIX: <c>Login restricted for NAME: 3004-300 You entered an invalid login name or password.</c></summary>
    private static bool TryRestricted(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (!LineScan.TrySkip(ref rest, "Login restricted for "u8) || rest.LastIndexOf(": "u8) is not (>= 0 and var why)) return false;
        record.Account = rest[..why];
        return Say(RecordKind.Login, FailureReason.NotAllowed, ref record);
    }

    private static bool Say(RecordKind kind, FailureReason reason, ref LogRecord record)
    {
        record.Kind = kind;
        record.Outcome = Outcome.Failure;
        record.Reason = reason;
        return true;
    }
}
