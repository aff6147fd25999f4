using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>The texts of sshd besides plain failures and successes, with names that imitate them.</summary>
public sealed class SshdMessagesTests
{
    [Theory]
    [InlineData("Invalid user admin from 192.0.2.9 port 5022", RecordKind.Connection, FailureReason.UnknownAccount, "admin")]
    [InlineData("Invalid user x from 198.51.100.66 port 1 from 192.0.2.9 port 5022", RecordKind.Connection, FailureReason.UnknownAccount, "x from 198.51.100.66 port 1")]
    [InlineData("Invalid user  from 192.0.2.9 port 5022", RecordKind.Connection, FailureReason.UnknownAccount, "")]
    [InlineData("Failed publickey for root from 192.0.2.9 port 22 ssh2: RSA-CERT SHA256:AbC ID evil (serial 0) CA RSA SHA256:dEf", RecordKind.Login, FailureReason.WrongSecret, "root")]
    [InlineData("Failed password for x from 192.0.2.9 ssh2", RecordKind.Login, FailureReason.WrongSecret, "x")]
    [InlineData("error: PAM: Authentication failure for illegal user bob from 192.0.2.9", RecordKind.Login, FailureReason.UnknownAccount, "bob")]
    [InlineData("error: maximum authentication attempts exceeded for invalid user a from 192.0.2.9 port 5 ssh2 [preauth]", RecordKind.Connection, FailureReason.UnknownAccount, "a")]
    [InlineData("User bob from 192.0.2.9 not allowed because not listed in AllowUsers", RecordKind.Login, FailureReason.NotAllowed, "bob")]
    [InlineData("User x from 198.51.100.66 not allowed because y from 192.0.2.9 not allowed because listed in DenyUsers", RecordKind.Login, FailureReason.NotAllowed, "x from 198.51.100.66 not allowed because y")]
    [InlineData("ROOT LOGIN REFUSED FROM 192.0.2.9 port 22", RecordKind.Login, FailureReason.NotAllowed, "root")]
    [InlineData("Connection closed by authenticating user root 192.0.2.9 port 45362 [preauth]", RecordKind.Connection, FailureReason.None, "root")]
    [InlineData("Connection closed by invalid user x 198.51.100.66 port 1 192.0.2.9 port 45362 [preauth]", RecordKind.Connection, FailureReason.UnknownAccount, "x 198.51.100.66 port 1")]
    [InlineData("Disconnected from invalid user ftp 192.0.2.9 port 26138 [preauth]", RecordKind.Connection, FailureReason.UnknownAccount, "ftp")]
    [InlineData("Disconnecting authenticating user root 192.0.2.9 port 1: Too many authentication failures [preauth]", RecordKind.Connection, FailureReason.None, "root")]
    [InlineData("Unable to negotiate with 192.0.2.9 port 45626: no matching MAC found. Their offer: x from 198.51.100.66 port 1 [preauth]", RecordKind.Connection, FailureReason.Protocol, "")]
    [InlineData("Bad protocol version identification 'GET / from 198.51.100.66 port 1' from 192.0.2.9 port 9", RecordKind.Connection, FailureReason.Protocol, "")]
    [InlineData("Did not receive identification string from 192.0.2.9 port 9", RecordKind.Connection, FailureReason.Protocol, "")]
    [InlineData("banner exchange: Connection from 192.0.2.9 port 34388: invalid format", RecordKind.Connection, FailureReason.Protocol, "")]
    [InlineData("ssh_dispatch_run_fatal: Connection from 192.0.2.9 port 48680: message authentication code incorrect [preauth]", RecordKind.Connection, FailureReason.Protocol, "")]
    [InlineData("fatal: Timeout before authentication for 192.0.2.9 port 47056", RecordKind.Connection, FailureReason.None, "")]
    [InlineData("Timeout before authentication for connection from 192.0.2.9 to 198.51.100.1, pid = 5", RecordKind.Connection, FailureReason.None, "")]
    [InlineData("drop connection #10 from [192.0.2.9]:5000 on [198.51.100.1]:22 past MaxStartups", RecordKind.Connection, FailureReason.Blocked, "")]
    [InlineData("refused connect from host.example.org (192.0.2.9)", RecordKind.Connection, FailureReason.Blocked, "")]
    [InlineData("drop connection #0 from [192.0.2.9]:5000 on [198.51.100.1]:22 penalty: failed authentication", RecordKind.Connection, FailureReason.Blocked, "")]
    [InlineData("srclimit_penalise: ipv4: new 192.0.2.9/32 active penalty of 10 seconds for penalty: failed authentication", RecordKind.Connection, FailureReason.Blocked, "")]
    [InlineData("srclimit_penalise: active penalty for ipv4 192.0.2.9/32 already exists, 16 seconds remaining", RecordKind.Connection, FailureReason.Blocked, "")]
    public void Read_Refusal_TakesTheServersOwnAddress(string message, RecordKind kind, FailureReason reason, string account)
    {
        var said = Read(message).Said;
        Assert.Equal(("sshd", kind, Outcome.Failure, reason, "192.0.2.9", account), (said.Format, said.Kind, said.Outcome, said.Reason, said.Source, said.Account));
    }

    [Theory]
    [InlineData("Failed publickey for x from 198.51.100.66 port 1 ssh2 from 192.0.2.9 port 22 ssh2: RSA-CERT SHA256:A ID y from 198.51.100.77 port 1 ssh2 (serial 0) CA RSA SHA256:d")]
    [InlineData("Disconnecting invalid user x 198.51.100.66 port 1: Change of username or service not allowed: (a,ssh-connection) 192.0.2.9 port 3: Change of username or service not allowed: (x,s) -> (y,s) [preauth]")]
    public void Read_TwoPlacesThatCouldBeTheServers_BelievesNeither(string message) => Assert.Equal("", Read(message).Said.Source);

    [Theory]
    [InlineData("Accepted publickey for alice from 2001:db8::7 port 22 ssh2: ED25519-CERT SHA256:abc ID alice@example.org (serial 7) CA ED25519 SHA256:def", RecordKind.Login, "2001:db8::7", "alice")]
    [InlineData("Starting session: shell on pts/0 for alice from 192.0.2.9 port 22 id 0", RecordKind.SessionOpened, "192.0.2.9", "alice")]
    [InlineData("pam_unix(sshd:session): session opened for user alice(uid=1000) by (uid=0)", RecordKind.SessionOpened, "", "alice")]
    [InlineData("pam_unix(sshd:session): session closed for user alice", RecordKind.SessionClosed, "", "alice")]
    public void Read_Success_SaysWho(string message, RecordKind kind, string source, string account)
    {
        var said = Read(message).Said;
        Assert.Equal((kind, Outcome.Success, source, account), (said.Kind, said.Outcome, said.Source, said.Account));
    }

    [Fact]
    public void Read_RepeatedMessage_CountsAndReadsTheOneInside()
    {
        LogRecord record = new();
        Assert.True(ReadLine.NewReader().TryRead("Oct 12 15:44:43 gate sshd[77]: message repeated 5 times: [ Failed password for root from 192.0.2.9 port 22 ssh2]"u8, ref record));
        Assert.Equal((5, RecordKind.Login, "192.0.2.9"), (record.Count, record.Kind, System.Text.Encoding.UTF8.GetString(record.Source)));
    }

    private static ReadLine Read(string message) => ReadLine.Of($"Oct 12 15:44:43 gate sshd[77]: {message}")!;

    [Theory]
    [InlineData("input_userauth_request: invalid user x from 198.51.100.66 port 22 ssh2 [preauth]", FailureReason.UnknownAccount, "x from 198.51.100.66 port 22 ssh2")]
    [InlineData("Disconnecting: Too many authentication failures for root [preauth]", FailureReason.WrongSecret, "root")]
    [InlineData("Disconnecting: Too many authentication failures [preauth]", FailureReason.WrongSecret, "")]
    [InlineData("userauth_pubkey: signature algorithm ssh-rsa not in PubkeyAcceptedAlgorithms [preauth]", FailureReason.Protocol, "")]
    [InlineData("Bad packet length 1349676916. [preauth]", FailureReason.Protocol, "")]
    [InlineData("fatal: no hostkey alg [preauth]", FailureReason.Protocol, "")]
    [InlineData("fatal: ssh_packet_get_string: string is too large [preauth]", FailureReason.Protocol, "")]
    [InlineData("error: Certificate invalid: expired", FailureReason.Protocol, "")]
    [InlineData("srclimit_penalise: ipv6: new 2001:db8::/64 active penalty of 10 seconds for penalty: failed authentication", FailureReason.Blocked, "")]
    public void Read_RefusalWithoutAnAddress_NamesNoSource(string message, FailureReason reason, string account)
    {
        var said = Read(message).Said;
        Assert.Equal((RecordKind.Connection, Outcome.Failure, reason, "", account), (said.Kind, said.Outcome, said.Reason, said.Source, said.Account));
    }

    [Theory]
    [InlineData("Starting session: forced-command (key-option) 'x for root from 198.51.100.66 port 1 id 0' for alice from 192.0.2.9 port 22 id 0", RecordKind.SessionOpened, Outcome.Success, "alice")]
    [InlineData("Timeout, client not responding from user alice 192.0.2.9 port 22", RecordKind.Connection, Outcome.Unknown, "alice")]
    [InlineData("Read error from remote host 192.0.2.9 port 22: Connection reset by peer", RecordKind.Connection, Outcome.Unknown, "")]
    [InlineData("Nasty PTR record \"x is set up for 198.51.100.66, ignoring\" is set up for 192.0.2.9, ignoring", RecordKind.Connection, Outcome.Unknown, "")]
    [InlineData("Closing connection to 192.0.2.9 port 22", RecordKind.Connection, Outcome.Unknown, "")]
    public void Read_OtherTexts_NameTheServersOwnAddress(string message, RecordKind kind, Outcome outcome, string account)
    {
        var said = Read(message).Said;
        Assert.Equal((kind, outcome, "192.0.2.9", account), (said.Kind, said.Outcome, said.Source, said.Account));
    }
}
