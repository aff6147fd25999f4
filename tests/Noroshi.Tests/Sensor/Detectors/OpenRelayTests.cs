using System.Globalization;
using System.Net;
using System.Text;
using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Logs;
using Noroshi.Tests.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Detectors;

/// <summary>Mail of strangers that is handed on to strangers, and what looks like it from a single message.</summary>
public sealed class OpenRelayTests
{
    private const string Server = "mx";
    private static readonly DateTimeOffset Begin = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("postfix", "192.0.2.9", "203.0.113.5")]
    [InlineData("postfix", "2001:db8:9::9", "2001:db8:5::5")]
    [InlineData("sendmail", "192.0.2.9", "203.0.113.5")]
    [InlineData("sendmail", "IPv6:2001:db8:9::9", "IPv6:2001:db8:5::5")]
    [InlineData("exim", "192.0.2.9", "203.0.113.5")]
    [InlineData("exim", "2001:db8:9::9", "2001:db8:5::5")]
    public void Findings_StrangersMailHandedOnToStrangers_SayFromWhomAndHowMuch(string program, string source, string nextHop)
    {
        var finding = Single(Messages(30, 10, i => Message(program, source, $"a@d{i}.example.net", nextHop)));

        Assert.Equal((Severity.High, Confidence.Medium, true, 30L, 1), (finding.Severity, finding.Confidence, finding.HasSucceeded, finding.Count, finding.SourceCount));
        Assert.Equal((source.Replace("IPv6:", "", StringComparison.Ordinal), "30"), (finding.Sources[0], Fact(finding, "peak")));
        Assert.InRange(int.Parse(Fact(finding, "domains"), CultureInfo.InvariantCulture), 27, 33);
    }

    [Theory]
    [InlineData(19, 19, false)]
    [InlineData(20, 20, true)]
    [InlineData(40, 4, false)]
    [InlineData(40, 5, true)]
    public void Findings_RecipientsAndDomains_BothMustBeMany(int recipients, int domains, bool isFound) =>
        Assert.Equal(isFound, Finds(Messages(recipients, 10, i => Message("postfix", "192.0.2.9", $"a{i}@d{i % domains}.example.net", "203.0.113.5"))));

    [Fact]
    public void Findings_RecipientsOverDays_AreSilent() =>
        Assert.False(Finds(Messages(60, 1200, i => Message("postfix", "192.0.2.9", $"a@d{i}.example.net", "203.0.113.5"))));

    [Fact]
    public void Findings_OneMessageToManyRecipients_IsFound()
    {
        string[] lines = [Postfix(0, "4QABCDEF", "client=unknown[192.0.2.9]"), .. Enumerable.Range(0, 30).Select(i => Postfix(i + 1, "4QABCDEF", Sent($"a@d{i}.example.net", "203.0.113.5")))];

        Assert.True(Finds(lines));
    }

    [Theory]
    [InlineData("10.0.0.9")]
    [InlineData("172.20.0.9")]
    [InlineData("192.168.0.9")]
    [InlineData("100.64.0.9")]
    [InlineData("169.254.0.9")]
    [InlineData("127.0.0.1")]
    [InlineData("fd00::9")]
    [InlineData("fe80::9")]
    [InlineData("::1")]
    public void Findings_PrivateSourceOrNextHop_AreSilent(string address)
    {
        Assert.False(Finds(Messages(30, 10, i => Message("postfix", address, $"a@d{i}.example.net", "203.0.113.5"))));
        Assert.False(Finds(Messages(30, 10, i => Message("postfix", "192.0.2.9", $"a@d{i}.example.net", address))));
    }

    [Fact]
    public void Findings_AllowedNetwork_IsSilent()
    {
        var settings = new WatchSettings(DetectorList.All.Select(d => Watched.Settings[d.Id])) { Seed = 42, AllowedNetworks = [IPNetwork.Parse("192.0.2.0/28")] };

        Assert.False(Finds(Messages(30, 10, i => Message("postfix", "192.0.2.9", $"a@d{i}.example.net", "203.0.113.5")), settings));
        Assert.False(Finds(Messages(30, 10, i => Message("postfix", "198.51.100.9", $"a@d{i}.example.net", "192.0.2.9")), settings));
        Assert.True(Finds(Messages(30, 10, i => Message("postfix", "192.0.2.19", $"a@d{i}.example.net", "203.0.113.5")), settings));
    }

    [Theory]
    [InlineData("postfix/smtpd[7]: 4Q{x}ABCDEF: client=pc.example.org[192.0.2.9], sasl_method=PLAIN, sasl_username=alice", "postfix/smtp[8]: 4Q{x}ABCDEF: to=<a@d{n}.example.net>, relay=mx.example.net[203.0.113.5]:25, delay=1, status=sent (250 ok)")]
    [InlineData("exim[7]: 1abcd{n}-0006XX-7F <= b@example.org H=pc.example.org [192.0.2.9] P=esmtpsa A=plain:alice", "exim[8]: 1abcd{n}-0006XX-7F => a@d{n}.example.net R=dnslookup T=remote_smtp H=mx.example.net [203.0.113.5]")]
    [InlineData("exim[7]: 1abcd{n}-0006XX-7F <= b@example.org H=pc.example.org [192.0.2.9] P=esmtpsa A=external", "exim[8]: 1abcd{n}-0006XX-7F => a@d{n}.example.net R=dnslookup T=remote_smtp H=mx.example.net [203.0.113.5]")]
    [InlineData("exim[7]: 1abcd{n}-0006XX-7F <= b@example.org H=pc.example.org [192.0.2.9] P=esmtp", "exim[8]: 1abcd{n}-0006XX-7F => a@d{n}.example.net <c@example.jp> R=dnslookup T=remote_smtp H=mx.example.net [203.0.113.5]")]
    [InlineData("sm-mta[7]: u5KDgqHK0142{x}: from=<b@example.org>, relay=pc.example.org [192.0.2.9]", "sm-mta[8]: u5KDgqHK0142{x}: to=<a@d{n}.example.net>, ctladdr=<c@example.jp> (500/500), mailer=esmtp, relay=mx.example.net. [203.0.113.5], stat=Sent")]
    [InlineData("postfix/smtpd[7]: 4Q{x}ABCDEF: client=pc.example.org[192.0.2.9]", "postfix/smtp[8]: 4Q{x}ABCDEF: to=<a@d{n}.example.net>, orig_to=<c@example.jp>, relay=mx.example.net[203.0.113.5]:25, delay=1, status=sent (250 ok)")]
    [InlineData("postfix/smtpd[7]: 4Q{x}ABCDEF: client=pc.example.org[192.0.2.9]", "postfix/smtp[8]: 4Q{x}ABCDEF: to=<a@d{n}.example.net>, relay=mx.example.net[203.0.113.5]:25, delay=1, status=deferred (450 later)")]
    [InlineData("postfix/smtpd[7]: 4Q{x}ABCDEF: client=pc.example.org[192.0.2.9]", "postfix/local[8]: 4Q{x}ABCDEF: to=<a@d{n}.example.net>, relay=local, delay=1, status=sent (delivered to mailbox [203.0.113.5])")]
    public void Findings_LogInOrAliasOrNothingSent_AreSilent(string arrival, string delivery) =>
        Assert.False(Finds(Messages(40, 10, i => [Filled(arrival, i), Filled(delivery, i)])));

    [Fact]
    public void Findings_SendmailLogInOfItsOwnLine_IsSilent() =>
        Assert.False(Finds(Messages(30, 10, i => ["sm-mta[7]: AUTH=server, relay=pc.example.org [192.0.2.9], authid=alice, mech=LOGIN, bits=0", .. Message("sendmail", "192.0.2.9", $"a@d{i}.example.net", "203.0.113.5")(i)])));

    [Fact]
    public void Findings_MessageThatComesBackFromAFilter_IsOfWhoBroughtIt()
    {
        static Func<int, string[]> Filtered(int i, string login) => _ =>
        [
            $"postfix/smtpd[7]: 4Q{i:X4}AAAA: client=unknown[192.0.2.9]{login}",
            $"postfix/smtpd[7]: 4Q{i:X4}BBBB: client=localhost[127.0.0.1], orig_queue_id=4Q{i:X4}AAAA, orig_client=unknown[192.0.2.9]",
            $"postfix/smtp[8]: 4Q{i:X4}AAAA: to=<a@d{i}.example.net>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, status=sent (250 queued as 4Q{i:X4}BBBB)",
            $"postfix/smtp[8]: 4Q{i:X4}BBBB: {Sent($"a@d{i}.example.net", "203.0.113.5")}",
        ];

        Assert.Equal(("192.0.2.9", 30L), (Single(Messages(30, 10, i => Filtered(i, "")(i))).Sources[0], Single(Messages(30, 10, i => Filtered(i, "")(i))).Count));
        Assert.False(Finds(Messages(30, 10, i => Filtered(i, ", sasl_method=LOGIN, sasl_username=alice")(i))));
    }

    /// <summary>Everybody's mail goes on to the gateway's customers; some senders write to many of them, and to such as nobody else writes to.</summary>
    [Fact]
    public void Findings_Gateway_IsSilent()
    {
        var usual = Messages(2000, 30, i => Message("postfix", $"198.{18 + (i % 2)}.{i % 97}.7", $"a@c{i * 7919 % 400}.example.jp", "203.0.113.5"));
        var mailing = Messages(60, 5, i => Message("postfix", "192.0.2.9", $"a@c{i * 6}.example.jp", "203.0.113.5"), 5000);

        Assert.False(Finds([.. usual, .. mailing]));
    }

    /// <summary>A backup server hands on few strangers' mail, and it is the domain that says whom it serves.</summary>
    [Fact]
    public void Findings_DomainsThatMailComesForFromAllSides_AreSilent()
    {
        var usual = Messages(60, 30, i => Message("postfix", $"198.51.{i % 4}.7", $"a@c{i / 4 % 15}.example.jp", "203.0.113.5"));
        var mailing = Messages(60, 5, i => Message("postfix", "192.0.2.9", $"a{i}@c{i % 15}.example.jp", "203.0.113.5"), 5000);

        Assert.False(Finds([.. usual, .. mailing]));
        Assert.True(Finds(mailing));
    }

    /// <summary>The outgoing server of a campus whose hosts have public addresses, which also takes in the mail of all the world.</summary>
    [Fact]
    public void Findings_OutgoingServerOfAPublicNetwork_IsSilentButForTheStranger()
    {
        var world = Messages(900, 30, i => Message("postfix", $"203.{i % 200}.113.7", "a@example.jp", "10.0.0.5"));
        var campus = Messages(400, 60, i => Message("postfix", $"198.51.{i % 40}.7", $"a@d{i}.example.net", "203.0.113.5"), 1000);
        var busy = Messages(30, 10, i => Message("postfix", "198.51.100.9", $"a@e{i}.example.net", "203.0.113.5"), 2000);
        var spam = Messages(30, 10, i => Message("postfix", "192.0.2.9", $"a@f{i}.example.net", "203.0.113.5"), 3000);

        Assert.False(Finds([.. world, .. campus, .. busy]));
        Assert.Equal("192.0.2.9", Assert.Single(Single([.. world, .. campus, .. busy, .. spam]).Sources));
    }

    [Fact]
    public void Findings_ManyWhoAllMisuseTheServer_AreOneFinding()
    {
        var finding = Single(Messages(600, 5, i => Message("postfix", $"198.51.{i % 20}.9", $"a@d{i}.example.net", "203.0.113.5")));

        Assert.Equal((20, 600L), (finding.SourceCount, finding.Count));
    }

    [Fact]
    public void Findings_TwoServers_AreToldApart()
    {
        var lines = Messages(30, 10, i => Message("postfix", "192.0.2.9", $"a@d{i}.example.net", "203.0.113.5"));

        Finding[] found = [.. Found([.. lines, .. lines.Select(l => l.Replace(" mx ", " mx2 ", StringComparison.Ordinal))])];

        Assert.Equal(["mx", "mx2"], found.Select(f => f.Target.Host).Order(StringComparer.Ordinal));
        Assert.Equal(2, found.Select(f => f.Id).Distinct().Count());
    }

    [Fact]
    public void Take_MailOfKnownSources_AllocatesNothingForALine()
    {
        var text = Encoding.UTF8.GetBytes(string.Join('\n', Messages(200, 10, i => Message("postfix", i % 2 == 0 ? "192.0.2.9" : "10.0.0.9", $"a@d{i % 40}.example.net", i % 4 == 0 ? "203.0.113.5" : "10.0.0.5"))));
        var reader = ReadLine.NewReader();
        SightingBlock block = new(Watched.Settings);
        Watch watch = new(Watched.Settings);
        LogRecord record = new();
        foreach (var range in text.AsSpan().Split((byte)'\n'))
        {
            Assert.True(reader.TryRead(text.AsSpan()[range], ref record));
            block.Add(text, text.AsSpan()[range], in record, WebVerdict.Nothing);
        }
        watch.Take(text, block, new(0, 1, 0));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) watch.Take(text, block, new(0, 1, 0));

        // A block costs a little, a line nothing: 4,000 lines were taken.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4000);
    }

    private static bool Finds(IEnumerable<string> lines, WatchSettings? settings = null) => Found(lines, settings).Any();

    private static Finding Single(IEnumerable<string> lines) => Assert.Single(Found(lines));

    private static IEnumerable<Finding> Found(IEnumerable<string> lines, WatchSettings? settings = null) => Watched.Findings(lines, settings).Where(f => f.Rule == "mail.open-relay");

    /// <summary>Messages so many seconds apart, each of some lines; their numbers begin at a number.</summary>
    private static string[] Messages(int count, int seconds, Func<int, string[]> texts, int first = 0) =>
        [.. Enumerable.Range(0, count).SelectMany(i => texts(i).Select(t => At(i * seconds, t.Replace("#", $"{first + i:X4}", StringComparison.Ordinal))))];

    private static string[] Messages(int count, int seconds, Func<int, Func<int, string[]>> texts, int first = 0) => Messages(count, seconds, i => texts(i)(i), first);

    private static Func<int, string[]> Message(string program, string source, string recipient, string nextHop) => _ => program switch
    {
        "postfix" => [$"postfix/smtpd[7]: 4Q#ABCDEF: client=unknown[{source}]", $"postfix/smtp[8]: 4Q#ABCDEF: {Sent(recipient, nextHop)}"],
        "sendmail" => [$"sm-mta[7]: u5KDgqHK01#: from=<x@example.org>, size=900, nrcpts=1, proto=ESMTP, daemon=MTA, relay=x.example.org [{source}]", $"sm-mta[8]: u5KDgqHK01#: to=<{recipient}>, delay=00:00:01, mailer=esmtp, pri=120000, relay=mx.example.net. [{nextHop}], dsn=2.0.0, stat=Sent (ok)"],
        _ => [$"exim[7]: 1a#-0006XX-7F <= x@example.org H=(x) [{source}]:5000 P=esmtp S=900", $"exim[8]: 1a#-0006XX-7F => {recipient} R=dnslookup T=remote_smtp H=mx.example.net [{nextHop}] C=\"250 ok\""],
    };

    private static string Sent(string recipient, string nextHop) => $"to=<{recipient}>, relay=mx.example.net[{nextHop}]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)";

    private static string Filled(string text, int i) => text.Replace("{x}", $"{i:X4}", StringComparison.Ordinal).Replace("1abcd{n}", $"1a{i:X4}", StringComparison.Ordinal).Replace("{n}", $"{i}", StringComparison.Ordinal);

    private static string Postfix(int second, string id, string text) => At(second, $"postfix/smtpd[7]: {id}: {text}");

    private static string At(int second, string text) => string.Create(CultureInfo.InvariantCulture, $"{Begin.AddSeconds(second):yyyy-MM-ddTHH:mm:ss}+00:00 {Server} {text}");

    private static string Fact(Finding finding, string name) => finding.Facts.Single(f => f.Key == name).Value;
}
