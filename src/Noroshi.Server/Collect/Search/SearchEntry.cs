namespace Noroshi.Server.Collect.Search;

/// <summary>
/// One view of one report as search sees it. Organisations with the same view share a row; its tokens stand in the engine's own index under <see cref="Place"/>.
/// </summary>
internal sealed class SearchEntry
{
    /// <summary>Order of the hits: position of the last change in the ledger, times <see cref="ViewsPerReport"/>, plus the number of the view.</summary>
    public required long Place { get; init; }

    public required Guid ReportId { get; init; }

    /// <summary>The organisations that hold a grant of this view, as hexadecimal ids separated by spaces, sorted.</summary>
    public required string Organizations { get; set; }

    /// <summary>The source's sectors by code separated by spaces; empty when this view does not show them.</summary>
    public required string Sectors { get; set; }

    /// <summary>Everything this view shows of what is searched, folded. A hit is checked against it.</summary>
    public required string Text { get; set; }

    internal const int ViewsPerReport = 1024;
}
