using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Accounts;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Errors;
using Noroshi.Server.Web.Lists;

namespace Noroshi.Server.Trust.Tokens;

/// <summary>API tokens of one's own: made in a browser, shown once, revoked by page or API.</summary>
internal static class ManageTokens
{
    private const int LongestName = 100;
    private const int MostDays = 365;

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/account/tokens", FormAsync).RequireSession().DisableAntiforgery();
        app.MapPost("/account/tokens/revoke", RevokeFormAsync).RequireSession().DisableAntiforgery();
        app.MapGet("/api/v1/tokens", ApiListAsync).RequireSignedIn();
        app.MapPost("/api/v1/tokens", ApiCreateAsync).RequireSession();
        app.MapDelete("/api/v1/tokens/{id:guid}", ApiRevokeAsync).RequireSignedIn();
    }

    /// <summary>What a token is asked for with, by API.</summary>
    internal sealed record TokenRequest(string? Name, IReadOnlyList<string>? Roles, int Days);

    private static async Task<IResult> FormAsync(HttpContext context, Writer writer, AccountPageReader page, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        int days = int.TryParse(form.Text("days"), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
        (string? token, ImmutableArray<Fault> faults) = await CreateAsync(writer, context.Viewer(), form.Text("name"), form["roles"].OfType<string>(), days, cancellationToken);
        TypedToken? typed = faults.IsEmpty ? null : new(form["name"].ToString(), form["days"].ToString(), [.. form["roles"].OfType<string>()]);
        return await page.ShowAsync(context, token, faults, cancellationToken, typed);
    }

    private static async Task<IResult> RevokeFormAsync(HttpContext context, Writer writer, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        if (Guid.TryParse(form.Text("token"), out Guid id))
        {
            await RevokeAsync(writer, context.Viewer(), id, cancellationToken);
        }

        return Results.SeeOther("/account");
    }

    private static async Task<IResult> ApiListAsync(HttpContext context, Database database, CancellationToken cancellationToken)
    {
        List<Fault> faults = [];
        ListQuery list = ListQuery.Read(context.Request.Query, faults);
        if (faults.Count > 0)
        {
            return Results.Faults(faults, StatusCodes.Status400BadRequest);
        }

        await using NoroshiDb db = database.CreateDbContext();
        Guid account = context.Viewer().Account;
        // Made and revoked are changes; used is not, or a list would never be at rest.
        ListedPage page = await list.PageAsync(db.Set<ApiToken>().Where(t => t.AccountId == account).Select(t => new Listed { Id = t.Id, At = t.RevokedAt ?? t.CreatedAt }), cancellationToken);
        Dictionary<Guid, ApiToken> tokens = await db.Set<ApiToken>().Where(t => page.Ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancellationToken);
        return Results.Ok(new
        {
            items = page.Ids.Select(id => tokens[id]).Select(t => new { t.Id, t.Name, organization = t.OrganizationId, roles = t.Roles.Select(RoleList.Word), t.CreatedAt, t.ExpiresAt, t.UsedAt, t.RevokedAt }),
            next = page.Next,
        });
    }

    private static async Task<IResult> ApiCreateAsync(TokenRequest request, HttpContext context, Writer writer, CancellationToken cancellationToken)
    {
        RequestKey? key = IdempotencyKeys.Read(context, request, out Fault? fault);
        if (fault is not null)
        {
            return Results.Faults(fault, StatusCodes.Status400BadRequest);
        }

        (string? token, ImmutableArray<Fault> faults) = await CreateAsync(writer, context.Viewer(), request.Name ?? "", request.Roles ?? [], request.Days, cancellationToken, key);
        return token is null ? Results.Faults(faults, faults[0].Code == "NRS-T022" ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity) : Results.Json(new { token }, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ApiRevokeAsync(Guid id, HttpContext context, Writer writer, CancellationToken cancellationToken)
    {
        if (await RevokeAsync(writer, context.Viewer(), id, cancellationToken))
        {
            return Results.NoContent();
        }

        return Results.Faults(Failure.Of(StatusCodes.Status404NotFound), StatusCodes.Status404NotFound);
    }

    private static async Task<(string? Token, ImmutableArray<Fault> Faults)> CreateAsync(Writer writer, Viewer viewer, string name, IEnumerable<string> words, int days, CancellationToken cancellationToken, RequestKey? key = null)
    {
        ImmutableArray<Role> roles = [.. words.Select(RoleList.Find).OfType<Role>().Distinct()];
        var faults = ImmutableArray.CreateBuilder<Fault>();
        if (!AccountRules.IsLine(name, LongestName))
        {
            faults.Add(new Fault("NRS-T012", "name").With("limit", LongestName.ToString(CultureInfo.InvariantCulture)));
        }

        if (days is < 1 or > MostDays)
        {
            faults.Add(new Fault("NRS-T013", "days").With("most", MostDays.ToString(CultureInfo.InvariantCulture)));
        }

        if (roles.IsEmpty || roles.Any(r => !viewer.Is(r)))
        {
            faults.Add(new Fault(roles.IsEmpty ? "NRS-T009" : "NRS-T014", "roles"));
        }

        return faults.Count > 0
            ? (null, faults.ToImmutable())
            : await RequestKey.OnceAsync<(string?, ImmutableArray<Fault>)>(
                writer,
                key,
                (s, _) =>
                {
                    string secret = Secret.New(ApiToken.Prefix);
                    Guid made = Add(s, viewer.Account, viewer.Organization, roles, name, TimeSpan.FromDays(days), secret);
                    return Task.FromResult<((string?, ImmutableArray<Fault>) Answer, Guid? Subject)>(((secret, []), made));
                },
                // The secret is kept nowhere: whoever missed it revokes that token and makes another.
                (_, made, _) => Task.FromResult<(string?, ImmutableArray<Fault>)>((null, [new Fault("NRS-T022").With("id", made.ToString("D"))])),
                fault => (null, [fault]),
                cancellationToken);
    }

    /// <summary>A new token inside a write; returns its id. The secret is the caller's to show, once.</summary>
    internal static Guid Add(WriteSession s, Guid account, Guid organization, IEnumerable<Role> roles, string name, TimeSpan lifetime, string secret)
    {
        var token = new ApiToken
        {
            Id = s.NewId(),
            SecretHash = Secret.Hash(secret),
            AccountId = account,
            OrganizationId = organization,
            RoleWords = RoleList.Write(roles),
            Name = name.Trim(),
            CreatedAt = s.Now,
            ExpiresAt = s.Now + lifetime,
        };
        s.Add(token);
        s.Append(new TokenCreated(token.Id, account, organization, token.RoleWords, token.ExpiresAt.ToUnixTimeMilliseconds()), account);
        return token.Id;
    }

    private static Task<bool> RevokeAsync(Writer writer, Viewer viewer, Guid id, CancellationToken cancellationToken) =>
        writer.WriteAsync(async (s, ct) =>
        {
            int revoked = await s.Db.Set<ApiToken>().Where(t => t.Id == id && t.AccountId == viewer.Account && t.RevokedAt == null).ExecuteUpdateAsync(t => t.SetProperty(x => x.RevokedAt, s.Now), ct);
            if (revoked == 1)
            {
                s.Append(new TokenRevoked(id), viewer.Account);
            }

            return revoked == 1;
        }, cancellationToken);
}
