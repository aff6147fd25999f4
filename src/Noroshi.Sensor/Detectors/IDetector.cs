using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors;

/// <summary>
/// One kind of behaviour that is looked for: one file below this folder, one line in <see cref="DetectorList"/>, one content file of the same id with its thresholds and texts.
/// Lines are gathered into bounded state by the watch's books (log-ins, requests ...); a detector judges that state, at any moment and as often as asked.
/// </summary>
public interface IDetector
{
    /// <summary>Stable id, the content file's name: <c>login.brute-force</c>.</summary>
    string Id { get; }

    /// <summary>The thresholds it reads.</summary>
    ImmutableArray<Tunable> Tunables { get; }

    /// <summary>The places its texts may name; <c>count</c>, <c>sources</c>, <c>networks</c> and <c>accounts</c> may always be named.</summary>
    ImmutableArray<string> Facts { get; }

    /// <summary>Judges.</summary>
    /// <param name="watch">What was seen.</param>
    /// <param name="setting">Its thresholds.</param>
    /// <param name="findings">Receives what it finds.</param>
    void Find(WatchBooks watch, DetectorSetting setting, FindingList findings);
}
