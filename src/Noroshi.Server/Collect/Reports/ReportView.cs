using Noroshi.Core.Collect;
using Noroshi.Core.Trust;

namespace Noroshi.Server.Collect.Reports;

/// <summary>One version of a report as far as one viewer may see it. What is not shown is not in here.</summary>
/// <param name="Report">The report.</param>
/// <param name="Version">The version shown.</param>
/// <param name="At">When that version was received.</param>
/// <param name="Document">Its document, without what is removed.</param>
/// <param name="Decision">What the viewer sees, and the rule that says so.</param>
/// <param name="Source">Who reports; null when the view does not show the name.</param>
public sealed record ReportView(Report Report, int Version, DateTimeOffset At, ReportDocument Document, AccessDecision Decision, ReportSource? Source)
{
    /// <summary>Removed by rules that hide the reporter's name.</summary>
    internal const string NamePath = "organization.name";

    /// <summary>Removed by rules that hide the reporter's sector.</summary>
    internal const string SectorPath = "organization.sector";

    /// <summary>What lists call it; null when nothing of that is there to see.</summary>
    public string? Title => TitleOf(Document.Text);

    /// <summary>The title, else the beginning of the summary.</summary>
    /// <param name="text">What the viewer may see of a fact.</param>
    internal static string? TitleOf(Func<string, string?> text) =>
        text("incident.title") ?? (text("incident.summary") is { } summary ? Core.Vocabulary.FactParsing.Shorten(summary.ReplaceLineEndings(" ")) : null);
}
