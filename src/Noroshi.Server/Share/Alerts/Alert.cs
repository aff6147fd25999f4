using Noroshi.Core.Share;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Share.Alerts;

/// <summary>An alert (警報情報・注意喚起) with its state. Only what lists need; what it says stands in <see cref="AlertVersion"/>.</summary>
public sealed class Alert
{
    public required Guid Id { get; init; }

    /// <summary>What people call it: <c>A26-7K3F-9Q2M</c>.</summary>
    public required string Number { get; init; }

    /// <summary>The organisation that issues it.</summary>
    public required Guid IssuerId { get; init; }

    public required AlertState State { get; set; }

    /// <summary>The latest version, from 1.</summary>
    public required int Version { get; set; }

    /// <summary>The latest version's title: in Japanese, or in the only language there is.</summary>
    public required string Title { get; set; }

    /// <summary>The latest version's title in English; null when it has none.</summary>
    public string? TitleEn { get; set; }

    public required AlertKind Kind { get; set; }

    public required Tlp Tlp { get; set; }

    public required bool IsUrgent { get; set; }

    /// <summary>Until when recipients are asked to acknowledge.</summary>
    public DateTimeOffset? AcknowledgeBy { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? SubmittedAt { get; set; }

    public DateTimeOffset? IssuedAt { get; set; }

    /// <summary>Hash of the share plan it was issued under.</summary>
    public string? PlanHash { get; set; }

    /// <summary>Who wrote the latest version.</summary>
    public required Guid AuthorId { get; set; }

    /// <summary>The title for a reader; in the other language where it is written in one only.</summary>
    internal string TitleIn(Language language) => language is Language.En && TitleEn is { Length: > 0 } english ? english : Title;
}
