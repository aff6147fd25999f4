using System.Diagnostics;
using System.Text;
using Noroshi.Core.Content.Sigma;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Rules;
using Noroshi.Sensor.Rules.Modifiers;

namespace Noroshi.Tests.Sensor.Rules;

/// <summary>Whatever stands in a rule file: it is read or refused, with its place, in bounded time; nothing is thrown.</summary>
public sealed class HostileRuleTests
{
    private const string Good = """
        title: Sample
        id: 00000000-0000-4000-8000-000000000001
        status: test
        level: high
        tags: [attack.t1190]
        logsource: { category: webserver, product: apache }
        detection:
          words: { '|all': ['a b', "c\\*d"] }
          s1:
            cs-uri|contains|windash: [' -s', '%3C']
            sc-status|gte: 400
            cs-user-agent|re|i: '(a+)+$'
          s2: { c-ip|cidr: 192.0.2.0/24, cs-host: null }
          condition: (1 of s* and not words) or all of them
        falsepositives: [Unknown, "With: a colon"]
        ---
        title: Often
        correlation: { type: value_count, rules: [00000000-0000-4000-8000-000000000001], group-by: [c-ip], timespan: 5m, condition: { gte: 3, field: cs-uri } }
        """;

    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(20);

    private static RuleBook Read(string text, out string[] codes)
    {
        var reader = new SigmaReader(Placeholders.None);
        reader.Add("rule.yml", Encoding.UTF8.GetBytes(text));
        var book = reader.Complete(out var faults);
        Assert.All(faults, f => Assert.Equal("rule.yml", f.At!.Value.File));
        codes = [.. faults.Select(f => f.Code).Distinct()];
        RuleSet.Compile(book);
        return book;
    }

    private static string Rule(string detection) => $"title: t\nlogsource: {{ category: webserver }}\ndetection:\n{string.Concat(detection.Split('\n').Select(l => $"  {l}\n"))}";

    [Fact]
    public void Read_TheSample_HasNoFault()
    {
        var book = Read(Good, out var codes);
        Assert.Empty(codes);
        Assert.Equal((1, 1), (book.Rules.Length, book.Correlations.Length));
    }

    [Fact]
    public void Read_CutAtEveryByte_NeverThrows()
    {
        for (var length = 0; length <= Good.Length; length += 3) Read(Good[..length], out _);
    }

    [Fact]
    public void Read_SampleWithBytesChanged_NeverThrows()
    {
        var chance = new Random(20261012);
        const string alphabet = "\0\t\n '\"|*?\\%:{}[]()-&!,#~@`<>aoN10é\u202e";
        for (var run = 0; run < 1500; run++)
        {
            var text = Good.ToCharArray();
            for (var change = chance.Next(1, 8); change > 0; change--) text[chance.Next(text.Length)] = alphabet[chance.Next(alphabet.Length)];
            Read(new(text), out _);
        }
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "NRS-C004", "s: " + new string('[', 500) + "a" + new string(']', 500) + "\ncondition: s" },
        { "NRS-C005", "s: &x { a: b }\nt: *x\ncondition: s" },
        { "NRS-D017", "s: { a: { b: { c: d } } }\ncondition: s" },
        { "NRS-D020", "s: { a: b }\ncondition: " + new string('(', 1500) + "s" + new string(')', 1500) },
        { "NRS-D020", "s: { a: b }\ncondition: " + string.Join(" or ", Enumerable.Repeat("s", 3000)) },
        { "NRS-D020", "s: { a: b }\ncondition: s and" },
        { "NRS-D020", "s: { a: b }\ncondition: s s" },
        { "NRS-D021", "s: { a: b }\ncondition: 1 of nothing*" },
        { "NRS-D022", "s: { a: b }\ncondition: s | count() > 5" },
        { "NRS-D010", "s: { a|sounds_like: b }\ncondition: s" },
        { "NRS-D012", "s: { a|base64offset|base64offset|base64offset|base64offset: b }\ncondition: s" },
        { "NRS-D012", "s: { a" + string.Concat(Enumerable.Repeat("|contains", 100)) + ": b }\ncondition: s" },
        { "NRS-D013", "s: { a|re: '(a' }\ncondition: s" },
        { "NRS-D014", "s: { a|cidr: 192.0.2.300/24 }\ncondition: s" },
        { "NRS-D015", "s: { a|expand: '%users%' }\ncondition: s" },
        { "NRS-D018", "s: { a|re: '(?=(a+)+$)b' }\ncondition: s" },
        { "NRS-D018", "s: { a|re: '(a)\\1+$' }\ncondition: s" },
        { "NRS-D018", "s:\n  - '|re': '(?<!x)y'\ncondition: not s" },
        { "NRS-D018", "s: { a|re: '((((a{0,99}){0,99}){0,99}){0,99})b' }\ncondition: s" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Read_WhatCannotRun_IsRefusedQuicklyByCode(string code, string detection)
    {
        var clock = Stopwatch.StartNew();
        Assert.Empty(Read(Rule(detection), out var codes).Rules);
        Assert.Contains(code, codes);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, _limit);
    }

    [Fact]
    public void Read_LongListsNamedAgainAndAgain_StayBounded()
    {
        var clock = Stopwatch.StartNew();
        var values = string.Join(", ", Enumerable.Range(0, 50_000).Select(i => $"value{i}"));
        var book = Read(Rule($"s1: {{ a|contains: [{values}] }}\ncondition: {string.Join(" or ", Enumerable.Repeat("1 of s*", 400))}"), out var codes);
        Assert.Empty(codes);
        Assert.Single(book.Rules);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, _limit);
    }

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("(a|a)*b")]
    [InlineData("(.*a){20}x")]
    public void Match_ExpressionMadeToGoBack_TakesTimeLinearInTheText(string expression)
    {
        var set = RuleSet.Compile(Read(Rule($"s: {{ a|re: '{expression}' }}\ncondition: s"), out var codes));
        Assert.Empty(codes);
        var (e, scratch) = (new JsonEvent(set.Fields), set.NewScratch());
        Assert.True(e.Read(Encoding.UTF8.GetBytes($$"""{"a": "{{new string('a', 50_000)}}!"}""")));
        var clock = Stopwatch.StartNew();
        set.Match(ref e, scratch);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.True(scratch.Fired.IsEmpty);
    }

    [Fact]
    public void Read_OneOfManyIsBroken_TheOthersStandAndItsPlaceIsTold()
    {
        var reader = new SigmaReader(Placeholders.None);
        reader.Add("good.yml", Encoding.UTF8.GetBytes(Good));
        reader.Add("bad.yml", Encoding.UTF8.GetBytes("title: Bad\nlogsource: { category: webserver }\ndetection:\n  s:\n    a|re: '('\n    b|cidr: x\n  condition: t\n"));
        var book = reader.Complete(out var faults);
        Assert.Single(book.Rules);
        Assert.Equal([("bad.yml", 5, "NRS-D013"), ("bad.yml", 6, "NRS-D014"), ("bad.yml", 7, "NRS-D021")], faults.Select(f => (f.At!.Value.File, f.At!.Value.Line, f.Code)));
    }

    [Fact]
    public void Read_TheSameIdTwice_KeepsTheFirst()
    {
        var reader = new SigmaReader(Placeholders.None);
        reader.Add("a.yml", Encoding.UTF8.GetBytes(Good));
        reader.Add("b.yml", Encoding.UTF8.GetBytes(Good));
        var book = reader.Complete(out var faults);
        Assert.Equal("a.yml", Assert.Single(book.Rules).Header.File);
        Assert.Contains(faults, f => f.Code == "NRS-D035" && f.At!.Value.File == "b.yml");
    }
}
