using System.Text;
using Noroshi.Server.Share.Channels;

namespace Noroshi.Server.Tests.Share;

public sealed class MailSubmissionTests
{
    private static readonly byte[] Message = Encoding.ASCII.GetBytes("Subject: x\r\n\r\n.hidden\r\nend\r\n");

    private static MailSettings Settings(int port) => new() { Host = "127.0.0.1", Port = port, Protection = MailProtection.None, From = "noroshi@noroshi.example", StepTimeout = TimeSpan.FromSeconds(2) };

    private static Task<MailOutcome> SendAsync(int port, string to = "desk@bank.example", Func<MailSettings, MailSettings>? change = null) =>
        MailSubmission.SendAsync((change ?? (s => s))(Settings(port)), to, Message, TimeProvider.System, CancellationToken.None);

    [Fact]
    public async Task SendAsync_PoliteServer_IsAcceptedWithDotsKept()
    {
        await using FakeMailServer server = FakeMailServer.Polite();
        MailOutcome outcome = await SendAsync(server.Port);
        Assert.Equal((MailResult.Accepted, 250, "2.0.0"), (outcome.Result, outcome.Code, outcome.Enhanced));
        Assert.Contains("..hidden\nend\n", server.Messages.Single(), StringComparison.Ordinal);
        Assert.Contains("> RCPT TO:<desk@bank.example>", outcome.Protocol);
    }

    [Theory]
    [InlineData("refused@bank.example", "Refused", 550, "5.1.1")]
    [InlineData("later@bank.example", "Later", 451, "4.3.0")]
    [InlineData("two words@bank.example", "Refused", 0, "")]
    [InlineData("a>\r\nRCPT TO:<b@bank.example", "Refused", 0, "")]
    public async Task SendAsync_Recipient_DecidesTheOutcome(string to, string result, int code, string enhanced)
    {
        await using FakeMailServer server = FakeMailServer.Polite();
        MailOutcome outcome = await SendAsync(server.Port, to);
        Assert.Equal((result, code, enhanced), (outcome.Result.ToString(), outcome.Code, outcome.Enhanced));
        Assert.Empty(server.Messages);
    }

    [Theory]
    [InlineData("", "...")]
    [InlineData("EHLO", "...")]
    [InlineData(".", "...")]
    [InlineData("", null)]
    [InlineData("DATA", null)]
    [InlineData(".", null)]
    [InlineData("", "garbage")]
    [InlineData("MAIL", "999 what")]
    [InlineData("DATA", "250 fine without listening")]
    [InlineData("", "250 not a greeting")]
    [InlineData(".", "354 again")]
    public async Task SendAsync_HostileServer_MeansLaterInTime(string at, string? reply)
    {
        await using var server = new FakeMailServer(line => (at.Length == 0 ? line.Length == 0 : line.StartsWith(at, StringComparison.Ordinal)) ? reply : line == "." ? "250 ok" : FakeMailServer.Polite(line));
        long begun = TimeProvider.System.GetTimestamp();
        MailOutcome outcome = await SendAsync(server.Port);
        Assert.Equal(MailResult.Later, outcome.Result);
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 0, 20);
    }

    [Fact]
    public async Task SendAsync_EndlessReplies_AreCutOff()
    {
        await using var line = new FakeMailServer(l => l.Length == 0 ? "220 " + new string('x', 100_000) : FakeMailServer.Polite(l));
        Assert.Equal(MailResult.Later, (await SendAsync(line.Port)).Result);
        await using var lines = new FakeMailServer(l => l.StartsWith("EHLO", StringComparison.Ordinal) ? string.Join("\r\n", Enumerable.Repeat("250-more", 5000)) : FakeMailServer.Polite(l));
        MailOutcome outcome = await SendAsync(lines.Port);
        Assert.Equal(MailResult.Later, outcome.Result);
        Assert.InRange(outcome.Protocol.Length, 1, 200);
    }

    [Fact]
    public async Task SendAsync_NobodyListens_MeansLater()
    {
        int port;
        await using (FakeMailServer gone = FakeMailServer.Polite()) port = gone.Port;
        Assert.Equal(MailResult.Later, (await SendAsync(port)).Result);
    }

    [Fact]
    public async Task SendAsync_PasswordWithoutTls_IsNeverSent()
    {
        await using FakeMailServer server = new(l => l.StartsWith("EHLO", StringComparison.Ordinal) ? "250-x\r\n250 AUTH PLAIN LOGIN" : FakeMailServer.Polite(l));
        MailOutcome outcome = await SendAsync(server.Port, change: s => s with { User = "u", Password = "geheim" });
        Assert.Equal(MailResult.Later, outcome.Result);
        Assert.DoesNotContain(server.Commands, c => c.StartsWith("AUTH", StringComparison.Ordinal));
        MailOutcome demanding = await SendAsync(server.Port, change: s => s with { Protection = MailProtection.StartTls });
        Assert.Equal(MailResult.Later, demanding.Result);
    }

    [Fact]
    public async Task SendAsync_AddressNeedsSmtpUtf8AndServerHasNone_IsRefused()
    {
        await using FakeMailServer server = new(l => l.StartsWith("EHLO", StringComparison.Ordinal) ? "250 x" : FakeMailServer.Polite(l));
        Assert.Equal(MailResult.Refused, (await SendAsync(server.Port, "担当@bank.example")).Result);
        await using FakeMailServer modern = FakeMailServer.Polite();
        Assert.Equal(MailResult.Accepted, (await SendAsync(modern.Port, "担当@bank.example")).Result);
        Assert.Contains(modern.Commands, c => c.EndsWith(" SMTPUTF8", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a\r\n.\r\nb", "a\r\n..\r\nb\r\n.\r\n")]
    [InlineData("a\n.\nb\r.\r\n", "a\r\n..\r\nb\r\n..\r\n.\r\n")]
    [InlineData("", ".\r\n")]
    public void Of_AnyLineEnds_LeaveOneEnd(string message, string expected) => Assert.Equal(expected, Encoding.ASCII.GetString(DotStuffing.Of(Encoding.ASCII.GetBytes(message))));

    [Fact]
    public async Task SendAsync_RealPostfix_AcceptsRefusesAndPutsOff()
    {
        if (Environment.GetEnvironmentVariable("NOROSHI_TEST_SMTP") is not { } address) { Assert.Skip("NOROSHI_TEST_SMTP is not set; ./test sets it"); return; }
        string[] parts = address.Split(':');
        MailSettings real = Settings(0) with { Host = parts[0], Port = int.Parse(parts[1]), Protection = MailProtection.StartTlsIfOffered, StepTimeout = TimeSpan.FromSeconds(10) };
        async Task<MailOutcome> To(string to) => await MailSubmission.SendAsync(real, to, Message, TimeProvider.System, CancellationToken.None);
        Assert.Equal(MailResult.Accepted, (await To("desk@noroshi.test")).Result);
        Assert.Equal((MailResult.Refused, 550), ((await To("refused@noroshi.test")) is var r ? (r.Result, r.Code) : default));
        Assert.Equal((MailResult.Later, 451), ((await To("later@noroshi.test")) is var l ? (l.Result, l.Code) : default));
    }
}
