using Noroshi.Core.Vocabulary;
using Noroshi.Server.Web.Parts;
using Noroshi.Server.Web.Time;

namespace Noroshi.Server.Web.Home;

/// <summary>What waits, in order, and for whom.</summary>
public sealed record HomePageModel(Viewer Viewer, IReadOnlyList<HomeItem> Items, DateTimeOffset Now)
{
    private static readonly (Role Role, string Path)[] Actions =
    [
        (Role.Handler, "/alerts/new"), (Role.Reporter, "/reports/new"), (Role.Approver, "/alerts"), (Role.Auditor, "/ledger"), (Role.Administrator, "/accounts"),
    ];

    /// <summary>The one big action of the viewer's first role, in order of urgency; null for a viewer without a role.</summary>
    public (Role Role, string Path)? Action => Actions.Where(a => Viewer.Is(a.Role)).Select(a => ((Role, string)?)a).FirstOrDefault();

    /// <summary>How an item is marked.</summary>
    public (string Key, Tone Tone, string Icon) MarkOf(HomeItem item) => item.Due switch
    {
        { } due when due < Now => ("web.home.overdue", Tone.Bad, "stop"),
        { } due when JapanTime.Of(due).Date == JapanTime.Of(Now).Date => ("web.home.today", Tone.Warn, "clock"),
        _ => ("web.home.waiting", Tone.Key, "waiting"),
    };
}
