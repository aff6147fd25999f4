namespace Noroshi.Sensor.Logs;

/// <summary>FreeRADIUS: who was let in from which line, and who was not.</summary>
/// <remarks>
/// FreeRADIUS src/main/auth.c (rad_authlog): <c>Login incorrect (why): [user/password or &lt;via ..&gt;] (from client NAS port N cli LINE [via TLS tunnel])</c>.
/// The user is the peer's word, so the last <c>] (from client </c> is the server's. Source is the calling line (an address, a telephone or a hardware address), Site the access server.
/// </remarks>
public sealed class Radius : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "radius";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => ["radiusd", "freeradius"];

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        record.Format = "radius";
        var rest = text;
        // "(12) " is the request's number.
        if (rest is [(byte)'(', ..] && rest.IndexOf(") "u8) is > 0 and < 14 and var number) rest = rest[(number + 2)..].TrimStart((byte)' ');
        LineScan.TrySkip(ref rest, "Auth: "u8);
        if (rest is [(byte)'(', ..] && rest.IndexOf(") "u8) is > 0 and < 14 and var second) rest = rest[(second + 2)..].TrimStart((byte)' ');
        if (LineScan.TrySkip(ref rest, "Login OK"u8)) return TryUser(rest, Outcome.Success, FailureReason.None, ref record);
        if (LineScan.TrySkip(ref rest, "Login incorrect"u8)) return TryUser(rest, Outcome.Failure, Why(rest), ref record);
        if (LineScan.TrySkip(ref rest, "Invalid user"u8)) return TryUser(rest, Outcome.Failure, FailureReason.UnknownAccount, ref record);
        if (LineScan.TrySkip(ref rest, "Multiple logins"u8) || LineScan.TrySkip(ref rest, "Rejected in "u8)) return TryUser(rest, Outcome.Failure, FailureReason.NotAllowed, ref record);
        return TryUnknownClient(text, ref record);
    }

    private static FailureReason Why(ReadOnlySpan<byte> rest)
    {
        var reason = rest.IndexOf(": ["u8) is > 0 and var user ? rest[..user] : [];
        return reason.IndexOf("not found"u8) >= 0 || reason.IndexOf("nknown user"u8) >= 0 || reason.IndexOf("o such user"u8) >= 0 ? FailureReason.UnknownAccount
            : reason.IndexOf("TLS "u8) >= 0 ? FailureReason.Protocol
            : reason.IndexOf("xpired"u8) >= 0 || reason.IndexOf("ocked"u8) >= 0 ? FailureReason.NotAllowed : FailureReason.WrongSecret;
    }

    private static bool TryUser(ReadOnlySpan<byte> rest, Outcome outcome, FailureReason reason, ref LogRecord record)
    {
        var from = rest.LastIndexOf("] (from client "u8);
        var open = rest.IndexOf("): ["u8) is >= 0 and var afterReason && rest[0] == ' ' ? afterReason + 1 : rest.IndexOf(": ["u8);
        if (from < 0 || open < 0 || open + 3 > from) return false;
        record.Account = WithoutSecret(rest[(open + 3)..from]);
        record.Kind = RecordKind.Login;
        record.Outcome = outcome;
        record.Reason = reason;
        var peer = rest[(from + 15)..];
        record.Site = LineScan.Word(ref peer);
        if (LineScan.TrySkip(ref peer, "port "u8)) record.Session = LineScan.Word(ref peer).TrimEnd((byte)')');
        if (!LineScan.TrySkip(ref peer, "cli "u8)) return true;
        var line = peer.IndexOf(" via "u8) is >= 0 and var via ? peer[..via] : peer.TrimEnd((byte)')');
        if (!LineScan.TryAddress(line, out record.Source, out _)) record.Source = line;
        return true;
    }

    /// <summary>The name without <c>/password</c> (option <c>auth_goodpass</c>) and <c>/&lt;via Auth-Type = eap&gt;</c>; a machine account <c>host/name</c> keeps its stroke.</summary>
    private static ReadOnlySpan<byte> WithoutSecret(ReadOnlySpan<byte> user)
    {
        if (user.LastIndexOf("/<"u8) is > 0 and var via && user is [.., (byte)'>']) return user[..via];
        var from = user.StartsWith("host/"u8) ? 5 : 0;
        return user[from..].IndexOf((byte)'/') is > 0 and var secret ? user[..(from + secret)] : user;
    }

    private static bool TryUnknownClient(ReadOnlySpan<byte> text, ref LogRecord record)
    {
        if (!text.StartsWith("Ignoring request "u8) && text.IndexOf("Ignoring request "u8) is < 0 or > 20) return false;
        if (!LineScan.TryUntil(ref text, " from unknown client "u8, out _) || !SshdPeer.TryAddressPort(text, ref record, out _)) return false;
        record.Kind = RecordKind.Connection;
        record.Outcome = Outcome.Failure;
        record.Reason = FailureReason.NotAllowed;
        return true;
    }
}
