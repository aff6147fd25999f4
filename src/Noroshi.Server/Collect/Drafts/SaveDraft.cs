using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Collect.Editing;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Localisation;
using Noroshi.Server.Web.Time;

namespace Noroshi.Server.Collect.Drafts;

/// <summary>Keeps what is being typed: by itself while it is typed, and by a plain button without JavaScript. Nothing is checked, so nothing is refused but too much, and what belongs to a draft that is no more.</summary>
/// <remarks>A page that shows a draft says with each save which one, by when it was begun: saves that are late, or come from another window, never bring back what was discarded or sent.</remarks>
internal static class SaveDraft
{
    /// <summary>The place of a first report.</summary>
    internal const string NewKey = "new";

    /// <summary>The form's field, and the answer's header, that say when the draft was begun, in milliseconds since 1970.</summary>
    internal const string BegunField = "begun";

    private const string BegunHeader = "Noroshi-Draft-Begun";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/reports/new/draft", (HttpContext context, EditReport edit, Writer writer, Texts texts, TimeProvider clock, CancellationToken ct) => FormAsync(NewKey, "/reports/new", context, edit, writer, texts, clock, ct))
            .RequireRole(Role.Reporter).DisableAntiforgery();
        app.MapPost("/reports/{number}/follow-up/draft", (string number, HttpContext context, EditReport edit, Writer writer, Texts texts, TimeProvider clock, CancellationToken ct) =>
            SpeakableNumber.TryParse(number, out SpeakableNumber known) ? FormAsync(known.Text, $"/reports/{known.Text}/follow-up", context, edit, writer, texts, clock, ct) : Task.FromResult(Results.NotFound()))
            .RequireRole(Role.Reporter).DisableAntiforgery();
        app.MapPost("/reports/new/draft/drop", DropFormAsync).RequireRole(Role.Reporter).DisableAntiforgery();
    }

    /// <summary>What was typed before, or null.</summary>
    internal static async Task<(IReadOnlyDictionary<string, string[]> Fields, DateTimeOffset At, DateTimeOffset Begun)?> FindAsync(NoroshiDb db, Viewer viewer, string key, CancellationToken cancellationToken)
    {
        Guid owner = FoundDrafts.OwnerOf(viewer, key);
        return await db.Set<Draft>().SingleOrDefaultAsync(d => d.AccountId == owner && d.OrganizationId == viewer.Organization && d.Key == key, cancellationToken) is { } draft
            ? (JsonSerializer.Deserialize<Dictionary<string, string[]>>(draft.Fields) ?? [], draft.UpdatedAt, draft.BegunAt)
            : null;
    }

    private static async Task<IResult> FormAsync(string key, string page, HttpContext context, EditReport edit, Writer writer, Texts texts, TimeProvider clock, CancellationToken ct)
    {
        IFormCollection form = await context.Request.ReadFormAsync(ct);
        if (key == NewKey && form["draft"].ToString() is { Length: > 0 } found && FoundDrafts.IsKey(found)) (key, page) = (found, $"{page}?draft={found}");
        // A browser cannot send half of a surrogate pair or NUL; who sends them otherwise loses only those.
        string fields = JsonSerializer.Serialize(form.Where(f => f.Key != BegunField && f.Value.Any(v => !string.IsNullOrEmpty(v)))
            .ToDictionary(f => f.Key, f => f.Value.Select(v => v!.Replace("\0", "", StringComparison.Ordinal)).ToArray()));
        DateTimeOffset? begun = BegunOf(form[BegunField].ToString());
        bool isPage = context.Request.Query.ContainsKey("page");
        if (await KeepAsync(writer, context.Viewer(), key, fields, begun, mayBegin: begun is null && !FoundDrafts.IsKey(key), null, ct) is not var (at, since))
        {
            return isPage ? await edit.GoneAsync(context, key, ct) : Results.Text(texts.Of(context.Language(), "fault.NRS-R054"), "text/plain; charset=utf-8", statusCode: StatusCodes.Status409Conflict);
        }

        context.Response.Headers[BegunHeader] = Begun(since);
        // The button comes as a page; the script's own saving wants a sentence.
        return isPage
            ? Results.SeeOther(page)
            : Results.Text(texts.Of(context.Language(), "collect.draft.saved", ("time", JapanTime.Absolute(context.Language(), at, clock.GetUtcNow()))), "text/plain; charset=utf-8");
    }

    /// <summary>Throws away one's own first report that was begun, or the organisation's draft of what its logs showed. One that is gone already is as good as thrown away.</summary>
    private static async Task<IResult> DropFormAsync(HttpContext context, Writer writer, CancellationToken ct)
    {
        string found = (await context.Request.ReadFormAsync(ct))["draft"].ToString();
        Viewer viewer = context.Viewer();
        await DropAsync(writer, viewer, FoundDrafts.IsKey(found) ? found : NewKey, viewer.Organization, ct);
        return Results.SeeOther("/");
    }

    /// <summary>Throws a draft away, which the ledger remembers; whether there was one.</summary>
    /// <param name="writer">Writes.</param>
    /// <param name="viewer">Who.</param>
    /// <param name="key">The draft.</param>
    /// <param name="subject">The report it follows, or the organisation.</param>
    /// <param name="ct">Ends it.</param>
    internal static Task<bool> DropAsync(Writer writer, Viewer viewer, string key, Guid subject, CancellationToken ct)
    {
        Guid owner = FoundDrafts.OwnerOf(viewer, key);
        return writer.WriteAsync(async (s, token) =>
        {
            if (await s.Db.Set<Draft>().Where(d => d.AccountId == owner && d.OrganizationId == viewer.Organization && d.Key == key).ExecuteDeleteAsync(token) == 0) return false;
            s.Append(new DraftDiscarded(subject, key == NewKey || FoundDrafts.IsKey(key) ? key : "follow-up"), viewer.Account);
            return true;
        }, ct);
    }

    /// <summary>Keeps fields as typed, instead of what was kept before.</summary>
    /// <param name="writer">Writes.</param>
    /// <param name="viewer">Who.</param>
    /// <param name="key">The draft's place.</param>
    /// <param name="fields">The fields.</param>
    /// <param name="begun">When the draft was begun that they belong to; null when that is not known.</param>
    /// <param name="mayBegin">Whether a draft is begun where there is none.</param>
    /// <param name="found">What was found; null to leave it.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>When they were kept and when the draft was begun; null when it is no more.</returns>
    internal static async Task<(DateTimeOffset At, DateTimeOffset Begun)?> KeepAsync(Writer writer, Viewer viewer, string key, string fields, DateTimeOffset? begun, bool mayBegin, FoundFinding? found, CancellationToken ct)
    {
        Guid owner = FoundDrafts.OwnerOf(viewer, key);
        return await writer.WriteAsync<(DateTimeOffset, DateTimeOffset)?>(async (s, token) =>
        {
            IQueryable<Draft> place = s.Db.Set<Draft>().Where(d => d.AccountId == owner && d.OrganizationId == viewer.Organization && d.Key == key);
            if (await place.Select(d => (DateTimeOffset?)d.BegunAt).SingleOrDefaultAsync(token) is not { } there)
            {
                if (!mayBegin) return null;
                s.Add(new Draft { AccountId = owner, OrganizationId = viewer.Organization, Key = key, Fields = fields, UpdatedAt = s.Now, BegunAt = s.Now, Found = found?.Kept(), Gravity = found?.Gravity ?? 0 });
                return (s.Now, s.Now);
            }

            if (begun is not null && begun != there) return null;
            await place.ExecuteUpdateAsync(u => u.SetProperty(d => d.Fields, fields).SetProperty(d => d.UpdatedAt, s.Now), token);
            if (found is not null) await place.ExecuteUpdateAsync(u => u.SetProperty(d => d.Found, found.Kept()).SetProperty(d => d.Gravity, found.Gravity), token);
            return (s.Now, there);
        }, ct);
    }

    /// <summary>A draft's beginning as the form carries it.</summary>
    internal static string Begun(DateTimeOffset begun) => begun.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>The beginning a form carries; null when it carries none. What is no instant is that of no draft.</summary>
    internal static DateTimeOffset? BegunOf(string text) =>
        text.Length == 0 ? null : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long ms) && ms <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : DateTimeOffset.MaxValue;
}
