namespace Noroshi.Server.Collect.Reports;

/// <summary>One line of a list.</summary>
/// <param name="Report">The report.</param>
/// <param name="Title">What it is called, from the latest version as far as the viewer may see it; null when nothing of that is to be seen.</param>
/// <param name="Source">Who reports; null when the view does not show it.</param>
/// <param name="Handling">Where the viewer's organisation stands with it.</param>
public sealed record ReportRow(Report Report, string? Title, ReportSource? Source, Handling Handling);
