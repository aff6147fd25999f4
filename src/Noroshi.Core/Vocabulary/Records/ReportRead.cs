using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>Somebody of another organisation read a report. Written once per account, report and hour.</summary>
/// <param name="Subject">The report.</param>
/// <param name="Organization">For whom the reader acted.</param>
/// <param name="Version">The version read.</param>
public sealed record ReportRead(Guid Subject, Guid Organization, int Version) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["organization"] = Organization.ToString("D"), ["version"] = Version };
}
