using System.Collections.Immutable;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Noroshi.Sensor.Logs;
using Noroshi.Sensor.Rules;
using Noroshi.Sensor.Rules.Correlations;
using Noroshi.Sensor.Rules.Lines;

namespace Noroshi.Sensor.Detectors.Matches;

/// <summary>
/// What Sigma rules fired at: a tally for each rule, and for each group of a correlation. Events that correlations count wait until they can be taken in the order of time, since files are read one after
/// the other. Bounded.
/// </summary>
internal sealed class MatchBook
{
    private const int MostWaiting = 1 << 16;
    private const int MostGroups = 1000;
    private const int MostGroupsShown = 20;
    private const int MostAccounts = 64;

    private readonly record struct Waiting(long Time, int[] Rules, FieldValues Values, LineRef Line);

    private readonly RuleSet _set;
    private readonly ulong _seed;
    private readonly Tally?[] _rules;
    private readonly Correlator? _correlator;
    private readonly Dictionary<(int Correlation, string Group), GroupTally> _groups = [];
    private readonly List<Waiting> _waiting = [];
    private long _now = LogRecord.NoTime;

    internal MatchBook(RuleSet set, ulong seed)
    {
        _set = set;
        _seed = seed;
        _rules = new Tally?[set.Rules.Length];
        _correlator = set.Correlations.IsEmpty ? null : new(set);
    }

    /// <summary>Firings of correlations for groups that there was no more room for.</summary>
    internal long Forgotten { get; private set; }

    internal void See(MatchList matches, in SightingTexts texts)
    {
        foreach (var match in matches.All)
        {
            var sighting = match.Sighting;
            var source = texts.String(sighting.SourceText);
            var network = SourceNetwork.Of(texts.Bytes(sighting.SourceText), _seed);
            var account = texts.String(sighting.AccountText);
            var rules = matches.RulesOf(in match);
            foreach (var rule in rules)
            {
                if (_set.ReportsRule(rule)) (_rules[rule] ??= new()).Add(in sighting, source, network, account, in texts);
            }
            if (match.Values is not null) Wait(new(sighting.Time, rules.ToArray(), match.Values, texts.Line(in sighting)));
        }
    }

    /// <summary>There are no more lines.</summary>
    internal void Complete()
    {
        Correlate();
        _correlator?.Complete();
        TakeFirings();
    }

    internal void Find(WatchBooks watch, FindingList findings)
    {
        Correlate();
        for (var rule = 0; rule < _rules.Length; rule++)
        {
            if (_rules[rule] is { } tally) findings.Add(Found(_set.Rules[rule].Header, tally, watch));
        }
        foreach (var of in _groups.Values.GroupBy(g => g.Correlation))
        {
            var ordered = of.OrderByDescending(g => g.Count).ThenBy(g => g.First).ToList();
            foreach (var group in ordered.Take(MostGroupsShown)) findings.Add(Found(of.Key, [group], watch));
            if (ordered.Count > MostGroupsShown) findings.Add(Found(of.Key, [.. ordered.Skip(MostGroupsShown)], watch));
        }
    }

    private void Wait(Waiting waiting)
    {
        _now = waiting.Time == LogRecord.NoTime ? _now : waiting.Time;
        _waiting.Add(waiting with { Time = _now });
        if (_waiting.Count == MostWaiting) Correlate();
    }

    private void Correlate()
    {
        if (_correlator is null) return;
        foreach (var one in _waiting.OrderBy(w => w.Time))
        {
            _correlator.Observe(one.Values, one.Rules, LogTime.IsRepresentable(one.Time) ? DateTimeOffset.FromUnixTimeMilliseconds(one.Time) : null, one.Line);
            TakeFirings();
        }
        _waiting.Clear();
    }

    private void TakeFirings()
    {
        foreach (var firing in _correlator?.Fired ?? [])
        {
            if (!_set.ReportsCorrelation(firing.Correlation)) continue;
            var key = (firing.Correlation, CorrelationPlan.Key(firing.Group));
            if (_groups.TryGetValue(key, out var tally)) tally.Add(firing);
            else if (_groups.Count < MostGroups) _groups.Add(key, new(firing));
            else Forgotten++;
        }
    }

    private Finding Found(RuleHeader header, Tally tally, WatchBooks watch)
    {
        DetectorSetting setting = new(header.Key, RuleWords.KindOf(header), [.. header.AttackIds], System.Collections.Frozen.FrozenDictionary<string, long>.Empty);
        var found = tally.Found(setting, "", RuleWords.SeverityOf(header), RuleWords.ConfidenceOf(header));
        return found with
        {
            Id = FindingList.IdOf("sigma", header.Key, tally.First),
            Sigma = header,
            Accounts = [.. found.Accounts.Take(MostAccounts).Select(a => Account(a.Name, watch))],
        };
    }

    private Finding Found(int correlation, IReadOnlyList<GroupTally> groups, WatchBooks watch)
    {
        var rule = _set.Correlations[correlation];
        var values = groups.SelectMany(g => g.Group.Select((value, at) => (Field: LineFields.Of(rule.GroupBy[at]), Name: rule.GroupBy[at], Value: value))).ToList();
        string[] sources = [.. values.Where(v => v.Field == LineField.Client || IPAddress.TryParse(v.Value, out _)).Select(v => v.Value).Distinct()];
        string[] accounts = [.. values.Where(v => v.Field is LineField.Account or LineField.Actor).Select(v => v.Value).Distinct()];
        var others = groups.Count > 1 ? [] : values.Where(v => !sources.Contains(v.Value) && !accounts.Contains(v.Value)).Select(v => $"{v.Name}={v.Value}");
        var first = groups.Min(g => g.First);
        return new()
        {
            Id = FindingList.IdOf("sigma", groups.Count > 1 ? $"{rule.Header.Key}\nothers" : $"{rule.Header.Key}\n{CorrelationPlan.Key(groups[0].Group)}", first),
            Rule = rule.Header.Key,
            Sigma = rule.Header,
            Kind = RuleWords.KindOf(rule.Header),
            Attack = [.. rule.Header.AttackIds],
            Confidence = RuleWords.ConfidenceOf(rule.Header),
            Severity = RuleWords.SeverityOf(rule.Header),
            Sources = [.. sources],
            SourceCount = sources.Length,
            NetworkCount = sources.Select(s => SourceNetwork.Of(Encoding.UTF8.GetBytes(s), _seed)).Distinct().Count(),
            Accounts = [.. accounts.Take(MostAccounts).Select(a => Account(a, watch))],
            AccountCount = accounts.Length,
            First = first,
            Last = groups.Max(g => g.Last),
            Count = groups.Sum(g => g.Count),
            Facts = [Fact.Of("group", string.Join(", ", others)), Fact.Of("groups", groups.Count)],
            Lines = Evidence.InOrder(groups.Take(8).SelectMany(g => g.Lines)),
        };
    }

    private FindingAccount Account(string name, WatchBooks watch)
    {
        ref var account = ref watch.Logins.Accounts.Find(Keys.OfName(Encoding.UTF8.GetBytes(name), _seed));
        return new(name, !Unsafe.IsNullRef(ref account) && (account.IsKnown || account.IsPrivileged));
    }
}
