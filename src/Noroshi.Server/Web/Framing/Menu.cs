using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Web.Framing;

/// <summary>The left menu: the explicit list, of which a viewer sees at most six.</summary>
internal static class Menu
{
    internal const int Most = 6;

    internal static readonly MenuEntry[] All =
    [
        new("/", "web.menu.home", _ => true),
        new("/reports", "web.menu.reports", v => v.Is(Role.Reporter) || v.Is(Role.Handler) || v.Is(Role.Approver)),
        new("/alerts", "web.menu.alerts", v => v.Is(Role.Reporter) || v.Is(Role.Handler) || v.Is(Role.Approver)),
        new("/network", "web.menu.network", _ => true),
        new("/accounts", "web.menu.accounts", v => v.Is(Role.Administrator)),
        new("/ledger", "web.menu.ledger", v => v.Is(Role.Auditor)),
    ];

    internal static IEnumerable<MenuEntry> Of(Viewer viewer) => All.Where(e => e.IsFor(viewer)).Take(Most);

    internal static bool IsCurrent(MenuEntry entry, PathString path) =>
        entry.Path == "/" ? path == "/" : path.StartsWithSegments(entry.Path, StringComparison.Ordinal);
}
