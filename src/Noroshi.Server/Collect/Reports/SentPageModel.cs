namespace Noroshi.Server.Collect.Reports;

/// <summary>What the page says after a report was sent.</summary>
public sealed record SentPageModel(Report Report, IReadOnlyList<Reader> Readers);
