using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Noroshi.Core.Content;
using Noroshi.Core.Share;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Trust.Grants;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Time;

namespace Noroshi.Server.Share.Alerts;

/// <summary>The editor: a new alert, or the next version of a draft. What was typed is always shown again.</summary>
internal static class EditAlert
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/alerts/new", (HttpContext context, CancellationToken ct) => PageAsync(context, null, 0, FormOf(new AlertDocument()), [], ct)).RequireRole(Role.Handler);
        app.MapPost("/alerts/new", (HttpContext context, CancellationToken ct) => SaveAsync(context, null, ct)).RequireRole(Role.Handler).DisableAntiforgery();
        app.MapGet("/alerts/{number}/edit", EditAsync).RequireRole(Role.Handler);
        app.MapPost("/alerts/{number}/edit", (string number, HttpContext context, CancellationToken ct) => SaveAsync(context, AlertsApi.Plain(number), ct)).RequireRole(Role.Handler).DisableAntiforgery();
    }

    private static async Task<IResult> EditAsync(string number, HttpContext context, ReadAlerts read, CancellationToken ct) =>
        await read.FindAsync(context.Viewer(), number, ct) is { IsIssuer: true, Alert: { State: AlertState.Draft } alert } seen
            ? await PageAsync(context, alert.Number, alert.Version, FormOf(seen.Document), [], ct)
            : AlertPages.NotFound();

    private static async Task<IResult> SaveAsync(HttpContext context, string? number, CancellationToken ct)
    {
        IFormCollection form = await context.Request.ReadFormAsync(ct);
        AlertForm typed = Read(form);
        _ = int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out int version);
        AlertDocument document = AlertJson.Read(Node(typed), out ImmutableArray<Fault> faults);
        if (!faults.IsEmpty) return await PageAsync(context, number, version, typed, [.. faults.Select(AtField)], ct, StatusCodes.Status422UnprocessableEntity);
        WriteAlert write = context.Get<WriteAlert>();
        AlertAnswer answer = number is null ? await write.DraftAsync(context.Viewer(), document, ct) : await write.AmendAsync(context.Viewer(), number, version, document, ct);
        return answer.Alert is { } alert
            ? Results.SeeOther($"/alerts/{alert.Number}/plan")
            // On top of the version that stands now: pressing once more, after reading what changed, replaces it knowingly.
            : await PageAsync(context, number, answer.Standing ?? version, typed, [.. answer.Faults.Select(AtField)], ct, answer.Status);
    }

    private static async Task<IResult> PageAsync(HttpContext context, string? number, int version, AlertForm form, ImmutableArray<Fault> faults, CancellationToken ct, int status = StatusCodes.Status200OK)
    {
        await using NoroshiDb db = context.Get<Database>().CreateDbContext();
        NetworkFacts facts = await context.Get<NetworkCache>().GetAsync(db, ct);
        Catalog catalog = context.Get<Catalog>();
        DateOnly today = DateOnly.FromDateTime(JapanTime.Of(context.Get<TimeProvider>().GetUtcNow()).DateTime);
        Guid own = context.Viewer().Organization;
        return Results.Page<EditAlertPage>(new EditAlertModel(
            number,
            version,
            form,
            faults,
            [.. catalog.SectorsOn(today).Select(s => (s.Id, s.Header.Label))],
            [.. facts.Organizations.Where(o => o.Id != own).OrderBy(o => o.Kind).ThenBy(o => o.Name.Ja, StringComparer.Ordinal).Select(o => (o.Id, o.Name))]), status);
    }

    // A fault in the third line of a box is shown at the box.
    private static Fault AtField(Fault fault) => fault.Path.IndexOf('[', StringComparison.Ordinal) is > 0 and var at ? fault with { Path = fault.Path[..at] } : fault;

    private static AlertForm FormOf(AlertDocument document) => new(
        AlertWords.Of(AlertWords.Kinds, document.Kind),
        AlertWords.Of(AlertWords.Tlps, document.Tlp),
        document.IsUrgent,
        document.Sectors,
        [.. document.Organizations.Select(o => AlertPlans.IdOf(o).ToString("D"))],
        DateBoxes.Of(document.AcknowledgeBy),
        string.Join('\n', document.BasedOn),
        FormOf(document.Ja),
        FormOf(document.En));

    private static AlertBodyForm FormOf(AlertBody? body) =>
        new(body?.Title ?? "", body?.Summary ?? "", body?.Affected ?? "", string.Join('\n', body?.Actions ?? []), string.Join('\n', body?.References ?? []));

    private static AlertForm Read(IFormCollection form) => new(
        form["kind"].ToString(),
        form["tlp"].ToString(),
        form["urgent"] == "true",
        [.. form["sectors"].OfType<string>()],
        [.. form["organizations"].OfType<string>()],
        DateBoxes.Read(form, "acknowledgeBy"),
        form["basedOn"].ToString(),
        ReadBody(form, "ja"),
        ReadBody(form, "en"));

    private static AlertBodyForm ReadBody(IFormCollection form, string language) =>
        new(form[$"{language}.title"].ToString(), form[$"{language}.summary"].ToString(), form[$"{language}.affected"].ToString(), form[$"{language}.actions"].ToString(), form[$"{language}.references"].ToString());

    // The same shape the API takes, so that both are judged alike.
    private static JsonObject Node(AlertForm form)
    {
        JsonObject node = new()
        {
            ["kind"] = form.Kind,
            ["tlp"] = form.Tlp,
            ["urgent"] = form.IsUrgent,
            ["audience"] = new JsonObject { ["sectors"] = Texts(form.Sectors), ["organizations"] = Texts(form.Organizations) },
            ["basedOn"] = Texts(form.BasedOn.Split(['\n', '\r', ' ', '　', ',', '、'], StringSplitOptions.RemoveEmptyEntries)),
            ["bodies"] = new JsonObject { ["ja"] = Node(form.Ja), ["en"] = Node(form.En) },
        };
        DateBoxes by = form.AcknowledgeBy;
        if (!by.IsEmpty) node["acknowledgeBy"] = by.ToInstant() is { } at ? AlertJson.Instant(at) : $"{by.Year}-{by.Month}-{by.Day} {by.Hour}:{by.Minute}";
        return node;
    }

    private static JsonObject Node(AlertBodyForm body) => new()
    {
        ["title"] = body.Title,
        ["summary"] = body.Summary,
        ["affected"] = body.Affected,
        ["actions"] = Texts(body.Actions.ReplaceLineEndings("\n").Split('\n')),
        ["references"] = Texts(body.References.ReplaceLineEndings("\n").Split('\n')),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode?)JsonValue.Create(t))];
}
