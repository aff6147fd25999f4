using System.Collections.Immutable;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors;

/// <summary>Acts of one kind, joined: how many, when, by whom, with the lines. Bounded.</summary>
internal sealed class Tally
{
    private const int MostNames = 1000;

    private readonly Dictionary<string, int> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _accounts = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> _networks = [];
    private readonly Evidence _evidence = new();

    internal long Count { get; private set; }

    internal long First { get; private set; } = LogRecord.NoTime;

    internal long Last { get; private set; } = LogRecord.NoTime;

    internal string Host { get; private set; } = "";

    internal string Service { get; private set; } = "";

    internal string Target { get; private set; } = "";

    /// <summary>The first account.</summary>
    internal string Account { get; private set; } = "";

    internal int SourceCount => _sources.Count;

    internal int AccountCount => _accounts.Count;

    internal void Add(in Sighting sighting, string source, ulong network, string account, in SightingTexts texts)
    {
        if (Count++ == 0)
        {
            Host = texts.Known(sighting.HostText);
            Service = texts.Known(sighting.ServiceText);
            Target = texts.String(sighting.TargetText);
            Account = account;
        }
        // Files are read one after the other, whatever their times.
        if (sighting.Time != LogRecord.NoTime) First = First == LogRecord.NoTime ? sighting.Time : Math.Min(First, sighting.Time);
        Last = Math.Max(Last, sighting.Time);
        Increase(_sources, source);
        Increase(_accounts, account);
        if (network != 0 && _networks.Count < MostNames) _networks.Add(network);
        _evidence.Add(texts.Line(in sighting));
    }

    /// <summary>Shows a line that belongs to what was counted without being one of them.</summary>
    internal void Show(in Sighting sighting, in SightingTexts texts) => _evidence.Add(texts.Line(in sighting));

    /// <summary>A finding of it.</summary>
    /// <param name="setting">The detector.</param>
    /// <param name="what">Whom it is about, for the id.</param>
    /// <param name="severity">How bad.</param>
    /// <param name="confidence">How sure.</param>
    /// <param name="facts">Numbers for the texts.</param>
    internal Finding Found(DetectorSetting setting, string what, Severity severity, Confidence confidence, params ImmutableArray<KeyValuePair<string, string>> facts) => new()
    {
        Id = FindingList.IdOf(setting.Id, what, First),
        Rule = setting.Id,
        Kind = setting.Kind,
        Attack = setting.Attack,
        Confidence = confidence,
        Severity = severity,
        Sources = Names(_sources),
        SourceCount = _sources.Count,
        NetworkCount = _networks.Count,
        Target = new(Host, Service, Target),
        Accounts = [.. Names(_accounts).Select(a => new FindingAccount(a, IsKnown: true))],
        AccountCount = _accounts.Count,
        First = First,
        Last = Last,
        Count = Count,
        Facts = facts,
        Lines = _evidence.Lines(),
    };

    /// <summary>The most frequent first. Sorted as an array: a query over pairs is compiled anew at each start of a program.</summary>
    private static ImmutableArray<string> Names(Dictionary<string, int> names)
    {
        string[] ordered = [.. names.Keys];
        Array.Sort(ordered, (a, b) => names[b].CompareTo(names[a]) is not 0 and var order ? order : string.CompareOrdinal(a, b));
        return [.. ordered];
    }

    private static void Increase(Dictionary<string, int> names, string name)
    {
        if (name.Length == 0) return;
        if (names.TryGetValue(name, out var count)) names[name] = count + 1;
        else if (names.Count < MostNames) names.Add(name, 1);
    }
}
