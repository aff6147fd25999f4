using System.Collections.Immutable;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Logs;
using Noroshi.Sensor.Logs.Json;
using Noroshi.Sensor.Logs.Patterns;
using Noroshi.Tests.Content;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>The patterns that ship, and readers that know them.</summary>
internal static class Products
{
    internal static ImmutableArray<ContentFile> Files { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "content", "logs"), "*.yaml").Order(StringComparer.Ordinal).Select(f => new ContentFile($"logs/{Path.GetFileName(f)}", File.ReadAllBytes(f))),
    ];

    internal static Lazy<LogPatterns> Patterns { get; } = new(() =>
    {
        List<Fault> faults = [];
        var patterns = LogPatternFiles.Read(Files, [], faults);
        Assert.Empty(faults);
        return patterns;
    });

    internal static Lazy<LogMapSet> Maps { get; } = new(() =>
    {
        List<Fault> faults = [];
        var maps = LogMapFiles.Read(BuiltInContent.Files(), [], faults);
        Assert.Empty(faults);
        return maps;
    });

    /// <summary>A reader of UTC logs at the end of November 2026.</summary>
    internal static LogReader NewReader() => new(new(LogClock.Utc(new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero))) { LoadMaps = () => Maps.Value }, Patterns);
}
