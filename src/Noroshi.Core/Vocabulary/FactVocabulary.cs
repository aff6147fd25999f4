using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Noroshi.Core.Vocabulary;

/// <summary>All facts there are, in the order of <c>content/facts.yaml</c>. Immutable.</summary>
/// <param name="definitions">The definitions; no path twice.</param>
public sealed class FactVocabulary(ImmutableArray<FactDefinition> definitions)
{
    private readonly FrozenDictionary<FactPath, FactDefinition> _byPath = definitions.ToFrozenDictionary(d => d.Path);

    /// <summary>The definitions in order.</summary>
    public ImmutableArray<FactDefinition> Definitions { get; } = definitions;

    /// <summary>The definition of a path, or null when there is no such fact.</summary>
    public FactDefinition? Find(FactPath path) => _byPath.GetValueOrDefault(path);

    /// <summary>The definition of a path written as text, or null.</summary>
    public FactDefinition? Find(string path) => FactPath.TryParse(path, out var parsed) ? Find(parsed) : null;
}
