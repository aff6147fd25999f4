using Noroshi.Core.Network;

namespace Noroshi.Server.Network.Organizations;

/// <summary>What the list of organisations shows.</summary>
public sealed record ListOrganizationsModel(IReadOnlyList<Organization> Organizations, IReadOnlyList<Sector> Sectors, string? Sector, DateOnly Day, bool CanExchange);
