namespace Noroshi.Server.Collect.Attachments;

/// <summary>A file that belongs to a report; name, length and commitment stand in the store's file table under the same id.</summary>
internal sealed class ReportAttachment
{
    /// <summary>The id of the stored file.</summary>
    public required Guid Id { get; init; }

    public required Guid ReportId { get; init; }

    /// <summary>The account that added it.</summary>
    public required Guid AuthorId { get; init; }

    public required DateTimeOffset At { get; init; }
}
