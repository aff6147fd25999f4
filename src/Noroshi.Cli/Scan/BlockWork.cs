using Noroshi.Sensor.Detectors;

namespace Noroshi.Cli.Scan;

/// <summary>A block on its way: its bytes, what was read in them, and its place.</summary>
/// <param name="settings">What is watched for.</param>
/// <param name="bytes">Room to begin with.</param>
internal sealed class BlockWork(WatchSettings settings, int bytes)
{
    internal LineBlock Block { get; } = new(new byte[bytes]);

    internal SightingBlock Sightings { get; } = new(settings);

    /// <summary>Flagged lines, numbered within the block from 0.</summary>
    internal List<LineVerdict> Verdicts { get; } = [];

    internal int Lines { get; set; }

    internal void Begin()
    {
        Sightings.Begin();
        Verdicts.Clear();
        Lines = 0;
    }
}
