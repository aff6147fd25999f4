namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>Many sources that all began to fail at log-ins within a time, each with few tries, and never belonged here.</summary>
/// <param name="ServiceName">The service.</param>
/// <param name="From">When it began.</param>
/// <param name="Until">When it ended.</param>
/// <param name="Sources">Keys of the sources.</param>
/// <param name="Usual">How many such sources the same length of time has otherwise.</param>
/// <param name="HasBaseline">Whether there was enough other time to know what is usual.</param>
internal sealed record Wave(string ServiceName, long From, long Until, HashSet<ulong> Sources, double Usual, bool HasBaseline);
