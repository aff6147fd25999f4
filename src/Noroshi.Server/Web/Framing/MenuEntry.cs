using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Web.Framing;

/// <summary>One entry of the left menu.</summary>
/// <param name="Path">Where it leads; every page under it counts as it.</param>
/// <param name="Key">Its text.</param>
/// <param name="IsFor">Who sees it.</param>
internal sealed record MenuEntry(string Path, string Key, Func<Viewer, bool> IsFor)
{
    /// <summary>Another path whose pages count as this entry's when no entry of the viewer's is nearer.</summary>
    internal string? Also { get; init; }
}
