namespace Noroshi.Sensor.Logs.Windows;

/// <summary>What the events of services beside the security log mean: remote desktop, the network policy server (RADIUS), OpenSSH.</summary>
/// <remarks>
/// Microsoft, event channels TerminalServices-LocalSessionManager (21 to 25), TerminalServices-RemoteConnectionManager (1149: the client got past the gate, which is before the log-in), RemoteDesktopServices-RdpCoreTS (131, 140);
/// "Audit Network Policy Server" (6272 to 6274); Win32-OpenSSH, channel OpenSSH/Operational (4), whose <c>payload</c> is sshd's message; SQL Server's log-ins in the Application log (18453 to 18456).
/// </remarks>
internal static class WindowsServices
{
    internal static bool Knows(in WindowsFields fields) => fields.EventId switch
    {
        6272 or 6273 or 6274 => true,
        4 => IsSshd(fields),
        18453 or 18454 or 18455 or 18456 => IsSqlServer(fields),
        21 or 23 or 24 or 25 => fields.Channel.IndexOf("LocalSessionManager"u8) >= 0,
        1149 => fields.Channel.IndexOf("RemoteConnectionManager"u8) >= 0,
        131 or 140 => fields.Channel.IndexOf("RdpCoreTS"u8) >= 0,
        _ => false,
    };

    internal static bool IsSshd(in WindowsFields fields) => fields.EventId == 4 && fields.Channel.StartsWith("OpenSSH"u8);

    internal static bool IsSqlServer(in WindowsFields fields) => fields.EventId is >= 18453 and <= 18456 && fields.Channel.SequenceEqual("Application"u8);

    internal static void Set(in WindowsFields fields, ReadOnlySpan<byte> user, ReadOnlySpan<byte> address, scoped ref LogRecord record)
    {
        if (IsSshd(fields) || IsSqlServer(fields)) return;
        (record.Kind, record.Outcome, record.Reason) = fields.EventId switch
        {
            6272 => (RecordKind.Login, Outcome.Success, FailureReason.None),
            6273 => (RecordKind.Login, Outcome.Failure, FailureReason.WrongSecret),
            6274 => (RecordKind.Login, Outcome.Failure, FailureReason.Blocked),
            140 => (RecordKind.Login, Outcome.Failure, FailureReason.WrongSecret),
            21 or 25 => (RecordKind.SessionOpened, Outcome.Success, FailureReason.None),
            1149 => (RecordKind.Connection, Outcome.Success, FailureReason.None),
            131 => (RecordKind.Connection, Outcome.Unknown, FailureReason.None),
            _ => (RecordKind.SessionClosed, Outcome.Success, FailureReason.None),
        };
        if (record.Account.IsEmpty) record.Account = user;
        // "LOCAL" is who sits at the machine; a RADIUS line may be a hardware address.
        if (!LineScan.TryAddress(address, out var source, out var port))
        {
            if (fields.EventId is 6272 or 6273 or 6274) record.Source = address;
            return;
        }
        record.Source = source;
        if (port >= 0) record.SourcePort = port;
    }
}
