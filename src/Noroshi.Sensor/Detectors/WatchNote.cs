namespace Noroshi.Sensor.Detectors;

/// <summary>Something about the watching itself that a reader of the findings must know.</summary>
/// <param name="Code">What: <c>sources-forgotten</c>, <c>accounts-forgotten</c> (room ran out; the least recent went first), <c>groups-forgotten</c> (correlations fired for more groups than are kept), <c>history-too-short</c> (too few days to call a log-in unusual).</param>
/// <param name="Count">How many; for <c>history-too-short</c> the days there are.</param>
public sealed record WatchNote(string Code, long Count);
