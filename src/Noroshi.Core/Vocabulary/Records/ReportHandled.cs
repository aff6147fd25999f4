using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary.Records;

/// <summary>A receiving organisation said where it stands with a report: it waits for the reporter, or is done with it.</summary>
/// <param name="Subject">The report.</param>
/// <param name="Organization">The receiving organisation.</param>
/// <param name="Standing">The word: <c>needs-me</c>, <c>waiting</c> or <c>done</c>.</param>
/// <param name="Version">The version it had seen.</param>
public sealed record ReportHandled(Guid Subject, Guid Organization, string Standing, int Version) : Happened(Subject)
{
    /// <inheritdoc/>
    public override JsonObject Body() => new() { ["organization"] = Organization.ToString("D"), ["standing"] = Standing, ["version"] = Version };
}
