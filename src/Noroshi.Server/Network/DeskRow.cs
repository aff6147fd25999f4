namespace Noroshi.Server.Network;

/// <summary>Table <c>desk</c>; the one with position 0 is tried first.</summary>
internal sealed class DeskRow
{
    public required Guid OrganizationId { get; init; }
    public required string Key { get; init; }
    public required int Position { get; init; }
    public required string NameJa { get; init; }
    public required string NameEn { get; init; }

    /// <summary>ja or en; null for both.</summary>
    public string? Language { get; init; }
}
