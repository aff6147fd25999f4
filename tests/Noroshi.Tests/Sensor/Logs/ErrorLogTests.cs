using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>Error logs of Apache and nginx, and what ModSecurity writes into them.</summary>
public sealed class ErrorLogTests
{
    private const string Apache = "[Sat Nov 21 01:02:03.202277 2026] [auth_basic:error] [pid 35708:tid 4328636416] [client 192.0.2.1:5000] ";
    private const string Nginx = "2026/11/21 01:02:03 [error] 31#31: *7 ";
    private const string Rest = ", client: 192.0.2.1, server: www.example.org, request: \"GET /a?b HTTP/1.1\", host: \"www.example.org\"";

    [Theory]
    [InlineData(Apache + "AH01617: user alice: authentication failure for \"/a\": Password Mismatch", FailureReason.WrongSecret, "alice", "/a")]
    [InlineData(Apache + "AH01618: user bob not found: /a", FailureReason.UnknownAccount, "bob", "/a")]
    [InlineData(Apache + "AH01618: user x not found: /b: authentication failure for \"/c\" not found: /a", FailureReason.UnknownAccount, "x not found: /b: authentication failure for \"/c\"", "/a")]
    [InlineData("[Sat Nov 21 01:02:03 2026] [error] [client 192.0.2.1] user alice: authentication failure for \"/a\": Password Mismatch, referer: http://www.example.org/", FailureReason.WrongSecret, "alice", "/a")]
    public void Read_ApacheBasicLogin_IsAFailedLogin(string text, FailureReason reason, string account, string target)
    {
        var line = FileReading.One(text);
        Assert.Equal(("apache-error", RecordKind.Login, Outcome.Failure, reason, "192.0.2.1", account), (line.Said.Format, line.Said.Kind, line.Said.Outcome, line.Said.Reason, line.Said.Source, line.Said.Account));
        Assert.Equal((target, "basic"), (line.Target, line.Operation));
    }

    [Theory]
    [InlineData("[client 2001:db8::7:5000]", "2001:db8::7")]
    [InlineData("[client 2001:db8::7]", "2001:db8::7")]
    [InlineData("[client ::1:37752]", "::1")]
    [InlineData("[client 192.0.2.1:5000]", "192.0.2.1")]
    [InlineData("[client 2001:db8:1:2:3:4:5:6:5000]", "2001:db8:1:2:3:4:5:6")]
    public void Read_ApacheClient_IsTheAddressWithoutItsPort(string client, string source) =>
        Assert.Equal(source, FileReading.One($"[Sat Nov 21 01:02:03.202277 2026] [core:error] [pid 7:tid 8] {client} AH00126: Invalid URI in request GET /x HTTP/1.1").Said.Source);

    [Fact]
    public void Read_ApacheMessageImitatesAClient_TheServersOwnCounts()
    {
        var line = FileReading.One(Apache + "AH01618: user [client 198.51.100.9:1] not found: /a");
        Assert.Equal(("192.0.2.1", "[client 198.51.100.9:1]"), (line.Said.Source, line.Said.Account));
    }

    [Fact]
    public void Read_ApacheModSecurity_IsAnAlarmWithItsLastFields()
    {
        var line = FileReading.One(Apache[..^1] + " [client 192.0.2.1] ModSecurity: Access denied with code 403 (phase 2). Pattern match \"x\" at ARGS:q. [file \"/r.conf\"] [msg \"SQL Injection\"] [data \"[hostname \\x22evil\\x22] [uri \\\"/b\\\"]\"] [hostname \"www.example.org\"] [uri \"/a\"] [unique_id \"abc\"]");
        Assert.Equal((RecordKind.Alarm, Outcome.Failure, FailureReason.Blocked, "192.0.2.1", "/a", "www.example.org", 403), (line.Said.Kind, line.Said.Outcome, line.Said.Reason, line.Said.Source, line.Target, line.Site, line.Status));
    }

    [Theory]
    [InlineData("user \"alice\": password mismatch", RecordKind.Login, FailureReason.WrongSecret, "alice")]
    [InlineData("user \"bob\" was not found in \"/etc/nginx/passwd\"", RecordKind.Login, FailureReason.UnknownAccount, "bob")]
    [InlineData("limiting requests, excess: 5.428 by zone \"one\"", RecordKind.Alarm, FailureReason.Blocked, "")]
    [InlineData("access forbidden by rule", RecordKind.Other, FailureReason.NotAllowed, "")]
    [InlineData("open() \"/srv/a\" failed (2: No such file or directory)", RecordKind.Other, FailureReason.None, "")]
    public void Read_Nginx_TellsWhatHappened(string message, RecordKind kind, FailureReason reason, string account)
    {
        var line = FileReading.One(Nginx + message + Rest);
        Assert.Equal(new What("nginx-error", kind, reason == FailureReason.None ? Outcome.Unknown : Outcome.Failure, reason, "192.0.2.1", account, "2026-11-21T01:02:03.000Z"), line.Said);
        Assert.Equal((kind == RecordKind.Login ? "basic" : "GET", "/a?b", "www.example.org"), (line.Operation, line.Target, line.Site));
    }

    // nginx escapes nothing here: what could be a peer's work must never become the source.
    [Theory]
    [InlineData("user \"x\": password mismatch, client: 198.51.100.9, server: s, request: \"GET / HTTP/1.1\": password mismatch" + Rest, "")]
    [InlineData("open() \"/srv/a, client: 198.51.100.9, server: s\" failed (2: No such file or directory)" + Rest, "")]
    [InlineData("access forbidden by rule" + Rest + ", referrer: \"x, client: 198.51.100.9, server: s\"", "192.0.2.1")]
    [InlineData("open() \"/srv/a\" failed (2: No such file or directory)" + Rest + ", referrer: \"x, client: 198.51.100.9, server: s\"", "")]
    public void Read_NginxTextImitatesAClient_SourceIsItsOwnOrNone(string message, string source) =>
        Assert.Equal(source, FileReading.One(Nginx + message).Said.Source);

    [Theory]
    [InlineData("2026/11/21 01:02:03 [info] 8#8: *9 client logged in, client: 192.0.2.1, server: 0.0.0.0:587, login: \"alice@example.org\", upstream: 198.51.100.1:25", Outcome.Success)]
    [InlineData("2026/11/21 01:02:03 [info] 8#8: *9 client login failed: \"bad\" while in http auth state, client: 192.0.2.1, server: 0.0.0.0:25, login: \"alice@example.org\"", Outcome.Failure)]
    public void Read_NginxMailProxy_IsALogin(string text, Outcome outcome)
    {
        var line = FileReading.One(text);
        Assert.Equal((RecordKind.Login, outcome, "192.0.2.1", "alice@example.org"), (line.Said.Kind, line.Said.Outcome, line.Said.Source, line.Said.Account));
    }

    [Theory]
    [InlineData(Apache + "AH01790: user `alice' in realm `r' not found: /a", RecordKind.Login, FailureReason.UnknownAccount, "alice", "/a")]
    [InlineData(Apache + "AH01794: user alice: password mismatch: /a", RecordKind.Login, FailureReason.WrongSecret, "alice", "/a")]
    [InlineData(Apache + "AH01695: auth_ldap authenticate: user alice authentication failed; URI /a [ldap_simple_bind() failed][Invalid credentials]", RecordKind.Login, FailureReason.WrongSecret, "alice", "/a")]
    [InlineData(Apache + "AH01695: auth_ldap authenticate: user x authentication failed; URI /b authentication failed; URI /a [User not found][No such object]", RecordKind.Login, FailureReason.UnknownAccount, "x authentication failed; URI /b", "/a")]
    [InlineData(Apache + "AH01663: access to /a failed, reason: user 'alice' does not meet 'require'ments for user/valid-user to be allowed access", RecordKind.Other, FailureReason.NotAllowed, "alice", "/a")]
    [InlineData("[Sat Nov 21 01:02:03.202277 2026] [core:error] [pid 7] (36)File name too long: [client 192.0.2.1:5000] AH00036: access to /a failed", RecordKind.Other, FailureReason.NotAllowed, "", "/a failed")]
    [InlineData("[Sat Nov 21 01:02:03.202277 2026] [auth_basic:error] [pid 7] [client [192.0.2.1]:5000] AH01618: user bob not found: /a", RecordKind.Login, FailureReason.UnknownAccount, "bob", "/a")]
    public void Read_ApacheOtherModules_TellWhoWasRefused(string text, RecordKind kind, FailureReason reason, string account, string target)
    {
        var line = FileReading.One(text);
        Assert.Equal(("apache-error", kind, Outcome.Failure, reason, "192.0.2.1", account), (line.Said.Format, line.Said.Kind, line.Said.Outcome, line.Said.Reason, line.Said.Source, line.Said.Account));
        Assert.Equal(target, line.Target);
    }
}
