using Noroshi.Core.Content;
using Noroshi.Core.Network;

namespace Noroshi.Server.Network.Organizations;

/// <summary>What the page of one organisation shows.</summary>
public sealed record ShowOrganizationModel(Organization Organization, NetworkMap Map, Catalog Catalog, bool SeesDesks, bool CanChange);
