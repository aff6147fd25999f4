using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Web.Home;

/// <summary>Something that waits for the viewer.</summary>
/// <param name="Title">What it is, starting with what to do: 「警報の受領を確認する：…」.</param>
/// <param name="Path">Where to do it.</param>
/// <param name="Due">When it must be done, or null.</param>
/// <param name="Since">Since when it waits.</param>
/// <param name="Note">One quiet line more, or null.</param>
public sealed record HomeItem(string Title, string Path, DateTimeOffset? Due, DateTimeOffset Since, string? Note = null)
{
    /// <summary>Where it stands among what has no deadline: as if it waited since then. Items of one source with the same place keep the order the source gave them.</summary>
    public DateTimeOffset Place { get; init; } = Since;
}

/// <summary>Where home items come from: each verb registers its own with <c>services.AddHomeItems(…)</c>.</summary>
/// <param name="services">The request's services.</param>
/// <param name="viewer">For whom; the source reads only what this viewer may see.</param>
/// <param name="language">The language of the titles.</param>
/// <param name="ct">Stops the reading.</param>
internal delegate Task<IReadOnlyList<HomeItem>> ReadHomeItems(IServiceProvider services, Viewer viewer, Language language, CancellationToken ct);
