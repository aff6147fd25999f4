using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Logs;
using Noroshi.Sensor.Rules.Correlations;

namespace Noroshi.Sensor.Rules.Lines;

/// <summary>A rule set put to log lines: which rules fire at a line. One instance for each thread; nothing is allocated once its buffers have grown, but for what correlations count.</summary>
/// <remarks>
/// <code>
/// line + record ─► its own members (JSON, XML, pairs) ─► which rules are written for such a line ─► RuleSet.Match ─► SightingBlock
/// </code>
/// </remarks>
public sealed class LineRules
{
    private const int MaxKinds = 1024;

    private readonly RuleSet _set;
    private readonly RuleScratch _scratch;
    private readonly LineScratch _line;
    private readonly LineField[] _fields;
    private readonly (LogSource Source, int[] Rules)[] _sources;
    private readonly Dictionary<ulong, RuleSubset?> _byKind = [];
    private readonly ulong _seed;
    private readonly int[]?[] _asked;
    private readonly int[] _fired;
    private readonly bool _asksOwn;
    private readonly int _eventId;
    private readonly int _channel;

    /// <summary>Rules for one thread.</summary>
    /// <param name="set">The rules.</param>
    /// <param name="seed">A number that those who write logs cannot know (<see cref="WatchSettings.Seed"/>).</param>
    public LineRules(RuleSet set, ulong seed)
    {
        _set = set;
        _seed = seed;
        _scratch = set.NewScratch();
        _fired = new int[set.Rules.Length];
        _line = new(set.Fields);
        _fields = [.. set.Fields.Names.Select(LineFields.Of)];
        _eventId = set.Fields.SlotOf("EventID"u8);
        _channel = set.Fields.SlotOf("Channel"u8);
        _asksOwn = _fields.Where((f, slot) => f == LineField.Own && slot != _eventId && slot != _channel).Any();
        _asked = [.. set.Rules.Select(r => LogSources.IsKnown(r.LogSource) ? null : Asked(r))];
        _sources = [.. set.Rules.Select((rule, number) => (rule.LogSource, number)).GroupBy(r => r.LogSource, r => r.number).Select(g => (g.Key, g.ToArray()))];
    }

    /// <summary>Puts a line to the rules.</summary>
    /// <param name="block">The block that is read.</param>
    /// <param name="line">The line, a slice of the block.</param>
    /// <param name="record">What it says; of a line no format knows, one with the line as its message.</param>
    /// <param name="sightings">Receives the rules that fire. The line itself is added to it afterwards.</param>
    /// <returns>Numbers of the rules that fired, until the next line.</returns>
    public ReadOnlySpan<int> Match(ReadOnlySpan<byte> block, ReadOnlySpan<byte> line, in LogRecord record, SightingBlock sightings)
    {
        if (RulesFor(line, in record) is not { } among) return [];
        LineEvent e = new(line, in record, _fields, _line);
        _set.MatchAmong(ref e, _scratch, among);
        var fired = Fired(ref e);
        if (fired.IsEmpty) return [];
        var values = _set.IsCounted(fired) ? FieldValues.Of(ref e, _set.CountedSlots) : null;
        var time = record.Time == LogRecord.NoTime && values is not null ? _set.TimeOf(ref e)?.ToUnixTimeMilliseconds() ?? LogRecord.NoTime : record.Time;
        sightings.AddMatch(block, line, in record, time, fired, values);
        return fired;
    }

    /// <summary>What each rule of the set says to a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="record">What it says.</param>
    public RuleAnswer[] Explain(ReadOnlySpan<byte> line, in LogRecord record)
    {
        var among = RulesFor(line, in record);
        LineEvent e = new(line, in record, _fields, _line);
        _set.Match(ref e, _scratch);
        var fired = Fired(ref e);
        var answers = new RuleAnswer[_set.Rules.Length];
        for (var rule = 0; rule < answers.Length; rule++)
        {
            answers[rule] = among?.Has(rule) != true ? RuleAnswer.OtherLog : fired.Contains(rule) ? RuleAnswer.Fired : (_scratch.Candidates[rule >> 6] >> (rule & 63) & 1) != 0 ? RuleAnswer.ConditionFalse : RuleAnswer.NoText;
        }
        return answers;
    }

    /// <summary>The rules that fired, without those for logs we do not know whose fields the line has none of.</summary>
    private ReadOnlySpan<int> Fired(scoped ref LineEvent e)
    {
        var count = 0;
        foreach (var rule in _scratch.Fired)
        {
            if (_asked[rule] is not { } slots || HasAny(ref e, slots)) _fired[count++] = rule;
        }
        return _fired.AsSpan(0, count);
    }

    private static bool HasAny(scoped ref LineEvent e, int[] slots)
    {
        foreach (var slot in slots)
        {
            if (e.ValueCount(slot) > 0) return true;
        }
        return false;
    }

    /// <summary>The slots of the fields a rule asks for; null when it asks for texts too.</summary>
    private int[]? Asked(SigmaRule rule)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var selection in rule.Selections)
        {
            if (!selection.AddFieldsTo(names)) return null;
        }
        return [.. names.Select(n => _set.Fields.SlotOf(System.Text.Encoding.UTF8.GetBytes(n)))];
    }

    /// <summary>The rules written for such a line; null for none. Reads the line's own members.</summary>
    private RuleSubset? RulesFor(ReadOnlySpan<byte> line, in LogRecord record)
    {
        _line.Begin();
        var isStructured = ReadOwn(line, in record);
        var own = _line.Own;
        var eventId = -1;
        ReadOnlySpan<byte> channel = [];
        if (isStructured)
        {
            if (own.ValueCount(_eventId) > 0 && own.Value(_eventId, 0, out var number) is not EventValueKind.Composite && LineScan.TryNumber(number, out var id) && id <= ushort.MaxValue) eventId = (int)id;
            if (own.ValueCount(_channel) > 0) own.Value(_channel, 0, out channel);
        }
        LineKind kind = new(in record, eventId, channel, isStructured);
        var key = kind.Key(_seed);
        if (!_byKind.TryGetValue(key, out var rules))
        {
            // Names of programs are the writers' to choose: only so many are kept.
            if (_byKind.Count == MaxKinds) _byKind.Clear();
            _byKind.Add(key, rules = RulesFor(in kind));
        }
        return rules;
    }

    private RuleSubset? RulesFor(in LineKind kind)
    {
        List<int> rules = [];
        foreach (var (source, of) in _sources)
        {
            if (LogSources.Fits(source, in kind)) rules.AddRange(of);
        }
        return _set.Among(rules);
    }

    /// <summary>Reads what the line names itself; answers whether it is an object or event.</summary>
    private bool ReadOwn(ReadOnlySpan<byte> line, in LogRecord record)
    {
        var text = IsObject(record.Message) || record.Message.StartsWith("<Event"u8) ? record.Message : line;
        if (IsObject(text)) return JsonFields.TryRead(text.StartsWith("@cee:"u8) ? text[5..] : text, _line.Own);
        if (record.Kind == RecordKind.Request) return false;
        if (text is [(byte)'<', ..] && XmlFields.IsEvent(text))
        {
            XmlFields.Read(text, _line.Own);
            return true;
        }
        if (_asksOwn) PairFields.Read(text, _line.Own);
        return false;
    }

    private static bool IsObject(ReadOnlySpan<byte> text) => text is [(byte)'{', ..] || (text is [(byte)' ' or (byte)'[' or (byte)'@', ..] && text.TrimStart("@ce: ["u8) is [(byte)'{', ..]);
}
