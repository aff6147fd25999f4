using System.Text;
using System.Text.Json;
using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>Real lines of many products, each with the source address its own tool reads from it.</summary>
public sealed class ProductSamplesTests(ITestOutputHelper output)
{
    /// <summary>Where we take another address on purpose: the header a client writes itself is not believed.</summary>
    private static readonly Dictionary<string, string> Differs = new(StringComparer.Ordinal)
    {
        ["sabnzbd-logs"] = "X-Forwarded-For is the client's own word; the connection's address is taken",
    };

    [Fact]
    public void Read_SamplesOfAllProducts_SourceIsTheExpectedOne()
    {
        if (Repository.TestData("authlogs") is not { } data)
        {
            Assert.Skip("no test data");
            return;
        }
        var folders = Directory.EnumerateDirectories(Path.Combine(data, "crowdsec")).Order(StringComparer.Ordinal).Select(Read).ToList();
        foreach (var folder in folders) output.WriteLine($"{folder.Name,-45} expected {folder.Expected,4}  right {folder.Right,4}  wrong {folder.Wrong.Count,3}  unread {folder.Unread.Count,3}  {folder.Wrong.Concat(folder.Unread).FirstOrDefault()}");
        var read = folders.Count(f => f.Right > 0 && f.Wrong.Count == 0);
        output.WriteLine($"{read} of {folders.Count(f => f.Expected > 0)} folders read with the right source");
        Assert.Empty(folders.Where(f => !Differs.ContainsKey(f.Name)).SelectMany(f => f.Wrong.Select(w => $"{f.Name}: {w}")));
        Assert.True(read >= 80, $"only {read}");
    }

    private static Sample Read(string folder)
    {
        var sample = new Sample(Path.GetFileName(folder));
        foreach (var (line, source) in Expected(folder).Distinct())
        {
            sample.Expected++;
            LogRecord record = new();
            var isRead = Products.NewReader().TryRead(Encoding.UTF8.GetBytes(line), ref record);
            var said = Encoding.UTF8.GetString(record.Source);
            if (isRead && said == source) sample.Right++;
            else if (said.Length == 0) sample.Unread.Add(line[..Math.Min(line.Length, 160)]);
            else sample.Wrong.Add($"{said} for {source}: {line[..Math.Min(line.Length, 160)]}");
        }
        return sample;
    }

    /// <summary>The raw lines with the addresses that belong to them, by the message the expectation quotes.</summary>
    private static IEnumerable<(string Line, string Source)> Expected(string folder)
    {
        var lines = Directory.EnumerateFiles(folder, "*.log").SelectMany(File.ReadLines).Where(l => l.Length > 0).ToList();
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")));
        if (!document.RootElement.TryGetProperty("parsed", out var parsed)) yield break;
        foreach (var item in parsed.EnumerateArray())
        {
            if (!item.TryGetProperty("meta", out var meta) || !meta.TryGetProperty("source_ip", out var ip) || ip.GetString() is not { Length: > 0 } source) continue;
            if (!item.TryGetProperty("parsed", out var fields) || !fields.TryGetProperty("message", out var text) || text.GetString() is not { Length: > 8 } message) continue;
            var bare = source.StartsWith("::ffff:", StringComparison.Ordinal) && source.Contains('.', StringComparison.Ordinal) ? source[7..] : source;
            if (lines.Find(l => l.Contains(message, StringComparison.Ordinal) && l.Contains(source, StringComparison.Ordinal)) is { } line) yield return (line, bare);
        }
    }

    private sealed record Sample(string Name)
    {
        internal int Expected { get; set; }

        internal int Right { get; set; }

        internal List<string> Wrong { get; } = [];

        internal List<string> Unread { get; } = [];
    }
}
