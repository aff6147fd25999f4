using System.Text.Json;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Noroshi.Server.Web;

/// <summary>Today's names of the built styles and scripts. They lie beside the program, so it does not matter from where it is started.</summary>
internal sealed class Assets
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    private Assets(string? style, string? script)
    {
        Style = style is null ? null : $"/assets/{style}";
        Script = script is null ? null : $"/assets/{script}";
    }

    internal string? Style { get; }

    internal string? Script { get; }

    /// <summary>Reads the manifest; without one (a build without Node) the pages come plain but whole.</summary>
    internal static Assets Read()
    {
        var manifest = Path.Combine(Folder, "manifest.json");
        if (!File.Exists(manifest)) return new(null, null);
        using var names = JsonDocument.Parse(File.ReadAllBytes(manifest));
        return new(names.RootElement.GetProperty("style").GetString(), names.RootElement.GetProperty("script").GetString());
    }

    internal static void Use(IApplicationBuilder app)
    {
        if (!Directory.Exists(Folder)) return;
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Folder),
            OnPrepareResponse = Keep,
        });
    }

    // Names under /assets carry a hash of the content: they never change.
    private static void Keep(StaticFileResponseContext file) =>
        file.Context.Response.Headers.CacheControl = file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
            ? "public, max-age=31536000, immutable"
            : "public, max-age=3600";
}
