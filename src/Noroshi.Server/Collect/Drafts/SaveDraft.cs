using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Localisation;
using Noroshi.Server.Web.Time;

namespace Noroshi.Server.Collect.Drafts;

/// <summary>Keeps what is being typed: by itself while it is typed, and by a plain button without JavaScript. Nothing is checked, so nothing is refused but too much.</summary>
internal static class SaveDraft
{
    /// <summary>The place of a first report.</summary>
    internal const string NewKey = "new";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/reports/new/draft", (HttpContext context, Writer writer, Texts texts, TimeProvider clock, CancellationToken ct) => FormAsync(NewKey, "/reports/new", context, writer, texts, clock, ct))
            .RequireRole(Role.Reporter).DisableAntiforgery();
        app.MapPost("/reports/{number}/follow-up/draft", (string number, HttpContext context, Writer writer, Texts texts, TimeProvider clock, CancellationToken ct) =>
            SpeakableNumber.TryParse(number, out SpeakableNumber known) ? FormAsync(known.Text, $"/reports/{known.Text}/follow-up", context, writer, texts, clock, ct) : Task.FromResult(Results.NotFound()))
            .RequireRole(Role.Reporter).DisableAntiforgery();
        app.MapPost("/reports/new/draft/drop", DropFormAsync).RequireRole(Role.Reporter).DisableAntiforgery();
    }

    /// <summary>What was typed before, or null.</summary>
    internal static async Task<(IReadOnlyDictionary<string, string[]> Fields, DateTimeOffset At)?> FindAsync(NoroshiDb db, Viewer viewer, string key, CancellationToken cancellationToken)
    {
        Guid owner = FoundDrafts.OwnerOf(viewer, key);
        return await db.Set<Draft>().SingleOrDefaultAsync(d => d.AccountId == owner && d.OrganizationId == viewer.Organization && d.Key == key, cancellationToken) is { } draft
            ? (JsonSerializer.Deserialize<Dictionary<string, string[]>>(draft.Fields) ?? [], draft.UpdatedAt)
            : null;
    }

    private static async Task<IResult> FormAsync(string key, string page, HttpContext context, Writer writer, Texts texts, TimeProvider clock, CancellationToken ct)
    {
        IFormCollection form = await context.Request.ReadFormAsync(ct);
        if (key == NewKey && form["draft"].ToString() is { Length: > 0 } found && FoundDrafts.IsKey(found)) (key, page) = (found, $"{page}?draft={found}");
        // A browser cannot send half of a surrogate pair or NUL; who sends them otherwise loses only those.
        string fields = JsonSerializer.Serialize(form.Where(f => f.Value.Any(v => !string.IsNullOrEmpty(v)))
            .ToDictionary(f => f.Key, f => f.Value.Select(v => v!.Replace("\0", "", StringComparison.Ordinal)).ToArray()));
        DateTimeOffset at = await KeepAsync(writer, context.Viewer(), key, fields, ct);
        // The button comes as a page; the script's own saving wants a sentence.
        return context.Request.Query.ContainsKey("page")
            ? Results.SeeOther(page)
            : Results.Text(texts.Of(context.Language(), "collect.draft.saved", ("time", JapanTime.Absolute(context.Language(), at, clock.GetUtcNow()))), "text/plain; charset=utf-8");
    }

    /// <summary>Throws away one's own first report that was begun, or the organisation's draft of what its logs showed. One that is gone already is as good as thrown away.</summary>
    private static async Task<IResult> DropFormAsync(HttpContext context, Writer writer, CancellationToken ct)
    {
        string found = (await context.Request.ReadFormAsync(ct))["draft"].ToString();
        await DropAsync(writer, context.Viewer(), FoundDrafts.IsKey(found) ? found : NewKey, ct);
        return Results.SeeOther("/");
    }

    /// <summary>Throws a draft away; whether there was one.</summary>
    internal static Task<bool> DropAsync(Writer writer, Viewer viewer, string key, CancellationToken ct)
    {
        Guid owner = FoundDrafts.OwnerOf(viewer, key);
        return writer.WriteAsync(async (s, token) => await s.Db.Set<Draft>().Where(d => d.AccountId == owner && d.OrganizationId == viewer.Organization && d.Key == key).ExecuteDeleteAsync(token) == 1, ct);
    }

    /// <summary>Keeps fields as typed, instead of what was kept before.</summary>
    internal static async Task<DateTimeOffset> KeepAsync(Writer writer, Viewer viewer, string key, string fields, CancellationToken ct)
    {
        Guid owner = FoundDrafts.OwnerOf(viewer, key);
        return await writer.WriteAsync(async (s, token) =>
        {
            int updated = await s.Db.Set<Draft>().Where(d => d.AccountId == owner && d.OrganizationId == viewer.Organization && d.Key == key)
                .ExecuteUpdateAsync(u => u.SetProperty(d => d.Fields, fields).SetProperty(d => d.UpdatedAt, s.Now), token);
            if (updated == 0)
            {
                s.Add(new Draft { AccountId = owner, OrganizationId = viewer.Organization, Key = key, Fields = fields, UpdatedAt = s.Now });
            }

            return s.Now;
        }, ct);
    }
}
