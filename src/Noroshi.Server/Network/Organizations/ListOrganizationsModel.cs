using Noroshi.Core.Network;
using Noroshi.Server.Web.Lists;

namespace Noroshi.Server.Network.Organizations;

/// <summary>What the list of organisations shows.</summary>
public sealed record ListOrganizationsModel(Sheet<Organization> Organizations, IReadOnlyList<Sector> Sectors, string? Sector, DateOnly Day, bool CanExchange);
