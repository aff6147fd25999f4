using System.Text;
using System.Text.Json.Nodes;
using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>Windows security events, in the shapes shippers give them.</summary>
public sealed class WindowsEventTests
{
    private static readonly (string Name, string Value)[] Failed =
    [
        ("SubjectUserName", "-"), ("TargetUserName", "bob"), ("TargetDomainName", "EXAMPLE"), ("Status", "0xc000006d"), ("SubStatus", "0xc000006a"), ("LogonType", "10"), ("IpAddress", "192.0.2.1"), ("IpPort", "5000"), ("WorkstationName", "PC"),
    ];

    private static JsonObject Data((string Name, string Value)[] data) => new(data.Select(d => KeyValuePair.Create<string, JsonNode?>(d.Name, d.Value)));

    private static JsonObject System(int id) => new() { ["EventID"] = id, ["Channel"] = "Security", ["Computer"] = "dc1", ["TimeCreated"] = new JsonObject { ["SystemTime"] = "2026-11-21T01:02:03.1234567Z" } };

    public static TheoryData<string> Shapes() =>
    [
        new JsonObject { ["Event"] = new JsonObject { ["System"] = System(4625), ["EventData"] = Data(Failed) } }.ToJsonString(),
        new JsonObject { ["Event"] = new JsonObject { ["System"] = System(4625), ["EventData"] = new JsonObject { ["Data"] = new JsonArray([.. Failed.Select(d => new JsonObject { ["@Name"] = d.Name, ["#text"] = d.Value })]) } } }.ToJsonString(),
        new JsonObject { ["@timestamp"] = "2026-11-21T01:02:03.123Z", ["winlog"] = new JsonObject { ["event_id"] = 4625, ["channel"] = "Security", ["computer_name"] = "dc1", ["event_data"] = Data(Failed) }, ["event"] = new JsonObject { ["code"] = "4625" } }.ToJsonString(),
        Flat(4625, Failed).ToJsonString(),
        $"<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><EventID>4625</EventID><TimeCreated SystemTime='2026-11-21T01:02:03.1234567Z'/><Channel>Security</Channel><Computer>dc1</Computer></System><EventData>{string.Concat(Failed.Select(d => $"<Data Name='{d.Name}'>{d.Value}</Data>"))}</EventData></Event>",
    ];

    private static JsonObject Flat(int id, params (string Name, string Value)[] data)
    {
        var flat = Data(data);
        flat["EventID"] = id;
        flat["Channel"] = "Security";
        flat["Hostname"] = "dc1";
        flat["EventTime"] = "2026-11-21 01:02:03.123";
        return flat;
    }

    private static ReadLine Read(int id, params (string Name, string Value)[] data) => FileReading.One(Flat(id, data).ToJsonString());

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Read_FailedLogon_IsTheSameInEveryShape(string text)
    {
        var line = FileReading.One(text);
        Assert.Equal(new What("windows", RecordKind.Login, Outcome.Failure, FailureReason.WrongSecret, "192.0.2.1", "bob", "2026-11-21T01:02:03.123Z"), line.Said);
        Assert.Equal(("dc1", "remote-interactive"), (line.Host, line.Operation));
    }

    [Theory]
    [InlineData("0xc0000064", FailureReason.UnknownAccount)]
    [InlineData("0xC0000234", FailureReason.NotAllowed)]
    [InlineData("-1073741724", FailureReason.UnknownAccount)]
    [InlineData("0x0", FailureReason.WrongSecret)]
    public void Read_FailedLogon_SubStatusSaysWhy(string subStatus, FailureReason reason) =>
        Assert.Equal(reason, Read(4625, ("TargetUserName", "bob"), ("Status", "0xc000006d"), ("SubStatus", subStatus)).Said.Reason);

    [Fact]
    public void Read_Logon_ServiceIsNoLogin()
    {
        Assert.Equal(RecordKind.Login, Read(4624, ("TargetUserName", "bob"), ("LogonType", "3"), ("IpAddress", "::ffff:192.0.2.1")).Said.Kind);
        Assert.Equal("192.0.2.1", Read(4624, ("TargetUserName", "bob"), ("LogonType", "3"), ("IpAddress", "::ffff:192.0.2.1")).Said.Source);
        Assert.Equal(RecordKind.SessionOpened, Read(4624, ("TargetUserName", "SYSTEM"), ("LogonType", "5")).Said.Kind);
    }

    [Theory]
    [InlineData(4634, RecordKind.SessionClosed, "", "bob")]
    [InlineData(4672, RecordKind.Elevation, "special-privileges", "alice")]
    [InlineData(4720, RecordKind.AccountChange, "account-created", "bob")]
    [InlineData(4732, RecordKind.AccountChange, "member-added", "carol")]
    [InlineData(4740, RecordKind.AccountChange, "account-locked", "bob")]
    [InlineData(5156, RecordKind.Other, "", "bob")]
    public void Read_OtherEvents_SayWhatWasDone(int id, RecordKind kind, string operation, string account)
    {
        (string, string)[] data = [("TargetUserName", "bob"), ("SubjectUserName", "alice"), ("TargetDomainName", "PC7")];
        var line = id == 4732 ? Read(id, [.. data, ("MemberName", "carol")]) : Read(id, data);
        Assert.Equal((kind, operation, account), (line.Said.Kind, line.Operation, line.Said.Account));
        if (id == 4740) { Assert.Equal("PC7", line.Said.Source); }
    }

    [Theory]
    [InlineData(4771, "0x18", Outcome.Failure, FailureReason.WrongSecret)]
    [InlineData(4768, "0x6", Outcome.Failure, FailureReason.UnknownAccount)]
    [InlineData(4768, "0x0", Outcome.Success, FailureReason.None)]
    [InlineData(4776, "0xC000006A", Outcome.Failure, FailureReason.WrongSecret)]
    [InlineData(4776, "0x0", Outcome.Success, FailureReason.None)]
    public void Read_KerberosAndNtlm_StatusDecides(int id, string status, Outcome outcome, FailureReason reason) =>
        Assert.Equal((RecordKind.Login, outcome, reason), Read(id, ("TargetUserName", "bob"), ("Status", status), ("IpAddress", "192.0.2.1")).Said is var said ? (said.Kind, said.Outcome, said.Reason) : default);

    [Fact]
    public void Read_OtherChannel_NumbersMeanNothing()
    {
        var flat = Flat(4624, ("TargetUserName", "bob"));
        flat["Channel"] = "Application";
        Assert.Equal(RecordKind.Other, FileReading.One(flat.ToJsonString()).Said.Kind);
    }

    // Whoever chooses a user name or a work station chooses no other member.
    [Fact]
    public void Read_NameImitatesMembers_StaysAName()
    {
        var name = "x\",\"IpAddress\":\"198.51.100.9";
        var line = Read(4625, ("TargetUserName", name), ("Status", "0xc000006d"), ("IpAddress", "192.0.2.1"));
        Assert.Equal(("192.0.2.1", name), (line.Said.Source, line.Said.Account));
        var xml = FileReading.One("<Event><System><EventID>4625</EventID><Channel>Security</Channel></System><EventData><Data Name='TargetUserName'>x&lt;/Data&gt;&lt;Data Name='IpAddress'&gt;198.51.100.9</Data><Data Name='IpAddress'>192.0.2.1</Data></EventData></Event>");
        Assert.Equal(("192.0.2.1", "x</Data><Data Name='IpAddress'>198.51.100.9"), (xml.Said.Source, xml.Said.Account));
    }

    [Fact]
    public void Read_HalfEvent_IsNotRead()
    {
        var whole = Shapes().First().Data;
        for (var length = 0; length < whole.Length; length++) { Assert.Null(FileReading.Of(whole[..length])[0]); }
    }

    [Theory]
    [InlineData("Microsoft-Windows-TerminalServices-LocalSessionManager/Operational", 21, "Address", "192.0.2.1", RecordKind.SessionOpened, Outcome.Success, "192.0.2.1")]
    [InlineData("Microsoft-Windows-TerminalServices-LocalSessionManager/Operational", 25, "Address", "LOCAL", RecordKind.SessionOpened, Outcome.Success, "")]
    [InlineData("Microsoft-Windows-TerminalServices-LocalSessionManager/Operational", 24, "Address", "192.0.2.1", RecordKind.SessionClosed, Outcome.Success, "192.0.2.1")]
    [InlineData("Microsoft-Windows-RemoteDesktopServices-RdpCoreTS/Operational", 140, "IPString", "192.0.2.1", RecordKind.Login, Outcome.Failure, "192.0.2.1")]
    [InlineData("Microsoft-Windows-RemoteDesktopServices-RdpCoreTS/Operational", 131, "ClientIP", "192.0.2.1:5000", RecordKind.Connection, Outcome.Unknown, "192.0.2.1")]
    [InlineData("Security", 6272, "CallingStationID", "02-00-5E-10-00-01", RecordKind.Login, Outcome.Success, "02-00-5E-10-00-01")]
    [InlineData("Security", 6273, "CallingStationID", "192.0.2.1", RecordKind.Login, Outcome.Failure, "192.0.2.1")]
    [InlineData("Application", 140, "IPString", "192.0.2.1", RecordKind.Other, Outcome.Unknown, "")]
    public void Read_ServiceEvent_ItsChannelAndNumberSayWhatItWas(string channel, int id, string member, string address, RecordKind kind, Outcome outcome, string source)
    {
        var flat = Flat(id, (member, address), ("SubjectUserName", "bob"));
        flat["Channel"] = channel;
        var said = FileReading.One(flat.ToJsonString()).Said;
        Assert.Equal((kind, outcome, source), (said.Kind, said.Outcome, said.Source));
        if (kind != RecordKind.Other) { Assert.Equal("bob", said.Account); }
    }

    [Fact]
    public void Read_OpenSshEvent_IsReadAsSshdsMessage()
    {
        var flat = Flat(4, ("process", "sshd"), ("payload", "Failed password for invalid user x from 198.51.100.9 port 1 ssh2 from 192.0.2.1 port 50 ssh2"));
        flat["Channel"] = "OpenSSH/Operational";
        var said = FileReading.One(flat.ToJsonString()).Said;
        Assert.Equal(new What("sshd", RecordKind.Login, Outcome.Failure, FailureReason.UnknownAccount, "192.0.2.1", "x from 198.51.100.9 port 1 ssh2", "2026-11-21T01:02:03.123Z"), said);
    }

    [Theory]
    [InlineData("0x1b", RecordKind.Login, Outcome.Failure)]
    [InlineData("0x0", RecordKind.Other, Outcome.Unknown)]
    [InlineData("", RecordKind.Other, Outcome.Unknown)]
    public void Read_ServiceTicket_OnlyARefusedOneIsALogin(string status, RecordKind kind, Outcome outcome) =>
        Assert.Equal((kind, outcome), Read(4769, ("TargetUserName", "bob"), ("Status", status), ("IpAddress", "192.0.2.1")).Said is var said ? (said.Kind, said.Outcome) : default);

    [Theory]
    [InlineData("Account Name:", "Source Network Address:", "Source Port:")]
    [InlineData("アカウント名:", "ソース ネットワーク アドレス:", "ソース ポート:")]
    [InlineData("Kontoname:", "Quellnetzwerkadresse:", "Quellport:")]
    public void Read_TextForPeopleOnly_NamesTheOneLoggedOnAndTheLastAddress(string account, string address, string port)
    {
        JsonObject json = new()
        {
            ["Id"] = 4625, ["LogName"] = "Security", ["ProviderName"] = "Microsoft-Windows-Security-Auditing", ["TimeCreated"] = "/Date(1795222923123)/",
            ["Message"] = $"x\r\n\t{account}\t\tPC$\r\n\r\n\t{account}\t\tbob {address}\t198.51.100.9\r\n\r\n\t{address}\t192.0.2.1\r\n\t{port}\t5000\r\n",
        };
        var line = FileReading.One(json.ToJsonString());
        Assert.Equal((Outcome.Failure, "192.0.2.1", 5000, "2026-11-21T01:02:03.123Z"), (line.Said.Outcome, line.Said.Source, line.SourcePort, line.Said.Time));
        Assert.StartsWith("bob", line.Said.Account, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OnlyTheShippersFields_NameWhoAndWhere()
    {
        var said = FileReading.One("""{"@timestamp":"2026-11-21T01:02:03.123Z","source":{"ip":"192.0.2.1"},"user":{"name":"bob"},"winlog":{"channel":"Security","event_id":"4625","event_data":{"Status":"0xc0000234"}}}""").Said;
        Assert.Equal(new What("windows", RecordKind.Login, Outcome.Failure, FailureReason.NotAllowed, "192.0.2.1", "bob", "2026-11-21T01:02:03.123Z"), said);
    }

    [Theory]
    [InlineData(4741, RecordKind.AccountChange, "computer-created", "PC$")]
    [InlineData(4772, RecordKind.Login, "kerberos", "PC$")]
    [InlineData(4777, RecordKind.Login, "ntlm", "PC$")]
    public void Read_ComputerAccountsAndRefusedRequests_AreKnown(int id, RecordKind kind, string operation, string account)
    {
        var line = Read(id, ("TargetUserName", "PC$"), ("SubjectUserName", "alice"), ("Status", "0xC0000064"));
        Assert.Equal((kind, operation, account), (line.Said.Kind, line.Operation, line.Said.Account));
    }

    [Fact]
    public void Read_EventOfNoMeaningOfItsOwn_SaysWhoActed() => Assert.Equal((RecordKind.Other, "alice"), Read(4698, ("SubjectUserName", "alice")).Said is var said ? (said.Kind, said.Account) : default);

    [Fact]
    public void Read_SqlServerEvent_IsReadAsItsMessage()
    {
        var flat = Flat(18456, ("Message", "Login failed for user 'sa'. Reason: Password did not match that for the login provided. [CLIENT: 192.0.2.1]"));
        flat["Channel"] = "Application";
        LogRecord record = new();
        Assert.True(Products.NewReader().TryRead(Encoding.UTF8.GetBytes(flat.ToJsonString()), ref record));
        Assert.Equal(new What("mssql", RecordKind.Login, Outcome.Failure, FailureReason.WrongSecret, "192.0.2.1", "sa", "2026-11-21T01:02:03.123Z"), ReadLine.Of(in record).Said);
    }
}
