using System.Text;
using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs.General;

/// <summary>Log-ins of products nobody described: sentences, named fields, JSON without a map, Japanese.</summary>
public sealed class GeneralReaderTests
{
    [Theory]
    [InlineData("2026-11-20 10:11:12 [WARN] Failed login attempt by user 'bob' from 192.0.2.7: wrong password", "failure,192.0.2.7,bob")]
    [InlineData("2026-11-20 10:11:12 WARN The user bob (192.0.2.7) has failed to log in via ssh", "failure,192.0.2.7,bob")]
    [InlineData("Nov 20 10:11:12 h app[1]: Login attempt for bob from 192.0.2.7 failed: wrongpassword", "failure,192.0.2.7,bob")]
    [InlineData("Nov 20 10:11:12 h app: Access denied for user 'bob'@'192.0.2.7' (using password: YES)", "failure,192.0.2.7,bob")]
    [InlineData("Nov 20 10:11:12 h sw: SSH user bob from 192.0.2.7 port 51234 failed authentication; method is password.", "failure,192.0.2.7,bob")]
    [InlineData("Nov 20 10:11:12 h sw: Login from [192.0.2.7] with user [bob] failed!", "failure,192.0.2.7,bob")]
    [InlineData("Nov 20 10:11:12 h sw: Could not log in: user: bob, IP address: 192.0.2.7", "failure,192.0.2.7,bob")]
    [InlineData("Nov 20 10:11:12 h sw: bob [192.0.2.7] authentication failure using internet password", "failure,192.0.2.7,bob")]
    [InlineData("Nov 20 10:11:12 h sw: invalid user bob from 192.0.2.7", "failure,192.0.2.7,bob")]
    [InlineData("2026-11-20T10:11:12Z WARN Authentication failed (auth.failed) localPort = 993, remoteIp = 192.0.2.7, accountName = \"bob\"", "failure,192.0.2.7,bob")]
    [InlineData("Nov 20 10:11:12 h sw: admin logged in from 192.0.2.7.", "success,192.0.2.7,admin")]
    [InlineData("Nov 20 10:11:12 h sw: Successfully authenticated user bob from 192.0.2.7 via web", "success,192.0.2.7,bob")]
    [InlineData("[Fri Nov 20 10:11:12.123456 2026] [php:notice] [pid 123] [client 192.0.2.7:51234] Login failed for user bob", "failure,192.0.2.7,bob")]
    public void Read_Sentence_SaysWhoAndWhence(string line, string expected) => Assert.Equal(expected, Said(line));

    [Theory]
    [InlineData("id=fw time=\"2026-11-20 10:11:12\" user=\"bob\" src=192.0.2.7 method=\"LDAP\" msg=\"Authentication request invalid\" action=login status=failed", "failure,192.0.2.7,bob")]
    [InlineData("Nov 20 10:11:12 h app: event=login_failed username=bob client_ip=192.0.2.7", "failure,192.0.2.7,bob")]
    [InlineData("Nov 20 10:11:12 h app: event=login_failed userId=0 client_ip=192.0.2.7", "failure,192.0.2.7,-")]
    [InlineData("Nov 20 10:11:12 h app: event=login_failed userId=7 client_ip=192.0.2.7", "failure,192.0.2.7,7")]
    [InlineData("Nov 20 10:11:12 h app: user:bob|source:/192.0.2.7|type:LOGIN_SUCCESS", "success,192.0.2.7,bob")]
    [InlineData("Nov 20 10:11:12 h fw: action=deny src=192.0.2.7 dst=198.51.100.1 dpt=23", "failure,192.0.2.7,-")]
    [InlineData("{\"level\":\"warn\",\"time\":\"2026-11-20T10:11:12Z\",\"message\":\"authentication failed\",\"username\":\"bob\",\"ip\":\"192.0.2.7\"}", "failure,192.0.2.7,bob")]
    [InlineData("{\"event\":{\"action\":\"user_login\",\"outcome\":\"success\"},\"source\":{\"ip\":\"192.0.2.7\"},\"user\":{\"name\":\"bob\"},\"host\":{\"ip\":\"198.51.100.1\"}}", "success,192.0.2.7,bob")]
    public void Read_Fields_SaysWhoAndWhence(string line, string expected) => Assert.Equal(expected, Said(line));

    [Theory]
    [InlineData("2026-11-20 10:11:12 [WARN] ユーザー bob のログインに失敗しました (192.0.2.7)", "failure,192.0.2.7,bob")]
    [InlineData("2026/11/20 10:11:12 ログイン成功 ユーザID=bob IPアドレス=192.0.2.7", "success,192.0.2.7,bob")]
    [InlineData("2026/11/20 10:11:12 認証に失敗しました。利用者ID：bob 接続元：192.0.2.7", "failure,192.0.2.7,bob")]
    [InlineData("[2026-11-20 10:11:12] パスワードが正しくありません user=bob ip=192.0.2.7", "failure,192.0.2.7,bob")]
    [InlineData("2026/11/20 10:11:12 ログイン失敗回数の設定を変更 ユーザー=bob", "none")]
    [InlineData("2026/11/20 10:11:12 件名「ログインに失敗しました 192.0.2.7」を受信 ユーザー=bob", "none")]
    public void Read_Japanese_SaysWhoAndWhence(string line, string expected) => Assert.Equal(expected, Said(line));

    [Theory]
    [InlineData("Nov 20 10:11:12 h app: Failed login for user 'x' from 198.51.100.66, ' from 192.0.2.7", "failure,-,-")]
    [InlineData("Nov 20 10:11:12 h app: Failed login for user x from 198.51.100.66 to from 192.0.2.7", "failure,-,-")]
    [InlineData("Nov 20 10:11:12 h app: event=login_failed user=x src=198.51.100.66 client_ip=192.0.2.7", "failure,-,-")]
    [InlineData("2026/11/20 10:11:12 ログイン失敗 ユーザー=198.51.100.66 IPアドレス=192.0.2.7", "failure,192.0.2.7,198.51.100.66")]
    public void Read_NameWithAnAddress_MovesNothing(string line, string expected) => Assert.Equal(expected, Said(line));

    [Theory]
    [InlineData("2026-11-20 10:11:12 INFO ticket 123: customer writes \"login failed for user bob from 198.51.100.66\", assigned to alice")]
    [InlineData("Nov 20 10:11:12 h app[1]: sending mail \"Failed login report\" to admin@example.com")]
    [InlineData("2026-11-20 10:11:12 INFO user bob changed title to 'authentication failed from 198.51.100.66'")]
    [InlineData("Nov 20 10:11:12 h app: invalid user agent \"x\" from 192.0.2.7")]
    [InlineData("Nov 20 10:11:12 h app: LDAP login to server 192.0.2.7 failed: invalid credentials")]
    [InlineData("Nov 20 10:11:12 h app: Failed to log in to 192.0.2.7 as backup: connection refused")]
    [InlineData("2026-11-20 10:11:12 INFO Login page rendered for 192.0.2.7 in 12ms")]
    [InlineData("2026-11-20 10:11:12 the user said Failed login for user bob from 192.0.2.7")]
    [InlineData("Nov 20 10:11:12 h app: Failed login counter of user bob reset by 192.0.2.7")]
    [InlineData("Nov 20 10:11:12 h app: User bob logged out from 192.0.2.7")]
    [InlineData("Nov 20 10:11:12 h backup[1]: job nightly status=failed host=198.51.100.5 user=backup")]
    [InlineData("{\"level\":\"error\",\"time\":\"2026-11-20T10:11:12Z\",\"message\":\"payment failed\",\"user\":\"bob\",\"ip\":\"192.0.2.7\"}")]
    [InlineData("{\"event\":\"login_page_view\",\"status\":\"success\",\"user\":\"bob\",\"ip\":\"192.0.2.7\"}")]
    public void Read_SomethingElse_IsNoLogin(string line) => Assert.Equal("none", Said(line));

    [Fact]
    public void Read_RequestInJson_IsRequest()
    {
        var read = ReadLine.Of(Encoding.UTF8.GetBytes("{\"method\":\"POST\",\"path\":\"/session\",\"controller\":\"SessionController\",\"action\":\"create\",\"status\":401,\"ip\":\"192.0.2.7\",\"@timestamp\":\"2026-11-20T10:11:12Z\"}"), Products.NewReader())!;
        Assert.Equal(new What("general", RecordKind.Request, Outcome.Failure, FailureReason.None, "192.0.2.7", "", "2026-11-20T10:11:12.000Z"), read.Said);
        Assert.Equal(("POST", "/session", 401), (read.Operation, read.Target, read.Status));
    }

    [Theory]
    [InlineData("Nov 20, 2026 3:04:05 PM UTC login failed for user bob from 192.0.2.7", "2026-11-20T15:04:05.000Z")]
    [InlineData("1/2/2026 12:04:05 AM login failed for user bob from 192.0.2.7", "2026-01-02T00:04:05.000Z")]
    [InlineData("20261120:101112.123 login failed for user bob from 192.0.2.7", "2026-11-20T10:11:12.123Z")]
    [InlineData("2026.11.20 10:11:12 login failed for user bob from 192.0.2.7", "2026-11-20T10:11:12.000Z")]
    [InlineData("20-11-2026 10:11:12 login failed for user bob from 192.0.2.7", "2026-11-20T10:11:12.000Z")]
    [InlineData("Fri 20Nov26 10:11:12 - login failed for user bob from 192.0.2.7", "2026-11-20T10:11:12.000Z")]
    [InlineData("2026 Nov 20 10:11:12 user.warning sw login[2]: Failed login attempt for user 'bob' from 192.0.2.7", "2026-11-20T10:11:12.000Z")]
    public void Read_TimesOfSingleProducts_AreRead(string line, string expected)
    {
        Assert.Equal("failure,192.0.2.7,bob", Said(line));
        Assert.Equal(expected, ReadLine.Of(Encoding.UTF8.GetBytes(line), Products.NewReader())!.Said.Time);
    }

    [Fact]
    public void Read_ManyLines_AllocatesNothing()
    {
        var reader = Products.NewReader();
        byte[][] lines =
        [
            .. new[]
            {
                "2026-11-20 10:11:12 WARN The user bob (192.0.2.7) has failed to log in via ssh", "Nov 20 10:11:12 h app: event=login_failed username=bob client_ip=192.0.2.7",
                "{\"level\":\"warn\",\"message\":\"authentication failed\",\"username\":\"bob\",\"ip\":\"192.0.2.7\"}", "2026-11-20 10:11:12 ユーザー bob のログインに失敗しました (192.0.2.7)",
            }.Select(Encoding.UTF8.GetBytes),
        ];
        LogRecord record = new();
        foreach (var line in lines) Assert.True(reader.TryRead(line, ref record));
        Assert.All(lines, line =>
        {
            LogRecord again = new();
            reader.TryRead(line, ref again);
            var before = GC.GetAllocatedBytesForCurrentThread();
            reader.TryRead(line, ref again);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        });
    }

    private static string Said(string line)
    {
        var read = ReadLine.Of(Encoding.UTF8.GetBytes(line), Products.NewReader());
        if (read is null || read.Said.Outcome == Outcome.Unknown) return "none";
        return $"{(read.Said.Outcome == Outcome.Success ? "success" : "failure")},{Or(read.Said.Source)},{Or(read.Said.Account)}";
    }

    private static string Or(string text) => text.Length == 0 ? "-" : text;
}
