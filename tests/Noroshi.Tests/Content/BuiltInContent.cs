using System.Collections.Immutable;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Content;

/// <summary>The content that ships, loaded once.</summary>
internal static class BuiltInContent
{
    private static readonly Lazy<(Catalog Catalog, ImmutableArray<Fault> Faults)> Loaded = new(() => (CatalogLoader.Load(Files(), [], out var faults), faults));

    internal static Catalog Catalog => Loaded.Value.Catalog;

    internal static ImmutableArray<Fault> Faults => Loaded.Value.Faults;

    internal static IReadOnlyList<ContentFile> Files()
    {
        var root = Path.Combine(Repository.Root, "content");
        return [.. Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories).Select(f => new ContentFile(Path.GetRelativePath(root, f).Replace('\\', '/'), File.ReadAllBytes(f)))];
    }
}
