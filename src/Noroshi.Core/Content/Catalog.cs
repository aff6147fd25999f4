using System.Collections.Frozen;
using System.Collections.Immutable;
using Noroshi.Core.Collect;
using Noroshi.Core.Network;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Logs.Patterns;
using Noroshi.Sensor.Logs.Json;

namespace Noroshi.Core.Content;

/// <summary>All content, read and cross-checked. Immutable; replaced whole.</summary>
public sealed record Catalog
{
    /// <summary>The facts, in the order of <c>facts.yaml</c>.</summary>
    public required FactVocabulary Facts { get; init; }

    /// <summary>Taxonomies by id.</summary>
    public required FrozenDictionary<string, Taxonomy> Taxonomies { get; init; }

    /// <summary>Sectors, by id in file order.</summary>
    public required ImmutableArray<Sector> Sectors { get; init; }

    /// <summary>Forms by id.</summary>
    public required FrozenDictionary<string, Form> Forms { get; init; }

    /// <summary>Sharing rules, by id in ordinal order.</summary>
    public required ImmutableArray<SharingRule> SharingRules { get; init; }

    /// <summary>Networks by id, such as <c>demo</c>.</summary>
    public required FrozenDictionary<string, NetworkMap> Networks { get; init; }

    /// <summary>The log message patterns of all products, in the order of their files.</summary>
    public ImmutableArray<LogPattern> LogPatterns { get; init; } = [];
    /// <summary>What JSON logs mean, by product in ordinal order.</summary>
    public ImmutableArray<LogMap> LogMaps { get; init; } = [];

    /// <summary>Behaviour detectors, by id in ordinal order.</summary>
    public ImmutableArray<Behaviour> Behaviours { get; init; } = [];

    /// <summary>Every text, by its hash.</summary>
    public required FrozenDictionary<string, ContentText> Texts { get; init; }

    /// <summary>A sector by id, or null.</summary>
    public Sector? Sector(string id) => Sectors.FirstOrDefault(s => s.Id == id);

    /// <summary>The sectors that count as such on a day.</summary>
    public IEnumerable<Sector> SectorsOn(DateOnly day) => Sectors.Where(s => s.Header.IsInForce(day));
}
