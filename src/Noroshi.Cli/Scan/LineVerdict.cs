using Noroshi.Sensor.Detectors.Web;

namespace Noroshi.Cli.Scan;

/// <summary>What one flagged line looks like, for <c>--all-lines</c>.</summary>
/// <param name="File">Which input.</param>
/// <param name="Number">Line number, from 1.</param>
/// <param name="Verdict">The verdict.</param>
internal readonly record struct LineVerdict(int File, long Number, WebVerdict Verdict);
