using System.Text;
using Noroshi.Core.Content;
using Noroshi.Tests.Sensor.Logs;

namespace Noroshi.Tests.Content;

/// <summary>The files of <c>content/logs</c>: all examples hold, and what is wrong in one is said with code and line.</summary>
public sealed class LogPatternFilesTests
{
    private const string Head = "id: x\nlabel: { ja: x, en: x }\nstatus: in-force\nsources: [ { document: x } ]\n";

    [Fact]
    public void Load_FilesThatShip_AllExamplesHold()
    {
        var catalog = CatalogLoader.Load(Products.Files, [], out var faults);
        var wrong = faults.Where(f => f.At?.File != "facts.yaml").Select(f => $"{f.At?.File}:{f.At?.Line} {f.Code} {string.Join(" | ", f.Values.Select(v => $"{v.Key}={v.Value}"))}").ToList();
        if (wrong.Count > 0) Assert.Fail(string.Join('\n', wrong));
        Assert.True(catalog.LogPatterns.Length > 300);
    }

    [Theory]
    [InlineData("'Login of <account from'", "NRS-L001")]
    [InlineData("'Login of <person> x'", "NRS-L002")]
    [InlineData("'Login of <account:time> x'", "NRS-L003")]
    [InlineData("'Login of <account><source>'", "NRS-L004")]
    [InlineData("'Login <head>of'", "NRS-L004")]
    [InlineData("'<account>@<source>'", "NRS-L005")]
    [InlineData("'Login of <account> as <account>'", "NRS-L006")]
    [InlineData("''", "NRS-L007")]
    public void Load_PatternThatCannotBe_SaysWhy(string text, string code)
    {
        var found = Codes($"{Head}patterns: [ {{ text: {text} }} ]\nexamples: [ {{ input: {{ line: y }}, expected: none }} ]\n");
        Assert.Contains(code, found);
    }

    [Fact]
    public void Load_PatternWithoutItsLineAndWithoutOneLeftAlone_IsRefused()
    {
        var found = Codes($"{Head}patterns: [ {{ text: 'Login of <account>' }}, {{ text: 'Never <account>' }} ]\nexamples: [ {{ input: {{ line: 'Login of a' }}, expected: 'failure,-,b' }} ]\n");
        Assert.Equal(["NRS-C019", "NRS-L010", "NRS-L011"], found.Order());
    }

    private static IEnumerable<string> Codes(string file)
    {
        CatalogLoader.Load([new("logs/x.yaml", Encoding.UTF8.GetBytes(file))], [], out var faults);
        return faults.Where(f => f.At?.File == "logs/x.yaml").Select(f => f.Code);
    }
}
