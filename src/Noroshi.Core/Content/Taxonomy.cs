using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Content;

/// <summary>An ordered list of words somebody else maintains: RSIT, TLP.</summary>
/// <param name="Header">What the file says of itself.</param>
/// <param name="Version">The version in its maintainer's own counting.</param>
/// <param name="Groups">Its classes, when it has two levels.</param>
/// <param name="Values">Its values in order.</param>
public sealed record Taxonomy(ContentHeader Header, string Version, ImmutableArray<TaxonomyValue> Groups, ImmutableArray<TaxonomyValue> Values)
{
    /// <summary>The value somebody means: by id, alias or label in either language; letter case aside.</summary>
    public TaxonomyValue? Find(string text) => Values.FirstOrDefault(v => v.Id == text) ?? Values.FirstOrDefault(v => v.Goes(text));
}

/// <summary>One value or class of a taxonomy.</summary>
/// <param name="Id">Its id in the taxonomy's own spelling.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Description">What it means, or null.</param>
/// <param name="Group">The class it belongs to, or null.</param>
/// <param name="Aliases">Other spellings, such as the machine tag or an older word.</param>
public sealed record TaxonomyValue(string Id, LocalizedText Label, LocalizedText? Description, string? Group, ImmutableArray<string> Aliases)
{
    internal bool Goes(string text) =>
        ((IEnumerable<string>)[Id, Label.Ja, Label.En, .. Aliases]).Any(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
}
