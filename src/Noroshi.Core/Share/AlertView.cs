using System.Collections.Immutable;
using System.Diagnostics;
using Noroshi.Core.Trust;

namespace Noroshi.Core.Share;

/// <summary>An alert as one organisation sees it: the only form in which it leaves its issuer. The reports it rests on, and whom else it is for, are never in it.</summary>
public static class AlertView
{
    /// <summary>The parts of an alert that a rule may show or take out, as fact paths.</summary>
    public static ImmutableArray<string> Paths { get; } = ["alert.title", "alert.summary", "alert.affected", "alert.actions", "alert.references"];

    /// <summary>What is left under a decision; null when nothing is.</summary>
    /// <param name="document">The alert.</param>
    /// <param name="decision">What this organisation may see.</param>
    public static AlertDocument? Of(AlertDocument document, AccessDecision decision)
    {
        if (decision.View.Kind is ViewKind.Nothing) return null;
        return document with { BasedOn = [], Sectors = [], Organizations = [], Ja = Cut(document.Ja, decision), En = Cut(document.En, decision) };
    }

    /// <summary>The parts taken out under a decision, as paths.</summary>
    public static ImmutableArray<string> Removed(AccessDecision decision) => [.. Paths.Where(p => !Shows(decision, p))];

    private static AlertBody? Cut(AlertBody? body, AccessDecision decision) => body is null ? null : new()
    {
        Title = Shows(decision, "alert.title") ? body.Title : "",
        Summary = Shows(decision, "alert.summary") ? body.Summary : "",
        Affected = Shows(decision, "alert.affected") ? body.Affected : "",
        Actions = Shows(decision, "alert.actions") ? body.Actions : [],
        References = Shows(decision, "alert.references") ? body.References : [],
    };

    // A reduced view of an alert: what is asked, without what happened and to which systems.
    private static bool Shows(AccessDecision decision, string path) => decision.View.Kind switch
    {
        ViewKind.Nothing => false,
        ViewKind.Reduced => path is "alert.title" or "alert.actions",
        ViewKind.Fields or ViewKind.Everything => decision.Shows(path),
        _ => throw new UnreachableException(),
    };
}
