using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Collect.Search;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Trust.Grants;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Lists;
using Noroshi.Server.Web.Localisation;
using Noroshi.Server.Web.Parts;

namespace Noroshi.Server.Collect.Inbox;

/// <summary>The inbox of a receiving organisation (needs me, waiting, done), and the list of an organisation's own reports.</summary>
internal sealed class ShowInbox(Database database, ReadReports read, NetworkCache network, Catalog catalog, Texts texts)
{
    private const int PerPage = 30;

    private static readonly Handling[] _groups = [Handling.NeedsMe, Handling.Waiting, Handling.Done];

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/inbox", (HttpContext context, ShowInbox show, CancellationToken ct) => show.PageAsync(context, isInbox: true, ct)).RequireRole(ShowReport.ReadingRoles);
        app.MapGet("/reports", (HttpContext context, ShowInbox show, CancellationToken ct) => show.PageAsync(context, isInbox: context.Viewer().Kind is not (OrganizationKind.Operator or OrganizationKind.Isp), ct)).RequireRole(ShowReport.ReadingRoles);
    }

    private async Task<IResult> PageAsync(HttpContext context, bool isInbox, CancellationToken ct)
    {
        List<Fault> faults = [];
        SearchRequest request = ListReports.Read(context.Request.Query, faults);
        // Words look through all groups: who searches does not know where the report stands.
        request = request with { Handling = isInbox ? request.Handling ?? (request.IsSearch ? null : Handling.NeedsMe) : Handling.Own };
        ListCursor? cursor = ListQuery.CursorOf(context.Request.Query["cursor"], faults);
        Viewer viewer = context.Viewer();
        (IReadOnlyList<ReportRow> rows, string? next) = faults.Count > 0 ? ([], null) : await read.ListAsync(viewer, request, new(cursor, PerPage, null), ct);
        return Results.Page<ListPage>(new ListPageModel
        {
            IsInbox = isInbox,
            Rows = rows,
            Tabs = isInbox ? await TabsAsync(viewer, request, context.Language(), ct) : [],
            Sectors = isInbox ? await SectorsAsync(viewer, request, context.Language(), ct) : [],
            Text = request.Text ?? "",
            Kept = [.. Kept(request).Where(k => k.Name != "q")],
            Older = next is { } more ? Address(isInbox, [.. Kept(request), ("cursor", more)]) : null,
            Faults = faults,
            MayWrite = viewer.Is(Role.Reporter),
        }, faults.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private async Task<IReadOnlyList<TabLink>> TabsAsync(Viewer viewer, SearchRequest request, Language language, CancellationToken ct)
    {
        IReadOnlyDictionary<Handling, int> counts = await read.CountAsync(viewer, ct);
        return [.. _groups.Select(g => new TabLink(
            Address(true, Kept(request with { Handling = g })),
            texts.Of(language, $"collect.standing.{ReportJson.Word(g)}"),
            counts.GetValueOrDefault(g),
            request.Handling == g,
            counts.GetValueOrDefault(g) == ReadReports.MostCounted))];
    }

    // The sectors this organisation has to do with; the centre, which has none of its own, gets all that have members.
    private async Task<IReadOnlyList<TabLink>> SectorsAsync(Viewer viewer, SearchRequest request, Language language, CancellationToken ct)
    {
        await using NoroshiDb db = database.CreateDbContext();
        NetworkFacts facts = await network.GetAsync(db, ct);
        string[] own = [.. facts.SectorsOf(viewer.Organization)];
        IEnumerable<string> shown = own.Length > 0 ? own : facts.Organizations.SelectMany(o => o.Sectors).Distinct().Order(StringComparer.Ordinal);
        return
        [
            new(Address(true, Kept(request with { Sector = null })), texts.Of(language, "collect.inbox.all-sectors"), null, request.Sector is null),
            .. shown.Select(id => new TabLink(Address(true, Kept(request with { Sector = id })), catalog.Sector(id)?.Header.Label.In(language) ?? id, null, request.Sector == id)),
        ];
    }

    private static List<(string Name, string Value)> Kept(SearchRequest request)
    {
        var kept = new List<(string, string)>();
        if (!string.IsNullOrWhiteSpace(request.Text))
        {
            kept.Add(("q", request.Text));
        }

        if (request.Handling is { } standing and not Handling.Own)
        {
            kept.Add(("standing", ReportJson.Word(standing)));
        }

        if (request.Sector is { } sector)
        {
            kept.Add(("sector", sector));
        }

        return kept;
    }

    private static string Address(bool isInbox, List<(string Name, string Value)> query) =>
        (isInbox ? "/inbox" : "/reports") + (query.Count == 0 ? "" : "?" + string.Join('&', query.Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value)}")));
}
