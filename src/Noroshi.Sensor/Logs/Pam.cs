namespace Noroshi.Sensor.Logs;

/// <summary>What PAM modules log under the name of whatever program asked them.</summary>
/// <remarks>
/// Linux-PAM modules pam_unix, pam_faillock, pam_tally2, pam_access, pam_listfile, pam_succeed_if; pam_sss, pam_winbind, pam_krb5, pam_ldap, pam_google_authenticator.
/// The form is <c>MODULE(SERVICE:TYPE): text</c>, before Linux-PAM 0.99 <c>(MODULE) text</c>.
/// </remarks>
public sealed class Pam : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "pam";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [LogFormats.AnyProgram];

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (TryText(text, ref record)) return true;
        // "sshd(pam_google_authenticator)" as the program: the message has no module in front.
        return record.Program is [.., (byte)')'] && record.Program.IndexOf("(pam_"u8) > 0 && TryModule(text, record.Program.EndsWith("(pam_krb5)"u8), ref record);
    }

    internal static bool TryText(ReadOnlySpan<byte> text, ref LogRecord record)
    {
        if (text.Length < 8) return false;
        var rest = text;
        if (rest[0] == 'P') return LineScan.TrySkip(ref rest, "PAM "u8) && TryMore(rest, ref record);
        if (rest[0] == 'a') return TryFailure(rest, record.Program.EndsWith("(pam_krb5)"u8), ref record);
        if (rest[0] == '(')
        {
            return rest.StartsWith("(pam_"u8) && LineScan.TryUntil(ref rest, ") "u8, out var module) && TryModule(rest, module.EndsWith("pam_krb5"u8), ref record);
        }
        if (!rest.StartsWith("pam_"u8)) return false;
        var end = rest.IndexOf("): "u8);
        var open = rest.IndexOf((byte)'(');
        if (open is < 0 or > 40 || end < open || end > 160) return false;
        record.Site = rest[(open + 1)..end];
        return TryModule(rest[(end + 3)..], rest[..open].SequenceEqual("pam_krb5"u8), ref record);
    }

    /// <summary><c>PAM 2 more authentication failures; logname= ...</c></summary>
    private static bool TryMore(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (!LineScan.TryNumber(LineScan.Word(ref rest), out var more) || !LineScan.TrySkip(ref rest, "more authentication failure"u8)) return false;
        LineScan.TrySkip(ref rest, "s"u8);
        if (!LineScan.TrySkip(ref rest, "; "u8) || !PamPeer.TryRead(rest, ref record)) return false;
        record.Count = (int)Math.Clamp(more, 1, 1000);
        return Say(RecordKind.Login, Outcome.Failure, FailureReason.WrongSecret, ref record);
    }

    private static bool TryFailure(ReadOnlySpan<byte> rest, bool isKerberos, ref LogRecord record)
    {
        if (!LineScan.TrySkip(ref rest, "authentication failure; logname="u8)) return false;
        return ((isKerberos && PamPeer.TryKerberos(rest, ref record)) || PamPeer.TryAfterName(rest, ref record)) && Say(RecordKind.Login, Outcome.Failure, FailureReason.WrongSecret, ref record);
    }

    private static bool TryModule(ReadOnlySpan<byte> rest, bool isKerberos, ref LogRecord record)
    {
        if (rest.IsEmpty) return false;
        return rest[0] switch
        {
            (byte)'a' => TryFailure(rest, isKerberos, ref record) || PamModules.TryA(rest, ref record),
            (byte)'s' when LineScan.TrySkip(ref rest, "session opened for user "u8) => TrySession(rest, RecordKind.SessionOpened, ref record),
            (byte)'s' when LineScan.TrySkip(ref rest, "session closed for user "u8) => TrySession(rest, RecordKind.SessionClosed, ref record),
            _ => PamModules.TryOther(rest, ref record),
        };
    }

    /// <summary><c>NAME[(uid=0)][ by [NAME](uid=0)]</c>: the session's account, and who opened it.</summary>
    internal static bool TrySession(ReadOnlySpan<byte> rest, RecordKind kind, ref LogRecord record)
    {
        var by = rest.LastIndexOf(" by "u8);
        var account = by < 0 ? rest : rest[..by];
        if (account is [.., (byte)')'] && account.LastIndexOf("(uid="u8) is > 0 and var uid) account = account[..uid];
        record.Account = account;
        if (by >= 0 && rest[(by + 4)..] is var actor && actor.IndexOf((byte)'(') is >= 0 and var open) record.Actor = actor[..open];
        return Say(kind, Outcome.Success, FailureReason.None, ref record);
    }

    internal static bool Say(RecordKind kind, Outcome outcome, FailureReason reason, ref LogRecord record)
    {
        record.Format = "pam";
        record.Kind = kind;
        record.Outcome = outcome;
        record.Reason = reason;
        return true;
    }
}
