using System.Collections.Immutable;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors;

/// <summary>
/// Watches all lines of a run, block by block in file order, and says at any moment what they amount to: few findings, successes first. Its memory is bounded whatever the input.
/// One thread at a time, but not always the same.
/// </summary>
public sealed class Watch
{
    private readonly WatchSettings _settings;
    private readonly WatchBooks _books;
    private readonly KnownTexts _known = new();

    /// <summary>A watch that has seen nothing yet.</summary>
    /// <param name="settings">Thresholds and what only the organisation knows.</param>
    public Watch(WatchSettings settings)
    {
        _settings = settings;
        _books = new(settings);
    }

    /// <summary>Lines taken.</summary>
    public long Lines { get; private set; }

    /// <summary>Takes a block's sightings. Blocks of a file come in the file's order; files come one after the other.</summary>
    /// <param name="block">The block that was read; no longer needed afterwards.</param>
    /// <param name="sightings">Its sightings.</param>
    /// <param name="place">Where the block stands.</param>
    public void Take(ReadOnlySpan<byte> block, SightingBlock sightings, BlockPlace place)
    {
        Lines += sightings.Lines;
        SightingTexts texts = new(block, sightings.Own, place, _known);
        foreach (ref readonly var sighting in sightings.Sightings)
        {
            if (sighting.Kind == RecordKind.Request) _books.Requests.See(in sighting, sightings, in texts);
            else if (sighting.Kind is RecordKind.Login or RecordKind.Connection) _books.Logins.See(in sighting, in texts);
        }
    }

    /// <summary>What was seen until now, the most important first. May be asked again and again; a finding keeps its <see cref="Finding.Id"/>.</summary>
    public ImmutableArray<Finding> Findings()
    {
        _books.BeginJudging();
        FindingList findings = new();
        foreach (var detector in DetectorList.All)
        {
            if (!_settings.Without.Contains(detector.Id)) detector.Find(_books, _settings[detector.Id], findings);
        }
        return findings.Ordered();
    }
}
