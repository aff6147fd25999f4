using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Content;
using Noroshi.Server.Network.Exchange;
using Noroshi.Server.Store;

namespace Noroshi.Server.Network;

/// <summary>Fills an empty store with the demonstration network.</summary>
internal static class DemoNetwork
{
    internal const string Id = "demo";

    /// <summary>Does nothing when there is any organisation already.</summary>
    internal static Task FillAsync(Writer writer, Catalog catalog, CancellationToken cancellationToken) => writer.WriteAsync(async (s, ct) =>
    {
        if (!await s.Db.Set<OrganizationRow>().AnyAsync(ct)) await ApplyNetwork.ApplyAsync(s, catalog.Networks[Id], Guid.Empty, ct);
    }, cancellationToken);
}
