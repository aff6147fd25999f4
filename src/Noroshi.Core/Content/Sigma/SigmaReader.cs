using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Rules;
using Noroshi.Sensor.Rules.Modifiers;

namespace Noroshi.Core.Content.Sigma;

/// <summary>
/// Sigma files to a <see cref="RuleBook"/>: rules, correlations and filters, several documents a file. Ours and a user's own take this one path.
/// A rule with a fault is left out and every fault is told; the others stand. Give all files, then call <see cref="Complete"/>. Not for several threads.
/// </summary>
/// <remarks>Sigma specification 2.1.0: rules, correlations, filters. Keys the specification does not know are ignored, as it allows; <c>noroshi</c> is read and checked.</remarks>
public sealed class SigmaReader
{
    private readonly Placeholders _placeholders;
    private readonly Taxonomy? _rsit;
    private readonly List<SigmaRule> _rules = [];
    private readonly List<CorrelationRule> _correlations = [];
    private readonly List<FilterRule> _filters = [];
    private readonly List<Fault> _faults = [];

    /// <summary>A reader.</summary>
    /// <param name="placeholders">What <c>%name%</c> stands for under <c>expand</c>.</param>
    /// <param name="rsit">The taxonomy <c>noroshi.rsit</c> is checked against; null leaves it unchecked.</param>
    public SigmaReader(Placeholders placeholders, Taxonomy? rsit = null)
    {
        _placeholders = placeholders;
        _rsit = rsit;
    }

    /// <summary>
    /// Whether regular expressions may go back (look-around, back references), each value within <see cref="RegexTest.LimitMilliseconds"/>. Rules put to logs that strangers write into must not:
    /// a line made for it would stop the reading.
    /// </summary>
    public bool MayBacktrack { get; init; }

    /// <summary>Reads one file.</summary>
    /// <param name="file">The file's name as it shall stand in faults.</param>
    /// <param name="bytes">The file.</param>
    public void Add(string file, ReadOnlySpan<byte> bytes)
    {
        foreach (var root in YamlReader.ReadAll(file, bytes, _faults)) Document(root);
    }

    /// <summary>Reads one file.</summary>
    /// <param name="file">The file.</param>
    public void Add(ContentFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        foreach (var root in file.Roots(_faults)) Document(root);
    }

    /// <summary>Checks what rules say of each other.</summary>
    /// <param name="faults">Everything that is wrong, in the order of files.</param>
    public RuleBook Complete(out ImmutableArray<Fault> faults)
    {
        var correlations = SigmaReferences.Check(_rules, _correlations, _faults);
        faults = [.. _faults];
        return new() { Rules = [.. _rules], Correlations = correlations, Filters = [.. _filters] };
    }

    private void Document(YamlNode root)
    {
        List<Fault> faults = [];
        if (FieldReader.Of(root, "", faults) is { } fields)
        {
            var header = SigmaHeaderReader.Read(fields, root.At);
            if (fields.Has("correlation")) Keep(_correlations, SigmaCorrelationReader.Read(fields, header), faults);
            else if (fields.Has("filter")) Keep(_filters, Filter(fields, header), faults);
            else if (fields.Has("detection")) Keep(_rules, Rule(fields, header), faults);
            else faults.Add(fields.Bad("NRS-D001"));
        }
        _faults.AddRange(faults);
    }

    private static void Keep<T>(List<T> kept, T? one, List<Fault> faults) where T : class
    {
        if (one is not null && faults.Count == 0) kept.Add(one);
    }

    private SigmaRule? Rule(FieldReader fields, RuleHeader header)
    {
        var source = Source(fields);
        var detection = fields.Within("detection") is { } within ? Detection(within).Read(["condition", "timeframe"]) : null;
        var notes = fields.Within("noroshi") is { } ours ? SigmaNotesReader.Read(ours, _rsit) : null;
        if (detection is null || source is null) return null;
        return new() { Header = header with { Notes = notes }, LogSource = source, SelectionNames = detection.Names, Selections = detection.Selections, Condition = detection.Condition };
    }

    private FilterRule? Filter(FieldReader fields, RuleHeader header)
    {
        var source = Source(fields);
        if (fields.Within("filter") is not { } within) return null;
        var rules = within.Words("rules");
        if (!within.Has("rules")) within.Missing("rules");
        if (rules is ["any" or "all"]) rules = [];
        var detection = Detection(within).Read(["condition", "rules"]);
        if (detection is null || source is null) return null;
        return new() { Header = header, LogSource = source, Rules = rules, Selections = detection.Selections, Condition = detection.Condition };
    }

    private SigmaDetectionReader Detection(FieldReader fields) => new(fields, _placeholders, MayBacktrack);

    private static LogSource? Source(FieldReader fields)
    {
        if (!fields.Has("logsource")) fields.Missing("logsource");
        if (fields.Within("logsource") is not { } within) return null;
        LogSource source = new(Word(within, "category"), Word(within, "product"), Word(within, "service"));
        if (source == LogSource.Unsaid) within.Faults.Add(within.Bad("NRS-D002"));
        return source;
    }

    private static string? Word(FieldReader fields, string key) => fields.OptionalText(key)?.Trim().ToLowerInvariant();
}
