using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Network;

/// <summary>Table <c>organization</c>.</summary>
internal sealed class OrganizationRow
{
    public required Guid Id { get; init; }
    public required string Key { get; init; }
    public required OrganizationKind Kind { get; set; }
    public required string NameJa { get; set; }
    public required string NameEn { get; set; }

    /// <summary>Order in lists: as imported.</summary>
    public required int Position { get; set; }
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Last change of its name, kind, sectors, desks or routes; null when none was noted since it was registered.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    internal LocalizedText Name => new(NameJa, NameEn);
}
