using System.Text.Json.Nodes;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Cli.Agent;

/// <summary>One finding as the journal knows it.</summary>
internal sealed class JournalEntry
{
    internal required string Id { get; init; }

    internal required string Rule { get; init; }

    /// <summary>Whom it is about, so that a finding made anew from the last hours is known although its beginning was not read again.</summary>
    internal required string Subject { get; init; }

    internal long First { get; set; }

    internal long Last { get; set; }

    internal Severity Severity { get; set; }

    internal bool HasSucceeded { get; set; }

    /// <summary>When it was written down, Unix milliseconds.</summary>
    internal long At { get; set; }

    /// <summary>How often it was written down: it is again when it got worse.</summary>
    internal int Version { get; set; }

    /// <summary>The version the server has, or has refused for good.</summary>
    internal int Settled { get; set; }

    /// <summary>The draft's time as the server said it last; null when it never did.</summary>
    internal string? UpdatedAt { get; set; }

    /// <summary>What is to be sent; null when there is nothing.</summary>
    internal JsonObject? Document { get; set; }

    internal bool IsPending => Version > Settled && Document is not null;

    internal bool IsWorse(Finding finding) => finding.Severity > Severity || (finding.HasSucceeded && !HasSucceeded);

    /// <summary>Whether a finding is this one, begun before the lines that were read again.</summary>
    internal bool Covers(Finding finding) => finding.First <= Last && finding.Last >= First;

    internal static string SubjectOf(Finding finding) => finding.SourceCount == 1 && !finding.Sources.IsEmpty
        ? finding.Sources[0]
        : $"{finding.Target.Host} {finding.Target.Service} {finding.SourceCount > 1}";
}
