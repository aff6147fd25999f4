namespace Noroshi.Server.Collect.Reports;

/// <summary>A fact of a report's latest version that statistics count. Facts that are not counted stand only in the document.</summary>
internal sealed class ReportFact
{
    public required Guid ReportId { get; init; }

    /// <summary>The path of content/facts.yaml.</summary>
    public required string Path { get; init; }

    /// <summary>The value as one text; each of several choices is a row of its own.</summary>
    public required string Value { get; init; }

    /// <summary>The certainty's word.</summary>
    public required string Certainty { get; init; }
}
