using System.Collections.Immutable;
using Noroshi.Core.Share;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Share.Board;
using Noroshi.Server.Share.Deliveries;
using Noroshi.Server.Web.Time;

namespace Noroshi.Server.Share.Alerts;

/// <summary>The list.</summary>
public sealed record AlertsPageModel(Viewer Viewer, string Show, IReadOnlyList<AlertRow> Rows, string? Next, DateTimeOffset Now);

/// <summary>One alert.</summary>
public sealed record AlertPageModel(AlertSeen Seen, Viewer Viewer, ImmutableArray<Fault> Faults, string Comment, DateTimeOffset Now)
{
    /// <summary>The reason and the note as they were typed, when something was refused.</summary>
    public string Reason { get; init; } = "";

    /// <inheritdoc cref="Reason"/>
    public string Note { get; init; } = "";
}

/// <summary>A share plan; <paramref name="As"/> is the recipient through whose eyes the alert is shown.</summary>
public sealed record PlanPageModel(ShownPlan Plan, Viewer Viewer, PlanRow? As, AlertDocument? Seen, ImmutableArray<Fault> Faults, TimeSpan AloneAfter, DateTimeOffset Now)
{
    /// <summary>The reason as it was typed, when something was refused.</summary>
    public string Reason { get; init; } = "";


    /// <summary>Whether this viewer may approve: an approver who wrote none of it.</summary>
    internal bool MayApprove => Viewer.Is(Role.Approver) && !Plan.Authors.Contains(Viewer.Account);
}

/// <summary>The editor.</summary>
public sealed record EditAlertModel(string? Number, int Version, AlertForm Form, ImmutableArray<Fault> Faults, ImmutableArray<(string Id, LocalizedText Name)> Sectors, ImmutableArray<(Guid Id, LocalizedText Name)> Organizations);

/// <summary>What stands in the editor's boxes, as typed.</summary>
public sealed record AlertForm(string Kind, string Tlp, bool IsUrgent, IReadOnlyCollection<string> Sectors, IReadOnlyCollection<string> Organizations, DateBoxes AcknowledgeBy, string BasedOn, AlertBodyForm Ja, AlertBodyForm En);

/// <summary>One language's boxes, as typed; lists have one entry a line.</summary>
public sealed record AlertBodyForm(string Title, string Summary, string Affected, string Actions, string References);

/// <summary>A board.</summary>
public sealed record BoardPageModel(AlertBoard Board, DateTimeOffset Now);

/// <summary>What a mail's link opens.</summary>
public sealed record LinkPageModel(string Token, AlertLetter? Letter, ImmutableArray<Fault> Faults, bool IsDone);
