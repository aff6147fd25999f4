namespace Noroshi.Sensor.Detectors.Web.Shell;

/// <summary>Where a text stood that may be a command.</summary>
/// <param name="Place">The part of the request.</param>
/// <param name="IsCommandName">Whether its parameter is called like a command.</param>
/// <param name="IsDisguised">Whether quotes or expansions inside words were taken away.</param>
/// <param name="IsClosed">Whether a quote stands right before a separator, so that what follows it is no name in two parts.</param>
internal readonly record struct ShellPlace(Place Place, bool IsCommandName, bool IsDisguised, bool IsClosed);
