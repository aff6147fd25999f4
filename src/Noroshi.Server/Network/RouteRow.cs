using Noroshi.Core.Network;
using RouteDirection = Noroshi.Core.Network.RouteDirection;

namespace Noroshi.Server.Network;

/// <summary>Table <c>route</c>.</summary>
internal sealed class RouteRow
{
    public required Guid FromId { get; init; }
    public required Guid ToId { get; init; }
    public required RouteDirection Direction { get; init; }
    public required RouteMode Mode { get; init; }
    public required int Position { get; init; }
}
