using System.Collections.Immutable;
using System.Net;
using Noroshi.Sensor.Rules;

namespace Noroshi.Sensor.Detectors;

/// <summary>What a watch is told: thresholds of its detectors, and what only the organisation knows. Immutable.</summary>
public sealed class WatchSettings
{
    private readonly Dictionary<string, DetectorSetting> _settings;

    /// <summary>Settings.</summary>
    /// <param name="detectors">One for each of <see cref="DetectorList.All"/>.</param>
    /// <exception cref="ArgumentException">A detector has no setting.</exception>
    public WatchSettings(IEnumerable<DetectorSetting> detectors)
    {
        _settings = detectors.ToDictionary(d => d.Id, StringComparer.Ordinal);
        foreach (var detector in DetectorList.All)
        {
            if (!_settings.ContainsKey(detector.Id)) throw new ArgumentException($"no setting for {detector.Id}", nameof(detectors));
        }
    }

    /// <summary>The most sources, accounts and the like that are remembered of each kind; of more, the least recent are forgotten and counted.</summary>
    public int MostSources { get; init; } = 131_072;

    /// <summary>A number that those who write the logs' names cannot know, so that they cannot choose names that collide. Estimated counts depend on it a little.</summary>
    public ulong Seed { get; init; }

    /// <summary>Detectors left out, by id.</summary>
    public ImmutableHashSet<string> Without { get; init; } = [];

    /// <summary>Networks log-ins may come from; empty when that is not said, and then nobody is outside.</summary>
    public ImmutableArray<IPNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>Hours of work, or null when they are not said.</summary>
    public BusinessHours? Hours { get; init; }

    /// <summary>Listed destinations and sources, or null for none.</summary>
    public Indicators? Indicators { get; init; }

    /// <summary>Rules put to each line, or null for none; each thread puts them by its own <see cref="Rules.Lines.LineRules"/>.</summary>
    public RuleSet? Rules { get; init; }

    /// <summary>A seed of files that lie still, so that the same files give the same findings: made of what is only settled when all lines have been written.</summary>
    /// <param name="files">Each file's size, and when it was last changed.</param>
    public static ulong SeedOf(IEnumerable<(long Length, DateTimeOffset Changed)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return files.Aggregate(0UL, (seed, file) => Keys.Pair(Keys.Pair(seed, (ulong)file.Length), (ulong)file.Changed.UtcTicks));
    }

    /// <summary>The setting of a detector.</summary>
    /// <param name="detector">Its id.</param>
    public DetectorSetting this[string detector] => _settings[detector];
}
