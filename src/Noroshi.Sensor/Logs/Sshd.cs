namespace Noroshi.Sensor.Logs;

/// <summary>OpenSSH's server: who tried to log in how, and whether it worked.</summary>
/// <remarks>
/// Texts of OpenSSH auth.c (auth_log), sshd.c, auth2.c. A user name is free text of the peer and may contain <c> from 192.0.2.1 port 1</c>, so the address is taken from the end of the line,
/// where sshd itself writes it.
/// </remarks>
public sealed class Sshd : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "sshd";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => ["sshd", "sshd-session", "sshd-auth"];

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        record.Format = "sshd";
        var rest = text;
        if (rest.IsEmpty) return false;
        return rest[0] switch
        {
            (byte)'F' when LineScan.TrySkip(ref rest, "Failed "u8) => TryAuthentication(rest, Outcome.Failure, ref record),
            (byte)'A' when LineScan.TrySkip(ref rest, "Accepted "u8) => TryAuthentication(rest, Outcome.Success, ref record),
            (byte)'I' when LineScan.TrySkip(ref rest, "Invalid user "u8) => TryInvalid(rest, ref record),
            _ => false,
        };
    }

    /// <summary><c>password for [invalid user ]NAME from ADDRESS port N ssh2[: key]</c>.</summary>
    private static bool TryAuthentication(ReadOnlySpan<byte> rest, Outcome outcome, ref LogRecord record)
    {
        if (!LineScan.TryUntil(ref rest, " for "u8, out var method)) return false;
        var isInvalid = LineScan.TrySkip(ref rest, "invalid user "u8);
        if (!TryPeer(rest, ref record)) return false;
        record.Kind = RecordKind.Login;
        record.Outcome = outcome;
        record.Reason = outcome == Outcome.Success ? FailureReason.None : isInvalid ? FailureReason.UnknownAccount : FailureReason.WrongSecret;
        record.Operation = method;
        return true;
    }

    private static bool TryInvalid(ReadOnlySpan<byte> rest, ref LogRecord record)
    {
        if (!TryPeer(rest, ref record)) return false;
        record.Kind = RecordKind.Connection;
        record.Outcome = Outcome.Failure;
        record.Reason = FailureReason.UnknownAccount;
        return true;
    }

    /// <summary><c>NAME from ADDRESS [port N] ...</c>: the last <c> from </c> is sshd's own.</summary>
    private static bool TryPeer(ReadOnlySpan<byte> text, ref LogRecord record)
    {
        var from = text.LastIndexOf(" from "u8);
        if (from < 0) return false;
        record.Account = text[..from];
        var rest = text[(from + 6)..];
        var address = LineScan.Word(ref rest);
        if (!LineScan.TryAddress(address, out record.Source, out _)) record.Source = address;
        if (LineScan.TrySkip(ref rest, "port "u8) && LineScan.TryNumber(LineScan.Word(ref rest), out var port)) record.SourcePort = (int)Math.Min(port, 65535);
        return !address.IsEmpty;
    }
}
