namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>A source that failed at log-ins and never belonged here.</summary>
/// <param name="Key">Its key.</param>
/// <param name="First">Its first try.</param>
/// <param name="Last">Its last try.</param>
internal readonly record struct Newcomer(ulong Key, long First, long Last);
