using System.Globalization;
using System.Text;
using Noroshi.Core.Content.Sigma;
using Noroshi.Sensor.Rules;
using Noroshi.Sensor.Rules.Correlations;
using Noroshi.Sensor.Rules.Modifiers;

namespace Noroshi.Tests.Sensor.Rules;

public sealed class CorrelationTests
{
    private static string Base(string name) => $$"""
        title: Base {{name}}
        name: {{name}}
        logsource: { category: test }
        detection:
          s: { what: {{name}} }
          condition: s
        """;

    private static string Correlation(string type, string rest, string rules = "[a]", string name = "c") => $$"""
        title: Correlation {{name}}
        name: {{name}}
        correlation:
          type: {{type}}
          rules: {{rules}}
          timespan: 10s
          {{rest.ReplaceLineEndings("\n  ")}}
        """;

    private static RuleSet Compile(params string[] correlations)
    {
        var reader = new SigmaReader(Placeholders.None);
        foreach (var text in (string[])[Base("a"), Base("b"), Base("d"), .. correlations]) reader.Add("test.yml", Encoding.UTF8.GetBytes(text));
        var book = reader.Complete(out var faults);
        Assert.Empty(faults);
        return RuleSet.Compile(book);
    }

    /// <summary>Runs events "what seconds field=value ..." and tells firings as "name@event", the end as event "end"; a second of "-" is none.</summary>
    private static string Run(RuleSet set, params string[] events)
    {
        var (scratch, e, correlator) = (set.NewScratch(), new JsonEvent(set.Fields), new Correlator(set));
        List<string> told = [];
        for (var i = 0; i < events.Length; i++)
        {
            Assert.True(e.Read(Encoding.UTF8.GetBytes(Json(events[i]))));
            set.Match(ref e, scratch);
            correlator.Observe(ref e, scratch.Fired, set.TimeOf(ref e));
            told.AddRange(correlator.Fired.Select(f => $"{set.Correlations[f.Correlation].Header.Key}{string.Concat(f.Group.Select(g => $"[{g}]"))}@{i}"));
        }
        correlator.Complete();
        told.AddRange(correlator.Fired.Select(f => $"{set.Correlations[f.Correlation].Header.Key}{string.Concat(f.Group.Select(g => $"[{g}]"))}@end"));
        return string.Join(' ', told);
    }

    private static string Json(string text)
    {
        var parts = text.Split(' ');
        var fields = parts[2..].Select(p => p.Split('=')).Select(p => $", \"{p[0]}\": \"{p[1]}\"");
        var time = parts[1] == "-" ? "" : $", \"@timestamp\": \"{DateTimeOffset.UnixEpoch.AddYears(50).AddSeconds(double.Parse(parts[1], CultureInfo.InvariantCulture)):o}\"";
        return $"{{ \"what\": \"{parts[0]}\"{time}{string.Concat(fields)} }}";
    }

    private static void Check(string type, string rest, string rules, string events, string expected) =>
        Assert.Equal(expected, Run(Compile(Correlation(type, rest, rules)), events.Split("; ")));

    [Theory]
    [InlineData("gte: 3", "a 0; a 5; a 10", "c@2")]
    [InlineData("gte: 3", "a 0; a 5; a 10.001", "")]
    [InlineData("gte: 3", "a 0; a 5; b 6; x 7", "")]
    [InlineData("gt: 2", "a 0; a 1", "")]
    [InlineData("gt: 2", "a 0; a 1; a 2; a 3", "c@2")]
    [InlineData("gte: 2", "a 0; a 1; a 50; a 51", "c@1 c@3")]
    [InlineData("eq: 2", "a 0; a 1; a 2", "c@1")]
    [InlineData("eq: 2", "a 0", "")]
    [InlineData("gte: 1", "a 0", "c@0")]
    [InlineData("gte: 3", "a -; a -; a -", "c@2")]
    [InlineData("gte: 3", "a 5; a 3; a 4", "c@2")]
    [InlineData("gte: 2", "a 100; a 0; a 1", "c@2")]
    [InlineData("lt: 3", "a 0; a 1; x 10; x 10.5", "c@3")]
    [InlineData("lt: 3", "a 0; a 1; a 10; x 11", "")]
    [InlineData("lte: 2", "a 0; a 1", "c@end")]
    [InlineData("neq: 2", "a 0; a 1", "")]
    [InlineData("neq: 2", "a 0; a 1; a 2", "c@end")]
    [InlineData("lt: 3", "x 0; b 1", "")]
    [InlineData("gte: 2, lte: 3", "a 0; a 1; a 2", "c@end")]
    [InlineData("gte: 2, lte: 3", "a 0; a 1; a 2; a 3", "")]
    [InlineData("gte: 2, lte: 3", "a 0; a 8; a 11; x 30", "c@2")]
    [InlineData("gte: 2, lte: 3", "a 0; a 11; a 20; x 40", "c@3")]
    [InlineData("gte: 2, gt: 2", "a 0; a 1; a 2", "c@2")]
    public void EventCount_Condition_FiresWhereItComesTrue(string condition, string events, string expected) => Check("event_count", $"condition: {{ {condition} }}", "[a]", events, expected);

    [Theory]
    [InlineData("a 0 ip=192.0.2.1; a 1 ip=192.0.2.2; a 2 ip=192.0.2.1", "c[192.0.2.1]@2")]
    [InlineData("a 0 ip=192.0.2.1; a 1 ip=192.0.2.2; a 2 ip=192.0.2.3", "")]
    [InlineData("a 0; a 1; a 2", "")]
    [InlineData("a 0 ip=192.0.2.1; a 1; a 2", "")]
    public void GroupBy_OtherValuesAndMissingField_AreKeptApart(string events, string expected) => Check("event_count", "group-by: [ip]\ncondition: { gte: 2 }", "[a]", events, expected);

    [Fact]
    public void GroupBy_SeveralFields_ValuesDoNotRunTogether() =>
        Check("event_count", "group-by: [u, v]\ncondition: { gte: 2 }", "[a]", "a 0 u=1 v=23; a 1 u=12 v=3; a 2 u=12 v=3", "c[12][3]@2");

    [Theory]
    [InlineData("a 0 src=192.0.2.1; b 1 from=192.0.2.1", "c[192.0.2.1]@1")]
    [InlineData("a 0 src=192.0.2.1; b 1 from=192.0.2.2", "")]
    [InlineData("a 0 src=192.0.2.1; b 1 src=192.0.2.1", "")]
    public void Aliases_NameDiffersByRule_OneGroup(string events, string expected) =>
        Check("temporal", "group-by: [ip]\naliases: { ip: { a: src, b: from } }", "[a, b]", events, expected);

    [Theory]
    [InlineData("gte: 3", "a 0 u=1; a 1 u=2; a 2 u=3", "c@2")]
    [InlineData("gte: 3", "a 0 u=1; a 1 u=2; a 2 u=2", "")]
    [InlineData("gte: 3", "a 0 u=1; a 1 u=2; a 11 u=3", "")]
    [InlineData("gte: 2", "a 0 u=1; a 1; a 2", "")]
    [InlineData("lt: 2", "a 0 u=1; a 1 u=1", "c@end")]
    [InlineData("lt: 2", "a 0 u=1; a 1 u=2", "")]
    public void ValueCount_DifferentValues_AreCounted(string condition, string events, string expected) => Check("value_count", $"condition: {{ field: u, {condition} }}", "[a]", events, expected);

    [Theory]
    [InlineData("value_sum", "gt: 100", "a 0 n=60; a 5 n=40; a 10 n=0.5", "c@2")]
    [InlineData("value_sum", "gt: 100", "a 0 n=60; a 5 n=40; a 11 n=60; a 12 n=x", "")]
    [InlineData("value_sum", "lt: 10", "a 0 n=3; a 5 n=4", "c@end")]
    [InlineData("value_avg", "gte: 10", "a 0 n=5; a 1 n=15", "c@1")]
    [InlineData("value_avg", "gte: 10", "a 0 n=5; a 1 n=14", "")]
    [InlineData("value_median", "gte: 10", "a 0 n=1; a 1 n=10; a 2 n=99", "c@2")]
    [InlineData("value_median", "gt: 10", "a 0 n=1; a 1 n=10; a 2 n=99", "")]
    [InlineData("value_percentile", "percentile: 95, gt: 90", "a 0 n=1; a 1 n=100", "c@1")]
    [InlineData("value_percentile", "percentile: 50, gt: 90", "a 0 n=1; a 1 n=100", "")]
    [InlineData("value_sum", "gt: 1", "a 0 n=79228162514264337593543950335; a 1 n=79228162514264337593543950335", "c@0")]
    public void Numbers_SumMeanMedianPercentile_AreCompared(string type, string condition, string events, string expected) =>
        Check(type, $"condition: {{ field: n, {condition} }}", "[a]", events, expected);

    [Theory]
    [InlineData("temporal", "b 0; a 10", "c@1")]
    [InlineData("temporal", "b 0; a 11", "")]
    [InlineData("temporal", "a 0; a 1", "")]
    [InlineData("temporal_ordered", "a 0; b 10", "c@1")]
    [InlineData("temporal_ordered", "a 0; b 10.5", "")]
    [InlineData("temporal_ordered", "b 0; a 1", "")]
    [InlineData("temporal_ordered", "b 0; a 1; b 2", "c@2")]
    [InlineData("temporal_ordered", "a 0; a 9; b 15", "c@2")]
    [InlineData("temporal_ordered", "a -; b -", "c@1")]
    public void Temporal_TwoRules_WithinTimespan(string type, string events, string expected) => Check(type, "", "[a, b]", events, expected);

    [Theory]
    [InlineData("a 0; b 1; d 2", "c@2")]
    [InlineData("a 0; d 1; b 2", "")]
    [InlineData("a 0; b 8; d 12", "")]
    [InlineData("a 0; b 8; a 9; d 12", "")]
    [InlineData("a 0; a 5; b 8; d 12", "c@3")]
    public void TemporalOrdered_ThreeRules_WholeSequenceWithinTimespan(string events, string expected) => Check("temporal_ordered", "", "[a, b, d]", events, expected);

    [Theory]
    [InlineData("temporal", "a and (b or d)", "d 0; a 1", "c@1")]
    [InlineData("temporal", "a and (b or d)", "d 0; b 1", "")]
    [InlineData("temporal", "a and not b", "a 0; x 11", "c@1")]
    [InlineData("temporal", "a and not b", "a 0; b 9; x 11", "")]
    [InlineData("temporal_ordered", "a and (b or d)", "a 0; d 1", "c@1")]
    [InlineData("temporal_ordered", "a and (b or d)", "d 0; a 1", "")]
    public void Temporal_ConditionInWords_IsHonoured(string type, string condition, string events, string expected) => Check(type, $"condition: {condition}", "[a, b, d]", events, expected);

    [Fact]
    public void Temporal_FewerThanAll_ByNumber() => Check("temporal", "condition: { gte: 2 }", "[a, b, d]", "a 0; d 1", "c@1");

    [Fact]
    public void Nested_CorrelationUnderCorrelation_GroupGoesUp()
    {
        var many = Correlation("event_count", "group-by: [ip]\ncondition: { gte: 2 }", name: "many");
        var then = Correlation("temporal_ordered", "group-by: [ip]", "[many, b]", "then");
        var set = Compile(many, then);
        Assert.Equal("many[192.0.2.1]@1 then[192.0.2.1]@2", Run(set, "a 0 ip=192.0.2.1", "a 1 ip=192.0.2.1", "b 2 ip=192.0.2.1"));
        Assert.Equal("many[192.0.2.1]@1", Run(set, "a 0 ip=192.0.2.1", "a 1 ip=192.0.2.1", "b 2 ip=192.0.2.2"));
        Assert.Equal("", Run(set, "b 0 ip=192.0.2.1", "a 1 ip=192.0.2.1"));
    }

    [Fact]
    public void Nested_WindowDecidedAtItsEnd_GoesUpWithItsGroup()
    {
        var few = Correlation("event_count", "group-by: [ip]\ncondition: { lt: 2 }", name: "few");
        var hosts = Correlation("value_count", "condition: { field: ip, gte: 2 }", "[few]", "hosts");
        Assert.Equal("few[192.0.2.1]@end few[192.0.2.2]@end hosts@end", Run(Compile(few, hosts), "a 0 ip=192.0.2.1", "a 1 ip=192.0.2.2"));
    }

    [Fact]
    public void Generate_SaysWhetherRulesReportAlone()
    {
        var silent = Compile(Correlation("event_count", "condition: { gte: 2 }"), Correlation("event_count", "condition: { gte: 2 }", "[c]", "upper"));
        Assert.Equal((false, true, false, true), (silent.ReportsRule(0), silent.ReportsRule(1), silent.ReportsCorrelation(0), silent.ReportsCorrelation(1)));
        var loud = Compile(Correlation("event_count", "condition: { gte: 2 }\ngenerate: true"));
        Assert.True(loud.ReportsRule(0));
    }

    [Fact]
    public void Observe_ManyGroups_StaysBoundedAndStillFires()
    {
        var set = Compile(Correlation("event_count", "group-by: [ip]\ncondition: { gte: 2 }"), Correlation("event_count", "group-by: [ip]\ncondition: { lt: 2 }", name: "few"));
        var (scratch, e, correlator) = (set.NewScratch(), new JsonEvent(set.Fields), new Correlator(set));
        for (var i = 0; i < 100_001; i++)
        {
            Assert.True(e.Read(Encoding.UTF8.GetBytes(Json($"a 0 ip=2001:db8::{Math.Min(i, 99_999):x}"))));
            set.Match(ref e, scratch);
            correlator.Observe(ref e, scratch.Fired, set.TimeOf(ref e));
            Assert.Equal(i == 100_000 ? 1 : 0, correlator.Fired.Count);
        }
        Assert.Equal(GroupStore.MaxGroups, correlator.Groups.Count);
        correlator.Complete();
        Assert.InRange(correlator.Fired.Count, 1, GroupStore.MaxGroups);
    }

    [Fact]
    public void Observe_ManyEventsOfOneGroup_SamplesStayBounded()
    {
        var set = Compile(Correlation("event_count", "condition: { gte: 1000000 }"));
        var (e, correlator) = (new JsonEvent(set.Fields), new Correlator(set));
        for (var i = 0; i < 70_000; i++) correlator.Observe(ref e, [0], DateTimeOffset.UnixEpoch);
        Assert.Equal(Tally.MaxSamples + 1, correlator.Groups.Samples);
    }

    [Theory]
    [InlineData("2026-10-25T13:44:33Z", 1792935873)]
    [InlineData("2026-10-25T22:44:33.000+09:00", 1792935873)]
    [InlineData("2026-10-25 13:44:33", 1792935873)]
    [InlineData("1792935873", 1792935873)]
    [InlineData("1792935873000", 1792935873)]
    [InlineData("1792935873000000", 1792935873)]
    [InlineData("1792935873000000000", 1792935873)]
    [InlineData("5", 5)]
    [InlineData("soon", -1)]
    [InlineData("-1", -1)]
    public void EventTime_Spellings_AreRead(string text, long seconds) =>
        Assert.Equal(seconds, EventTime.TryRead(Encoding.UTF8.GetBytes(text), out var time) ? time.ToUnixTimeSeconds() : -1);

    [Fact]
    public void Complete_DenseGraphAndCircle_AreCheckedQuickly()
    {
        var reader = new SigmaReader(Placeholders.None);
        reader.Add("test.yml", Encoding.UTF8.GetBytes(Base("a")));
        for (var i = 0; i < 60; i++) reader.Add("test.yml", Encoding.UTF8.GetBytes(Correlation("event_count", "condition: { gte: 1 }", i == 0 ? "[a]" : $"[{string.Join(", ", Enumerable.Range(0, i).Select(n => $"n{n}"))}]", $"n{i}")));
        Assert.Equal(60, reader.Complete(out var faults).Correlations.Length);
        Assert.Empty(faults);
        reader.Add("test.yml", Encoding.UTF8.GetBytes(Correlation("event_count", "condition: { gte: 1 }", "[y]", "x")));
        reader.Add("test.yml", Encoding.UTF8.GetBytes(Correlation("event_count", "condition: { gte: 1 }", "[x]", "y")));
        Assert.Equal(60, reader.Complete(out faults).Correlations.Length);
        Assert.All(faults, f => Assert.Equal("NRS-D033", f.Code));
    }

    [Fact]
    public void JsonEvent_SeveralValues_KeepTheirOrder()
    {
        var e = new JsonEvent(new FieldTable(["ip"]));
        Assert.True(e.Read("""{"ip": ["192.0.2.1", "192.0.2.2", "192.0.2.3"]}"""u8));
        List<string> values = [];
        for (var i = 0; i < e.ValueCount(0); i++)
        {
            e.Value(0, i, out var text);
            values.Add(Encoding.UTF8.GetString(text));
        }
        Assert.Equal(["192.0.2.1", "192.0.2.2", "192.0.2.3"], values);
    }
}
