using System.Text;
using System.Text.Json;
using Noroshi.Core.Content.Sigma;
using Noroshi.Sensor.Rules;
using Noroshi.Sensor.Rules.Modifiers;

namespace Noroshi.Tests.Sensor.Rules;

/// <summary>The public rules and the events they must fire on.</summary>
public sealed class SigmaDataTests
{
    private static string Data()
    {
        var folder = Repository.TestData("sigma");
        Assert.SkipWhen(folder is null, "The public Sigma data is not laid out.");
        return folder!;
    }

    private static RuleBook Read(IEnumerable<string> files, out string[] faults)
    {
        var reader = new SigmaReader(Placeholders.None);
        foreach (var file in files) reader.Add(file, File.ReadAllBytes(file));
        var book = reader.Complete(out var found);
        faults = [.. found.Select(f => $"{f.At} {f.Code} {f.Path} {string.Join(' ', f.Values)}")];
        return book;
    }

    [Fact]
    public void Read_AllPublicRules_NoneIsRefused()
    {
        var files = Directory.GetFiles(Path.Combine(Data(), "rules"), "*.yml", SearchOption.AllDirectories);
        var book = Read(files, out var faults);
        Assert.Empty(faults);
        Assert.Equal(files.Length, book.Rules.Length);
        Assert.Equal(files.Length, RuleSet.Compile(book).Rules.Length);
    }

    [Theory]
    [InlineData("ruleset_with_errors", "NRS-D010")]
    [InlineData("ruleset", "NRS-D021")]
    public void Read_BrokenCollections_AreRefused(string folder, string code)
    {
        Read(Directory.GetFiles(Path.Combine(Data(), "pysigma", folder), "*.yml"), out var faults);
        Assert.Contains(faults, f => f.Contains(code, StringComparison.Ordinal));
    }

    [Fact]
    public void Match_RegressionPairs_AllFireAndPrefilterChangesNothing()
    {
        var data = Data();
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(data, "regression", "cases.json")));
        var set = RuleSet.Compile(Read(cases.RootElement.EnumerateArray().Select(c => Path.Combine(data, c.GetProperty("rule_file").GetString()!)), out var faults));
        Assert.Empty(faults);
        List<string> silent = [];
        foreach (var one in cases.RootElement.EnumerateArray())
        {
            var id = one.GetProperty("rule_id").GetString();
            var fired = one.GetProperty("events").EnumerateArray().SelectMany(f => Events(Path.Combine(data, f.GetString()!))).SelectMany(e => Fired(set, e)).ToArray();
            if (!fired.Contains(id)) silent.Add(id!);
        }
        Assert.Empty(silent);
    }

    private static string[] Fired(RuleSet set, byte[] json)
    {
        var e = new JsonEvent(set.Fields);
        var scratch = set.NewScratch();
        Assert.True(e.Read(json));
        set.MatchEvery(ref e, scratch);
        var every = scratch.Fired.ToArray();
        set.Match(ref e, scratch);
        Assert.Equal(every, scratch.Fired.ToArray());
        Assert.True(scratch.Evaluated < set.Rules.Length / 2, $"{scratch.Evaluated} of {set.Rules.Length} rules evaluated");
        return [.. every.Select(r => set.Rules[r].Header.Key)];
    }

    // A file holds one or several JSON objects one after the other.
    private static List<byte[]> Events(string file)
    {
        List<byte[]> events = [];
        var rest = Encoding.UTF8.GetBytes(File.ReadAllText(file));
        while (rest.AsSpan().Trim(" \r\n\t"u8).Length > 0)
        {
            var reader = new Utf8JsonReader(rest, new JsonReaderOptions { AllowMultipleValues = true });
            reader.Read();
            reader.Skip();
            events.Add(rest[..(int)reader.BytesConsumed]);
            rest = rest[(int)reader.BytesConsumed..];
        }
        return events;
    }
}
