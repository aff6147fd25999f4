namespace Noroshi.Server.Collect.Reports;

/// <summary>One line of a list.</summary>
/// <param name="View">The report's latest version, as far as the viewer may see it.</param>
/// <param name="Handling">Where the viewer's organisation stands with it.</param>
public sealed record ReportRow(ReportView View, Handling Handling);
