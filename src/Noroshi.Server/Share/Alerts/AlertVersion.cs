namespace Noroshi.Server.Share.Alerts;

/// <summary>One version of an alert, as written. Never updated; the ledger holds a commitment to <see cref="Document"/>.</summary>
internal sealed class AlertVersion
{
    public required Guid AlertId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required int Version { get; init; }

    /// <summary>Canonical JSON (RFC 8785): the truth.</summary>
    public required string Document { get; init; }

    /// <summary>Salt of the commitment.</summary>
    public required byte[] Salt { get; init; }

    /// <summary>SHA-256(salt ‖ document), lower-case hexadecimal; stands in the ledger.</summary>
    public required string Commitment { get; init; }

    /// <summary>The account that wrote it.</summary>
    public required Guid AuthorId { get; init; }

    public required DateTimeOffset At { get; init; }
}
