namespace Noroshi.Sensor.Detectors.Requests;

/// <summary>An answer that suggests by status and size that an attack worked, kept until the log has shown how the site answers otherwise.</summary>
/// <param name="Page">The path's key.</param>
/// <param name="Site">The site's key.</param>
/// <param name="Bytes">The answer's size; -1 when the log does not say.</param>
/// <param name="Length">The target's length.</param>
/// <param name="Line">The line.</param>
internal readonly record struct SuspectAnswer(ulong Page, ulong Site, long Bytes, int Length, LineRef Line);
