using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Noroshi.Server.Serve;
using Noroshi.Server.Share.Channels;

namespace Noroshi.Server.Tests.Share;

/// <summary>TLS and passwords with a real Postfix: one port with STARTTLS, one with TLS from the first byte; both take nothing without a password, and their certificate is for <c>localhost</c>.</summary>
public sealed class MailProtectionTests
{
    private static readonly byte[] Message = Encoding.ASCII.GetBytes("Subject: protected\r\n\r\nbody\r\n");

    [Theory]
    [InlineData("NOROSHI_TEST_SMTP_TLS", "StartTls")]
    [InlineData("NOROSHI_TEST_SMTPS", "Tls")]
    public async Task SendAsync_TrustedCertificateAndPassword_IsAccepted(string variable, string protection)
    {
        MailSettings settings = Real(variable, Enum.Parse<MailProtection>(protection));

        MailOutcome outcome = await SendAsync(settings);

        Assert.True(outcome.Result is MailResult.Accepted, string.Join('\n', outcome.Protocol));
        Assert.Contains("> AUTH PLAIN ********", outcome.Protocol);
        Assert.Contains(outcome.Protocol, l => l.StartsWith("< 235 ", StringComparison.Ordinal));
        Assert.Contains("* Tls13", outcome.Protocol);
        Assert.DoesNotContain(outcome.Protocol, l => l.Contains(settings.Password!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("NOROSHI_TEST_SMTP_TLS", "StartTls")]
    [InlineData("NOROSHI_TEST_SMTPS", "Tls")]
    public async Task SendAsync_AuthorityUnknown_SaysNothingToTheImpostor(string variable, string protection)
    {
        MailSettings settings = Real(variable, Enum.Parse<MailProtection>(protection));

        await RefusesAsync(settings with { Authorities = null }, "UntrustedRoot");
        using X509Certificate2 stranger = Authority("CN=localhost");
        await RefusesAsync(settings with { Authorities = [stranger] }, "");
    }

    [Theory]
    [InlineData("NOROSHI_TEST_SMTP_TLS", "StartTls")]
    [InlineData("NOROSHI_TEST_SMTPS", "Tls")]
    public async Task SendAsync_CertificateOfAnotherName_SaysNothingToTheImpostor(string variable, string protection) =>
        await RefusesAsync(Real(variable, Enum.Parse<MailProtection>(protection)) with { Host = "127.0.0.1" }, "RemoteCertificateNameMismatch");

    [Fact]
    public async Task SendAsync_WrongPassword_IsKeptForLater()
    {
        MailOutcome outcome = await SendAsync(Real("NOROSHI_TEST_SMTP_TLS", MailProtection.StartTls) with { Password = "wrong" });

        Assert.Equal((MailResult.Later, 535), (outcome.Result, outcome.Code));
        Assert.DoesNotContain(outcome.Protocol, l => l.StartsWith("> MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SendAsync_NoPasswordWhereOneIsAsked_IsRefusedByTheServer()
    {
        MailOutcome outcome = await SendAsync(Real("NOROSHI_TEST_SMTP_TLS", MailProtection.StartTls) with { User = null });

        Assert.Equal(MailResult.Refused, outcome.Result);
        Assert.Contains("* Tls13", outcome.Protocol);
    }

    [Fact]
    public async Task SendAsync_TlsRequiredAndNotOffered_SendsNothing()
    {
        MailOutcome outcome = await SendAsync(Real("NOROSHI_TEST_SMTP", MailProtection.StartTls));

        Assert.Equal((MailResult.Later, 0), (outcome.Result, outcome.Code));
        Assert.Contains("does not offer STARTTLS", outcome.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(outcome.Protocol, l => l.StartsWith("> MAIL", StringComparison.Ordinal) || l.StartsWith("> AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SendAsync_TlsOnlyIfOffered_IsTakenWithoutAskingWhoItIs()
    {
        MailOutcome outcome = await SendAsync(Real("NOROSHI_TEST_SMTP_TLS", MailProtection.StartTlsIfOffered) with { Authorities = null });

        Assert.Equal(MailResult.Accepted, outcome.Result);
        Assert.Contains("* Tls13, certificate not checked", outcome.Protocol);
    }

    [Fact]
    public void Load_AuthoritiesMissingOrEmpty_AreRefused()
    {
        string empty = Path.GetTempFileName();

        Assert.Equal("NRS-X003", Assert.Single(Settings.Load(["--smtp-ca", empty], _ => null).Faults).Code);
        Assert.Equal("NRS-X003", Assert.Single(Settings.Load(["--smtp-ca", empty + ".none"], _ => null).Faults).Code);
        File.Delete(empty);
    }

    private static async Task RefusesAsync(MailSettings settings, string reason)
    {
        MailOutcome outcome = await SendAsync(settings);

        Assert.Equal((MailResult.Later, 0), (outcome.Result, outcome.Code));
        Assert.Contains("certificate", outcome.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, outcome.Reason, StringComparison.Ordinal);
        Assert.Equal($"* {outcome.Reason}", outcome.Protocol[^1]);
        Assert.DoesNotContain(outcome.Protocol, l => l.StartsWith("> AUTH", StringComparison.Ordinal) || l.StartsWith("> MAIL", StringComparison.Ordinal));
    }

    private static Task<MailOutcome> SendAsync(MailSettings settings) => MailSubmission.SendAsync(settings, "desk@noroshi.test", Message, TimeProvider.System, CancellationToken.None);

    private static MailSettings Real(string variable, MailProtection protection)
    {
        string[] address = Needed(variable).Split(':'), user = Needed("NOROSHI_TEST_SMTP_AUTH").Split(':');
        return new()
        {
            Host = address[0],
            Port = int.Parse(address[1], System.Globalization.CultureInfo.InvariantCulture),
            Protection = protection,
            Authorities = MailAuthorities.Find(Needed("NOROSHI_TEST_SMTP_CA")),
            User = user[0],
            Password = user[1],
            From = "noroshi@noroshi.example",
            StepTimeout = TimeSpan.FromSeconds(10),
        };
    }

    private static string Needed(string variable)
    {
        string? value = Environment.GetEnvironmentVariable(variable);
        if (value is null) Assert.Skip($"{variable} is not set; ./test sets it");
        return value!;
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest(name, key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
