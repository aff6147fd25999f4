using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>FreeRADIUS, PostgreSQL and the transfer log of FTP servers.</summary>
public sealed class AccessServicesTests
{
    [Theory]
    [InlineData("Thu Oct 17 16:34:14 2026 : Auth: Login incorrect (  [ldap] User not found): [bob] (from client 198.51.100.49/32 port 0 via TLS tunnel)", Outcome.Failure, FailureReason.UnknownAccount, "", "bob", "198.51.100.49/32")]
    [InlineData("Thu Oct 17 16:34:14 2026 : Auth: (12) Login OK: [alice/<via Auth-Type = eap>] (from client nas1 port 7 cli 192.0.2.7)", Outcome.Success, FailureReason.None, "192.0.2.7", "alice", "nas1")]
    [InlineData("Thu Oct 17 16:34:14 2026 : Auth: (12) Login incorrect (mschap: FAILED): [x] (from client evil port 1 cli 198.51.100.66)] (from client nas1 port 7 cli AA-BB-CC-DD-EE-FF)", Outcome.Failure, FailureReason.WrongSecret, "AA-BB-CC-DD-EE-FF", "x] (from client evil port 1 cli 198.51.100.66)", "nas1")]
    [InlineData("Oct 17 16:34:14 aaa radiusd[5]: Login incorrect: [bob/secret] (from client nas1 port 7 cli 192.0.2.7)", Outcome.Failure, FailureReason.WrongSecret, "192.0.2.7", "bob", "nas1")]
    public void Read_Radius_TellsLineUserAndServer(string text, Outcome outcome, FailureReason reason, string source, string account, string site)
    {
        var line = ReadLine.Of(text)!;
        Assert.Equal((RecordKind.Login, outcome, reason, source, account, site), (line.Said.Kind, line.Said.Outcome, line.Said.Reason, line.Said.Source, line.Said.Account, line.Site));
    }

    [Theory]
    [InlineData("2026-09-28 09:22:18.536 UTC [147] 192.0.2.7 bob@postgres FATAL:  password authentication failed for user \"bob\"", "192.0.2.7", "bob")]
    [InlineData("2026-09-28 09:22:19.536 UTC:192.0.2.7(5432):bob@postgres:[127]:FATAL:  password authentication failed for user \"bob\"", "192.0.2.7", "bob")]
    [InlineData("192.0.2.7 2026-03-12 11:17:28.425 UTC [53962] bob@postgres FATAL:  password authentication failed for user \"bob\"", "192.0.2.7", "bob")]
    [InlineData("192.0.2.7 2026-03-12 11:17:28.425 UTC [53962] 198.51.100.66@postgres FATAL:  password authentication failed for user \"198.51.100.66\"", "", "198.51.100.66")]
    [InlineData("2026-09-28 09:22:18.536 UTC [147] FATAL:  no pg_hba.conf entry for host \"192.0.2.7\", user \"bob\", database \"x\", no encryption", "192.0.2.7", "bob")]
    public void Read_PostgreSql_OneAddressOfThePrefixOrNone(string text, string source, string account)
    {
        var said = ReadLine.Of(text)!.Said;
        Assert.Equal(("postgresql", RecordKind.Login, Outcome.Failure, source, account), (said.Format, said.Kind, said.Outcome, said.Source, said.Account));
        Assert.StartsWith("2026-0", said.Time, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Thu Oct  1 15:04:05 2026 1 192.0.2.7 123 /pub/a b _ o r x.php b _ i r alice ftp 0 * c", "STOR", "/pub/a b _ o r x.php", Outcome.Success)]
    [InlineData("Thu Oct  1 15:04:05 2026 1 192.0.2.7 123 /pub/a.zip b _ o r alice ftp 0 * i", "RETR", "/pub/a.zip", Outcome.Failure)]
    public void Read_Xferlog_SaysWhatWentWhichWay(string text, string operation, string target, Outcome outcome)
    {
        var line = ReadLine.Of(text)!;
        Assert.Equal((RecordKind.Transfer, outcome, "192.0.2.7", "alice", 123L), (line.Said.Kind, line.Said.Outcome, line.Said.Source, line.Said.Account, line.Bytes));
        Assert.Equal((operation, target), (line.Operation, line.Target));
    }

    [Fact]
    public void Read_XferlogOfAnAnonymousVisitor_NamesNobody()
    {
        var line = ReadLine.Of("Thu Oct  1 15:04:05 2026 1 192.0.2.7 123 /incoming/a.zip b _ i a hunter2@example.net ftp 0 * c")!;
        Assert.Equal(("anonymous", "STOR"), (line.Said.Account, line.Operation));
    }

    [Theory]
    [InlineData("connection authenticated: identity=\"x\" method=a\" method=scram-sha-256 (/etc/pg_hba.conf:1)", RecordKind.Connection, "", "x\" method=a")]
    [InlineData("disconnection: session time: 0:00:00.010 user=x host=198.51.100.9 database=db host=192.0.2.7 port=5000", RecordKind.SessionClosed, "192.0.2.7", "x host=198.51.100.9")]
    public void Read_PostgreSqlSession_SaysWho(string text, RecordKind kind, string source, string account)
    {
        var said = ReadLine.Of("2026-10-28 09:22:18.536 UTC [147] LOG:  " + text)!.Said;
        Assert.Equal(("postgresql", kind, Outcome.Success, source, account, "2026-10-28T09:22:18.536Z"), (said.Format, said.Kind, said.Outcome, said.Source, said.Account, said.Time));
    }

    [Fact]
    public void Read_RadiusRequestNumberAndBlanks_ArePassedOver() =>
        Assert.Equal((Outcome.Failure, "bob"), ReadLine.Of("Oct 12 15:44:43 gate freeradius[7]: (3)   Login incorrect: [bob] (from client nas1 port 0)")!.Said is var said ? (said.Outcome, said.Account) : default);
}
