using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Network;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Network.Exchange;
using Noroshi.Server.Network.Organizations;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;

namespace Noroshi.Server.Network.Desks;

/// <summary>Changes a contact point: its name, and its means in the order in which they are tried.</summary>
internal static class ChangeDesk
{
    /// <summary>Places for means in the form.</summary>
    internal const int Places = 6;

    private const string Page = "/network/{key}/desks/{desk}";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Page, PageAsync).RequireRole(Role.Administrator);
        app.MapPost(Page, FormAsync).RequireRole(Role.Administrator);
        app.MapPut("/api/v1/organizations/{key}/desks/{desk}", ApiAsync).RequireRole(Role.Administrator);
    }

    private static async Task<IResult> PageAsync(HttpContext context, IDbContextFactory<NoroshiDb> databases, string key, string desk, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (organization, found) = await FindAsync(db, key, desk, ct);
        if (organization is null || found is null) return Results.StatusCode(StatusCodes.Status404NotFound);
        if (!NetworkScope.Changes(context.Viewer(), organization.Id)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        return Results.Page<ChangeDeskPage>(new ChangeDeskModel(organization, DeskForm.Of(found), []));
    }

    private static async Task<IResult> FormAsync(HttpContext context, IDbContextFactory<NoroshiDb> databases, Writer writer, string key, string desk, CancellationToken ct)
    {
        var form = DeskForm.Of(desk, await context.Request.ReadFormAsync(ct));
        var outcome = await ChangeAsync(context.Viewer(), databases, writer, key, form, ct);
        return outcome.Status switch
        {
            StatusCodes.Status200OK => Results.SeeOther($"/network/{key}"),
            StatusCodes.Status422UnprocessableEntity => Results.Page<ChangeDeskPage>(new ChangeDeskModel(outcome.Organization!, form, outcome.Faults), outcome.Status),
            _ => Results.StatusCode(outcome.Status),
        };
    }

    private static async Task<IResult> ApiAsync(HttpContext context, IDbContextFactory<NoroshiDb> databases, Writer writer, string key, string desk, DeskView body, CancellationToken ct)
    {
        var outcome = await ChangeAsync(context.Viewer(), databases, writer, key, DeskForm.Of(desk, body), ct);
        return outcome.Status switch
        {
            StatusCodes.Status200OK => TypedResults.Ok(DeskView.Of(outcome.Desk!)),
            StatusCodes.Status422UnprocessableEntity => Results.Faults(outcome.Faults),
            _ => Results.StatusCode(outcome.Status),
        };
    }

    private static async Task<Outcome> ChangeAsync(Viewer viewer, IDbContextFactory<NoroshiDb> databases, Writer writer, string key, DeskForm form, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (organization, old) = await FindAsync(db, key, form.Key, ct);
        if (organization is null || old is null) return new(StatusCodes.Status404NotFound);
        if (!NetworkScope.Changes(viewer, organization.Id)) return new(StatusCodes.Status403Forbidden);
        List<Fault> faults = [];
        var desk = form.Read(faults);
        if (faults.Count > 0) return new(StatusCodes.Status422UnprocessableEntity, organization, null, [.. faults]);
        if (desk != old) await writer.WriteAsync((s, token) => ApplyNetwork.ChangeDeskAsync(s, organization.Id, desk, viewer.Account, token), ct);
        return new(StatusCodes.Status200OK, organization, desk);
    }

    private static async Task<(Organization? Organization, Desk? Desk)> FindAsync(NoroshiDb db, string key, string desk, CancellationToken ct)
    {
        var organization = (await db.ReadMapAsync(ct)).Find(key);
        return (organization, organization?.Desks.FirstOrDefault(d => d.Key == desk));
    }

    private sealed record Outcome(int Status, Organization? Organization = null, Desk? Desk = null, ImmutableArray<Fault> Faults = default);
}
