using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Noroshi.Core.Collect;
using Noroshi.Core.Network;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Logs.Patterns;

namespace Noroshi.Core.Content;

/// <summary>
/// Content files to a <see cref="Catalog"/>, with every fault of every file at once. Pure: paths and bytes in.
/// A site's own files replace built-in ones of the same path and add new ones; in <c>facts.yaml</c> they do so fact by fact.
/// </summary>
/// <remarks>
/// <code>
/// taxonomies ─► facts ─► forms, sharing
/// sectors ─────────────► networks
/// </code>
/// </remarks>
public sealed class CatalogLoader
{
    private static readonly string[] Folders = ["taxonomies", "sectors", "forms", "sharing", "networks", "logs", "log-maps", "detectors"];

    private readonly List<Fault> _faults = [];
    private readonly Dictionary<string, ContentText> _texts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ContentText> _current = new(StringComparer.Ordinal);
    private readonly List<ContentText> _factFiles = [];

    private CatalogLoader()
    {
    }

    /// <summary>Loads everything.</summary>
    /// <param name="builtIn">The files that ship with the program.</param>
    /// <param name="site">The site's own files.</param>
    /// <param name="faults">All that is wrong; empty when the catalogue may be used.</param>
    public static Catalog Load(IEnumerable<ContentFile> builtIn, IEnumerable<ContentFile> site, out ImmutableArray<Fault> faults)
    {
        var loader = new CatalogLoader();
        loader.Take(builtIn, isSite: false);
        loader.Take(site, isSite: true);
        var catalog = loader.Read();
        faults = [.. loader._faults];
        return catalog;
    }

    /// <summary>The hash a text is kept under.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private void Take(IEnumerable<ContentFile> files, bool isSite)
    {
        foreach (var file in files.Where(f => f.Path.EndsWith(".yaml", StringComparison.Ordinal)).OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            ContentText text = new(HashOf(file.Bytes), file.Path, isSite, file.Bytes);
            _texts[text.Hash] = text;
            if (file.Path == "facts.yaml") _factFiles.Add(text);
            else if (file.Path.Split('/') is [var folder, _] && Folders.Contains(folder)) _current[file.Path] = text;
            else _faults.Add(new Fault("NRS-C024") { At = new(file.Path, 1, 1) }.With("allowed", $"facts.yaml, {string.Join("/, ", Folders)}/"));
        }
    }

    private Catalog Read()
    {
        var taxonomies = Each("taxonomies", (fields, header) => TaxonomyReader.Read(fields, header)).ToFrozenDictionary(t => t.Header.Id, StringComparer.Ordinal);
        var facts = ReadFacts(taxonomies);
        var sectors = Each("sectors", (fields, header) => SectorReader.Read(fields, header)).ToImmutableArray();
        var sectorIds = sectors.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<LogPattern> patterns = [.. Each("logs", (fields, header) => LogPatternFileReader.Read(fields, header)).SelectMany(p => p)];
        return new()
        {
            Taxonomies = taxonomies,
            Facts = facts,
            Sectors = sectors,
            Forms = Each("forms", (fields, header) => FormReader.Read(fields, header, facts)).ToFrozenDictionary(f => f.Id, StringComparer.Ordinal),
            SharingRules = [.. Each("sharing", (fields, header) => SharingRuleReader.Read(fields, header, facts))],
            Networks = Each("networks", (fields, header) => (header.Id, Map: ReadNetwork(fields, sectorIds))).ToFrozenDictionary(n => n.Id, n => n.Map, StringComparer.Ordinal),
            LogPatterns = patterns,
            LogMaps = [.. Each("log-maps", (fields, header) => LogMapReader.Read(fields, header))],
            Behaviours = ReadBehaviours(taxonomies, patterns),
            Texts = _texts.ToFrozenDictionary(StringComparer.Ordinal),
        };
    }

    private ImmutableArray<Behaviour> ReadBehaviours(FrozenDictionary<string, Taxonomy> taxonomies, ImmutableArray<LogPattern> patterns)
    {
        var all = _current.Values.Select(t => new ContentFile(t.Path, t.Bytes)).ToList();
        DetectorRules.Read(all, taxonomies.GetValueOrDefault("rsit"), _faults);
        var files = all.Where(BehaviourReader.IsOne).ToList();
        var before = _faults.Count;
        var behaviours = BehaviourReader.ReadAll(files, _faults);
        if (files.Count == 0 || _faults.Count > before) return behaviours;
        WatchSettings settings = new(behaviours.Select(b => b.Setting));
        Lazy<LogPatterns> products = new(() => new(patterns));
        foreach (var file in files) BehaviourExample.RunAll(file, settings, products, _faults);
        return behaviours;
    }

    private FactVocabulary ReadFacts(FrozenDictionary<string, Taxonomy> taxonomies)
    {
        List<FactDefinition> all = [];
        if (_factFiles.Count == 0) _faults.Add(new Fault("NRS-C029") { At = new("facts.yaml", 1, 1) });
        foreach (var file in _factFiles)
        {
            foreach (var definition in One(file, (fields, _) => FactsFileReader.Read(fields, taxonomies)).SelectMany(d => d))
            {
                var replaced = all.FindIndex(d => d.Path == definition.Path);
                if (replaced < 0) all.Add(definition);
                else all[replaced] = definition;
            }
        }
        return new([.. all]);
    }

    private static NetworkMap ReadNetwork(FieldReader fields, HashSet<string> sectors)
    {
        var map = NetworkReader.Read(fields, sectors.Contains);
        ExampleRunner.Run(fields, input => string.Join(',', Answer(input, map)));
        return map;
    }

    /// <summary>An example asks one question: <c>authority-of</c>, <c>receivers-of</c>, <c>reached-by</c>, or <c>in-sector</c> with <c>on</c>.</summary>
    private static IEnumerable<string> Answer(FieldReader input, NetworkMap map)
    {
        if (input.OptionalText("authority-of") is { } a) return map.AuthoritiesOf(a).Select(o => o.Key);
        if (input.OptionalText("receivers-of") is { } r) return map.ReceiversOf(r).Select(o => o.Organization.Key);
        if (input.OptionalText("reached-by") is { } d) return map.ReachedBy(d).Select(o => o.Organization.Key);
        return map.InSector(input.Text("in-sector"), input.Day("on") ?? DateOnly.MinValue).Select(o => o.Key);
    }

    private IEnumerable<T> Each<T>(string folder, Func<FieldReader, ContentHeader, T> read)
    {
        return [.. _current.Where(f => f.Key.StartsWith($"{folder}/", StringComparison.Ordinal)).SelectMany(f => One(f.Value, read))];
    }

    /// <summary>One file; empty when it cannot be read as a mapping with the right id.</summary>
    private IEnumerable<T> One<T>(ContentText file, Func<FieldReader, ContentHeader, T> read)
    {
        if (YamlReader.Read(file.Path, file.Bytes, _faults) is not { } root || FieldReader.Of(root, "", _faults) is not { } fields) return [];
        var expectedId = Path.GetFileNameWithoutExtension(file.Path);
        var header = ContentHeaderReader.Read(fields, expectedId, file.Hash);
        var value = read(fields, header with { Id = expectedId });
        fields.End();
        return [value];
    }
}
