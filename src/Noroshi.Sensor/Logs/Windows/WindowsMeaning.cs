namespace Noroshi.Sensor.Logs.Windows;

/// <summary>What the events of Windows' security log mean.</summary>
/// <remarks>Microsoft, "Advanced security audit policy": the pages of events 4624, 4625, 4634, 4647, 4648, 4672, 4688, 4697, 4720 to 4767, 4768, 4771, 4776, 4778, 4779, 4825, 1102; of the System log, 7045.</remarks>
internal static class WindowsMeaning
{
    internal static void Set(in WindowsFields fields, scoped ref LogRecord record)
    {
        record.Account = fields.User;
        SetSource(fields, ref record);
        record.Session = fields.LogonId;
        var isOther = !fields.Channel.IsEmpty && !System.Text.Ascii.EqualsIgnoreCase(fields.Channel, "Security"u8);
        if (isOther && fields.EventId != 7045) return;
        switch (fields.EventId)
        {
            case 4624: SetLogon(fields, Outcome.Success, ref record); break;
            case 4625: SetLogon(fields, Outcome.Failure, ref record); break;
            case 4768 or 4771 or 4772: SetTicket(fields, ref record); break;
            case 4769: if (!fields.Status.IsEmpty && !WindowsStatus.IsZero(fields.Status)) SetTicket(fields, ref record); break;
            case 4776 or 4777: SetNtlm(fields, ref record); break;
            case 4825: Fail(FailureReason.NotAllowed, ref record); break;
            case 4634 or 4647 or 4779: record.Kind = RecordKind.SessionClosed; break;
            case 4778: record.Kind = RecordKind.SessionOpened; break;
            case 4648: SetElevation(fields.User, fields.Subject, "explicit-credentials"u8, ref record); record.Target = fields.Server; break;
            case 4672: SetElevation(fields.Subject, [], "special-privileges"u8, ref record); break;
            case 4688: SetCommand(fields, ref record); break;
            case 4697 or 7045: SetService(fields, ref record); break;
            case 1102: record.Kind = RecordKind.Alarm; record.Account = fields.Subject; record.Operation = "log-cleared"u8; break;
            default: SetChange(fields, ref record); break;
        }
    }

    private static void SetSource(in WindowsFields fields, scoped ref LogRecord record)
    {
        if (!LineScan.TryAddress(fields.Address, out record.Source, out _)) record.Source = fields.Workstation.TrimStart((byte)'\\');
        if (LineScan.TryNumber(fields.Port, out var port) && port is > 0 and <= 65535) record.SourcePort = (int)port;
    }

    private static void SetLogon(in WindowsFields fields, Outcome outcome, scoped ref LogRecord record)
    {
        var type = LineScan.TryNumber(fields.LogonType, out var number) ? (int)number : -1;
        // The system's own starts (0), batch jobs (4) and services (5) are no one's log-ins.
        record.Kind = outcome == Outcome.Success && type is 0 or 4 or 5 ? RecordKind.SessionOpened : RecordKind.Login;
        record.Outcome = outcome;
        record.Operation = LogonTypeName(type);
        if (outcome == Outcome.Failure) record.Reason = WindowsStatus.Reason(fields.SubStatus, WindowsStatus.Reason(fields.Status, FailureReason.WrongSecret));
    }

    private static ReadOnlySpan<byte> LogonTypeName(int type) => type switch
    {
        2 => "interactive"u8,
        3 => "network"u8,
        4 => "batch"u8,
        5 => "service"u8,
        7 => "unlock"u8,
        8 => "network-cleartext"u8,
        9 => "new-credentials"u8,
        10 => "remote-interactive"u8,
        11 => "cached-interactive"u8,
        12 => "cached-remote-interactive"u8,
        13 => "cached-unlock"u8,
        _ => [],
    };

    private static void SetTicket(in WindowsFields fields, scoped ref LogRecord record)
    {
        record.Operation = "kerberos"u8;
        if (fields.EventId == 4768 && WindowsStatus.IsZero(fields.Status)) Succeed(ref record);
        else Fail(WindowsStatus.KerberosReason(fields.Status), ref record);
    }

    private static void SetNtlm(in WindowsFields fields, scoped ref LogRecord record)
    {
        if (WindowsStatus.IsZero(fields.Status)) Succeed(ref record);
        else Fail(WindowsStatus.Reason(fields.Status, FailureReason.WrongSecret), ref record);
        record.Operation = "ntlm"u8;
    }

    private static void SetElevation(ReadOnlySpan<byte> account, ReadOnlySpan<byte> actor, ReadOnlySpan<byte> operation, scoped ref LogRecord record)
    {
        record.Kind = RecordKind.Elevation;
        record.Outcome = Outcome.Success;
        record.Account = account;
        record.Actor = actor;
        record.Operation = operation;
    }

    private static void SetCommand(in WindowsFields fields, scoped ref LogRecord record)
    {
        record.Kind = RecordKind.Command;
        record.Outcome = Outcome.Success;
        record.Account = fields.Subject;
        record.Target = fields.Command;
    }

    private static void SetService(in WindowsFields fields, scoped ref LogRecord record)
    {
        record.Account = fields.Subject;
        record.Operation = "service-installed"u8;
        record.Target = fields.Command;
    }

    private static void SetChange(in WindowsFields fields, scoped ref LogRecord record)
    {
        var operation = ChangeName(fields.EventId);
        if (operation.IsEmpty)
        {
            if (record.Account.IsEmpty) record.Account = fields.Subject;
            return;
        }
        record.Kind = RecordKind.AccountChange;
        record.Outcome = Outcome.Success;
        record.Actor = fields.Subject;
        record.Operation = operation;
        if (fields.EventId == 4740) record.Source = fields.Domain;
        if (fields.Member.IsEmpty) return;
        record.Target = fields.User;
        record.Account = fields.Member;
    }

    private static ReadOnlySpan<byte> ChangeName(int eventId) => eventId switch
    {
        4720 => "account-created"u8,
        4722 => "account-enabled"u8,
        4723 => "password-changed"u8,
        4724 => "password-reset"u8,
        4725 => "account-disabled"u8,
        4726 => "account-deleted"u8,
        4738 => "account-changed"u8,
        4740 => "account-locked"u8,
        4767 => "account-unlocked"u8,
        4781 => "account-renamed"u8,
        4741 => "computer-created"u8,
        4742 => "computer-changed"u8,
        4743 => "computer-deleted"u8,
        4728 or 4732 or 4756 => "member-added"u8,
        4729 or 4733 or 4757 => "member-removed"u8,
        4727 or 4731 or 4754 => "group-created"u8,
        4730 or 4734 or 4758 => "group-deleted"u8,
        _ => [],
    };

    private static void Succeed(scoped ref LogRecord record)
    {
        record.Kind = RecordKind.Login;
        record.Outcome = Outcome.Success;
    }

    private static void Fail(FailureReason reason, scoped ref LogRecord record)
    {
        record.Kind = RecordKind.Login;
        record.Outcome = Outcome.Failure;
        record.Reason = reason;
    }
}
