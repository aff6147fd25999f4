using Noroshi.Core.Content;
using Noroshi.Server.Store;

namespace Noroshi.Server.Content;

/// <summary>Makes the <see cref="Catalog"/> available to everybody.</summary>
internal static class ContentRegistration
{
    /// <summary>Loads the built-in content and the site's own over it; the program does not start on faulty content.</summary>
    /// <exception cref="FaultException">The content has faults; all of them.</exception>
    internal static IServiceCollection AddContent(this IServiceCollection services, string? siteFolder)
    {
        var catalog = CatalogLoader.Load(ContentFolder.Read(ContentFolder.BuiltIn), siteFolder is null ? [] : ContentFolder.Read(siteFolder), out var faults);
        if (!faults.IsEmpty) throw new FaultException(faults);
        return services.AddSingleton(catalog).AddSingleton(catalog.Facts);
    }

    internal static void MapContent(this IEndpointRouteBuilder app)
    {
        ReadContent.Map(app);
        ShowText.Map(app);
    }
}
