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

    /// <summary>The facts a title is made of.</summary>
    internal static readonly string[] TitleFacts = ["incident.title", "incident.summary"];

    /// <summary>What lists call it; null when nothing of that is there to see.</summary>
    public string? Title => TitleOf(Document);

    /// <summary>The title, else the beginning of the summary.</summary>
    internal static string? TitleOf(ReportDocument document) =>
        document.Text(TitleFacts[0]) ?? (document.Text(TitleFacts[1]) is { } summary ? Core.Vocabulary.FactParsing.Shorten(summary.ReplaceLineEndings(" ")) : null);
}
