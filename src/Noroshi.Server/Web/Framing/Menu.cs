using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Web.Framing;

/// <summary>The left menu: the explicit list, of which a viewer sees at most six.</summary>
internal static class Menu
{
    internal const int Most = 6;

    internal static readonly MenuEntry[] All =
    [
        new("/", "web.menu.home", _ => true),
        new("/inbox", "web.menu.inbox", v => v.Is(Role.Handler) || v.Is(Role.Approver)) { Also = "/reports" },
        new("/reports", "web.menu.reports", v => v.Is(Role.Reporter)),
        new("/alerts", "web.menu.alerts", v => v.Is(Role.Reporter) || v.Is(Role.Handler) || v.Is(Role.Approver)),
        new("/network", "web.menu.network", _ => true),
        new("/accounts", "web.menu.accounts", v => v.Is(Role.Administrator)),
        new("/ledger", "web.menu.ledger", v => v.Is(Role.Auditor)),
    ];

    internal static MenuEntry[] Of(Viewer viewer) => [.. All.Where(e => e.IsFor(viewer)).Take(Most)];

    /// <summary>The entry a page belongs to: the one whose path it is under, else the one that also claims it.</summary>
    internal static MenuEntry? Current(IReadOnlyList<MenuEntry> entries, PathString path) =>
        entries.FirstOrDefault(e => e.Path == "/" ? path == "/" : path.StartsWithSegments(e.Path, StringComparison.Ordinal))
        ?? entries.FirstOrDefault(e => e.Also is not null && path.StartsWithSegments(e.Also, StringComparison.Ordinal));
}
