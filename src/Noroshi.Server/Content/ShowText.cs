using Microsoft.EntityFrameworkCore;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;

namespace Noroshi.Server.Content;

/// <summary>One content text by its hash, exactly as it was: what a decision that names it rested on.</summary>
internal static class ShowText
{
    private const int HashLength = 64;

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/content/{hash}", TextAsync).RequireSignedIn();
        app.MapGet("/api/v1/content/{hash}", TextAsync).RequireSignedIn();
    }

    private static async Task<IResult> TextAsync(HttpContext context, IDbContextFactory<NoroshiDb> databases, string hash, CancellationToken ct)
    {
        if (hash.Length != HashLength || !hash.All(char.IsAsciiHexDigitLower)) return Results.StatusCode(StatusCodes.Status404NotFound);
        await using var db = await databases.CreateDbContextAsync(ct);
        var bytes = await db.Set<KeptText>().Where(t => t.Hash == hash).Select(t => t.Bytes).SingleOrDefaultAsync(ct);
        if (bytes is null) return Results.StatusCode(StatusCodes.Status404NotFound);
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.Bytes(bytes, "text/plain; charset=utf-8");
    }
}
