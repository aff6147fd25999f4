using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors.Web;

namespace Noroshi.Tests.Sensor.Detectors.Web;

/// <summary>The requests of <c>tests/data/web-requests</c>: floors under what is found, ceilings over what is falsely shown.</summary>
public sealed class OwnRequestTests(ITestOutputHelper output)
{
    private static readonly string[] Names = ["id", "q", "name", "x", "item"];

    [Theory]
    [InlineData("sql-injection", 0.92)]
    [InlineData("cross-site-scripting", 0.96)]
    [InlineData("command-injection", 0.96)]
    [InlineData("code-injection", 0.94)]
    [InlineData("path-traversal", 0.92)]
    [InlineData("request-forgery", 0.97)]
    [InlineData("ldap-injection", 0.90)]
    [InlineData("xpath-injection", 0.75)]
    [InlineData("xml-injection", 1.00)]
    [InlineData("nosql-injection", 1.00)]
    [InlineData("header-injection", 0.95)]
    public void Judge_AttackValues_AreFound(string kind, double floor)
    {
        var values = Lines($"attack.{kind}.txt");
        var missed = values.Where((value, i) => Judged.Target(In(value, i)).Tier == Tier.None).ToArray();
        output.WriteLine(string.Join('\n', missed));
        Assert.True(missed.Length <= (1 - floor) * values.Length, $"{missed.Length} of {values.Length} missed");
    }

    [Theory]
    [InlineData("values", 0.035, 0.015)]
    [InlineData("targets", 0.025, 0.015)]
    [InlineData("referers", 0.05, 0.00)]
    [InlineData("agents", 0.00, 0.00)]
    public void Judge_BenignLookAlikes_AreSilent(string part, double ceiling, double highCeiling)
    {
        var lines = Lines($"benign.{part}.txt");
        Tier[] tiers = [.. lines.Select((line, i) => Of(part, line, i).Tier)];
        output.WriteLine(string.Join('\n', lines.Where((_, i) => tiers[i] != Tier.None)));
        Assert.True(tiers.Count(t => t != Tier.None) <= ceiling * lines.Length, "shown");
        Assert.True(tiers.Count(t => t == Tier.High) <= highCeiling * lines.Length, "beyond doubt");
    }

    private static WebVerdict Of(string part, string line, int i) => part switch
    {
        "values" => Judged.Target(In(line, i)),
        "targets" => Judged.Target(line),
        "referers" => Judged.Referer(line),
        _ => Judged.Agent(line),
    };

    /// <summary>A value where a value stands, its blanks written in both ways.</summary>
    private static string In(string value, int i)
    {
        var encoded = Uri.EscapeDataString(value);
        return $"/app/page?{Names[i % Names.Length]}={(i % 2 == 0 ? encoded : encoded.Replace("%20", "+", StringComparison.Ordinal))}";
    }

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Repository.Root, "tests", "data", "web-requests", file));
}
