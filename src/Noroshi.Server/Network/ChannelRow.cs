using Noroshi.Core.Network;

namespace Noroshi.Server.Network;

/// <summary>Table <c>channel</c>: the means of a desk, tried in order of position.</summary>
internal sealed class ChannelRow
{
    public required Guid OrganizationId { get; init; }
    public required string Desk { get; init; }
    public required int Position { get; init; }
    public required ChannelKind Kind { get; init; }
    public required string Address { get; init; }

    /// <summary>As <see cref="Core.Network.Hours"/> writes them.</summary>
    public required string Hours { get; init; }
}
