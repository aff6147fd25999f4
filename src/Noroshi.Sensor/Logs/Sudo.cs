namespace Noroshi.Sensor.Logs;

/// <summary>sudo: who ran what as whom, and who was not let.</summary>
/// <remarks>
/// sudo, eventlog.c: <c>NAME : [reason ; ]TTY=... ; PWD=... ; USER=... ; [GROUP=... ; ][ENV=... ; ]COMMAND=...</c>. A folder or a command may contain <c> ; USER=root</c>;
/// with more than one place that says it, the target account is left open. The acting account stands first and is the system's own.
/// </remarks>
public sealed class Sudo : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "sudo";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => ["sudo", "sudo-rs"];

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        var rest = text.TrimStart((byte)' ');
        if (!LineScan.TryUntil(ref rest, " : "u8, out var actor) || actor.IsEmpty || actor.Contains((byte)' ')) return false;
        var tty = rest.IndexOf("TTY="u8);
        var command = rest.IndexOf(" ; COMMAND="u8);
        if (tty < 0 && command < 0 && !rest.StartsWith("PWD="u8)) return false;
        record.Format = "sudo";
        record.Kind = RecordKind.Elevation;
        record.Actor = actor;
        if (command >= 0) record.Target = rest[(command + 11)..];
        record.Account = TargetUser(rest);
        Judge(ReasonOf(rest), ref record);
        return true;
    }

    /// <summary>What stands in front of the fields; nothing where sudo did as it was told.</summary>
    private static ReadOnlySpan<byte> ReasonOf(ReadOnlySpan<byte> rest)
    {
        if (rest.StartsWith("TTY="u8) || rest.StartsWith("PWD="u8) || rest.StartsWith("HOST="u8)) return [];
        return rest.IndexOf(" ; "u8) is > 0 and var end ? rest[..end] : [];
    }

    private static ReadOnlySpan<byte> TargetUser(ReadOnlySpan<byte> rest)
    {
        var at = rest.IndexOf(" ; USER="u8);
        if (at < 0 || at != rest.LastIndexOf(" ; USER="u8)) return [];
        var user = rest[(at + 8)..];
        return user.IndexOf(" ; "u8) is >= 0 and var end ? user[..end] : user;
    }

    private static void Judge(ReadOnlySpan<byte> reason, ref LogRecord record)
    {
        record.Outcome = reason.IsEmpty ? Outcome.Success : Outcome.Failure;
        if (reason.IsEmpty) return;
        record.Reason = reason.IndexOf("password attempt"u8) >= 0 || reason.IndexOf("password is required"u8) >= 0 ? FailureReason.WrongSecret : FailureReason.NotAllowed;
        // "3 incorrect password attempts"
        var digits = reason;
        if (LineScan.TryNumber(LineScan.Word(ref digits), out var tries) && tries is > 0 and < 100) record.Count = (int)tries;
    }
}
