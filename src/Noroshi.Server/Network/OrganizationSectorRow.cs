namespace Noroshi.Server.Network;

/// <summary>Table <c>organization_sector</c>: who belongs to which sector, and when. Days are <c>yyyy-MM-dd</c>, which sorts and compares as text.</summary>
internal sealed class OrganizationSectorRow
{
    public required Guid OrganizationId { get; init; }
    public required int Position { get; init; }
    public required string Sector { get; init; }
    public required string? FromDay { get; init; }
    public required string? UntilDay { get; init; }
}
