namespace Noroshi.Sensor.Logs.Windows;

/// <summary>What of a Windows event matters to records, from whatever shape it was written in. A value of <c>-</c> counts as none.</summary>
/// <remarks>The names are those of the events' own data; where two events name one thing differently (<c>ClientAddress</c>, <c>IpAddress</c>) they share a field.</remarks>
internal ref struct WindowsFields
{
    /// <summary>The names asked for; their places are the numbers values are set by.</summary>
    internal static readonly string[] Names =
    [
        "TargetUserName", "TargetDomainName", "SubjectUserName", "IpAddress", "IpPort", "LogonType", "Status", "SubStatus", "WorkstationName", "Workstation", "ClientAddress", "AccountName",
        "AuthenticationPackageName", "MemberName", "MemberSid", "TargetServerName", "NewProcessName", "CommandLine", "ServiceName", "ServiceFileName", "ImagePath", "ClientName", "TargetLogonId",
    ];

    internal int EventId;
    internal ReadOnlySpan<byte> Channel;
    internal ReadOnlySpan<byte> User;
    internal ReadOnlySpan<byte> Domain;
    internal ReadOnlySpan<byte> Subject;
    internal ReadOnlySpan<byte> Address;
    internal ReadOnlySpan<byte> Port;
    internal ReadOnlySpan<byte> LogonType;
    internal ReadOnlySpan<byte> Status;
    internal ReadOnlySpan<byte> SubStatus;
    internal ReadOnlySpan<byte> Workstation;
    internal ReadOnlySpan<byte> Package;
    internal ReadOnlySpan<byte> Member;
    internal ReadOnlySpan<byte> Server;
    internal ReadOnlySpan<byte> Command;
    internal ReadOnlySpan<byte> LogonId;

    internal void Set(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value is [(byte)'-']) return;
        for (var i = 0; i < Names.Length; i++)
        {
            if (System.Text.Ascii.Equals(name, Names[i])) Set(i, value);
        }
    }

    internal void Set(int name, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value is [(byte)'-']) return;
        switch (name)
        {
            case 0: User = value; break;
            case 1: Domain = value; break;
            case 2: Subject = value; break;
            case 3 or 10: Address = value; break;
            case 4: Port = value; break;
            case 5: LogonType = value; break;
            case 6: Status = value; break;
            case 7: SubStatus = value; break;
            case 8 or 9 or 21: Workstation = value; break;
            case 11: User = User.IsEmpty ? value : User; break;
            case 12: Package = value; break;
            case 13: Member = value; break;
            case 14: Member = Member.IsEmpty ? value : Member; break;
            case 15: Server = value; break;
            case 16: Command = Command.IsEmpty ? value : Command; break;
            case 22: LogonId = value; break;
            default: Command = value; break;
        }
    }
}
