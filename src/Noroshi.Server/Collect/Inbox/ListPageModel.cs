using Noroshi.Core.Vocabulary;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Web.Parts;

namespace Noroshi.Server.Collect.Inbox;

/// <summary>A list of reports: the inbox of a receiver, or a reporter's own.</summary>
public sealed record ListPageModel
{
    /// <summary>Whether it is the inbox.</summary>
    public required bool IsInbox { get; init; }

    /// <summary>Its rows.</summary>
    public required IReadOnlyList<ReportRow> Rows { get; init; }

    /// <summary>The groups of the inbox; empty for one's own list.</summary>
    public required IReadOnlyList<TabLink> Tabs { get; init; }

    /// <summary>The sectors it can be narrowed to.</summary>
    public required IReadOnlyList<TabLink> Sectors { get; init; }

    /// <summary>What was typed into the search.</summary>
    public required string Text { get; init; }

    /// <summary>Hidden fields of the search form: the group and sector shown.</summary>
    public required IReadOnlyList<(string Name, string Value)> Kept { get; init; }

    /// <summary>Where the next page is, or null.</summary>
    public required string? Older { get; init; }

    /// <summary>What was wrong with the address.</summary>
    public required IReadOnlyList<Fault> Faults { get; init; }

    /// <summary>Whether the viewer may write reports.</summary>
    public required bool MayWrite { get; init; }
}
