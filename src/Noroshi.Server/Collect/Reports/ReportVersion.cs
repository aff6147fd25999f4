namespace Noroshi.Server.Collect.Reports;

/// <summary>One version of a report, exactly as it was received. Never updated; the ledger holds a commitment to <see cref="Document"/>.</summary>
internal sealed class ReportVersion
{
    public required Guid ReportId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required int Version { get; init; }

    /// <summary>The stage's word: initial, follow-up or final.</summary>
    public required string Stage { get; init; }

    /// <summary>The document as canonical JSON (RFC 8785): the truth.</summary>
    public required string Document { get; init; }

    /// <summary>Salt of the commitment; erased together with the document.</summary>
    public required byte[] Salt { get; init; }

    /// <summary>SHA-256(salt ‖ document), lower-case hexadecimal; stands in the ledger.</summary>
    public required string Commitment { get; init; }

    /// <summary>The account that sent it.</summary>
    public required Guid AuthorId { get; init; }

    public required DateTimeOffset At { get; init; }
}
