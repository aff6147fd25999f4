using System.Collections.Immutable;
using Noroshi.Sensor.Detectors.Web;

namespace Noroshi.Sensor.Detectors.Requests;

/// <summary>Attacks on web servers, joined by source: one that scans is one finding with its classes, not five hundred. Sources with a line or two are joined to one finding together.</summary>
public sealed class WebAttacks : IDetector
{
    private const int MostAlone = 200;
    private const int MostListed = 100_000;

    /// <inheritdoc/>
    public string Id => "web.attacks";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [Tunable.Count("sure-lines"), Tunable.Count("lines"), Tunable.Percent("share")];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = ["classes", "requests", "paths", "succeeded", "rules"];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        List<AttackingSource> alone = [];
        List<AttackingSource> scattered = [];
        var sources = watch.Requests.Sources;
        for (var i = 0; i < sources.Count; i++)
        {
            ref var source = ref sources.At(i);
            if (source.Attacks is null) continue;
            source.Attacks.Judge(watch.Requests);
            if (IsAlone(in source, setting)) alone.Add(new(sources.KeyAt(i), source));
            else if (source.Attacks.High > 0) scattered.Add(new(sources.KeyAt(i), source));
        }
        var ordered = alone.OrderByDescending(s => s.Attacks.Successes > 0).ThenByDescending(s => s.Attacks.High).ThenByDescending(s => s.Attacks.Count).ToList();
        foreach (var (key, source) in ordered.Take(MostAlone))
        {
            findings.Add(Of(setting, in source));
            findings.Explain(key);
        }
        scattered.AddRange(ordered.Skip(MostAlone));
        if (scattered.Count > 0) findings.Add(Scattered(setting, scattered));
    }

    /// <summary>An object, since queries over structures are compiled anew at each start of a program.</summary>
    private sealed record AttackingSource(ulong Key, RequestSource Source)
    {
        internal AttackTally Attacks => Source.Attacks!;
    }

    /// <summary>Whether a source's requests are attacks beyond doubt, or mostly.</summary>
    private static bool IsAlone(in RequestSource source, DetectorSetting setting)
    {
        var attacks = source.Attacks!;
        return attacks.High >= setting.Number("sure-lines") || attacks.Successes > 0
            || (attacks.Count >= setting.Number("lines") && attacks.Count * 100L >= setting["share"] * source.Requests);
    }

    private static Finding Of(DetectorSetting setting, in RequestSource source)
    {
        var attacks = source.Attacks!;
        var hasSucceeded = attacks.Successes > 0;
        return new()
        {
            Id = FindingList.IdOf(setting.Id, source.Name, attacks.First),
            Rule = setting.Id,
            Kind = hasSucceeded ? "application-compromise" : KindOf(attacks, setting),
            Attack = setting.Attack,
            Confidence = attacks.High >= setting.Number("sure-lines") ? Confidence.High : Confidence.Medium,
            Severity = hasSucceeded ? Severity.High : attacks.High > 0 ? Severity.Medium : Severity.Low,
            HasSucceeded = hasSucceeded,
            Sources = [source.Name],
            SourceCount = 1,
            NetworkCount = 1,
            Target = new("", source.Site, attacks.Examples.FirstOrDefault("")),
            First = attacks.First,
            Last = attacks.Last,
            Count = attacks.Count,
            Facts = FactsOf(attacks, source.Requests),
            Lines = attacks.Lines(),
        };
    }

    private static string KindOf(AttackTally attacks, DetectorSetting setting) =>
        attacks.Classes().All(c => c.Class is WebAttack.Scanner or WebAttack.SensitiveFile) ? "scanner" : setting.Kind;

    private static ImmutableArray<KeyValuePair<string, string>> FactsOf(AttackTally attacks, long requests) =>
    [
        Fact.Of("classes", string.Join(", ", attacks.Classes().Select(c => $"{c.Class} {c.Count}"))),
        Fact.Of("requests", requests),
        Fact.Of("paths", attacks.Targets),
        Fact.Of("succeeded", attacks.Successes),
        Fact.Of("rules", string.Join(", ", attacks.Rules)),
    ];

    private static Finding Scattered(DetectorSetting setting, List<AttackingSource> sources)
    {
        var first = sources.Min(s => s.Attacks.First);
        var classes = AttackTally.Classes(sources.Select(s => s.Attacks));
        return new()
        {
            Id = FindingList.IdOf(setting.Id, "scattered", first),
            Rule = setting.Id,
            Kind = setting.Kind,
            Attack = setting.Attack,
            Confidence = Confidence.Medium,
            Severity = Severity.Low,
            Sources = [.. sources.OrderByDescending(s => s.Attacks.Count).Take(MostListed).Select(s => s.Source.Name)],
            SourceCount = sources.Count,
            NetworkCount = sources.Select(s => s.Source.Network).Distinct().Count(),
            First = first,
            Last = sources.Max(s => s.Attacks.Last),
            Count = sources.Sum(s => (long)s.Attacks.Count),
            Facts =
            [
                Fact.Of("classes", string.Join(", ", classes.Select(c => $"{c.Class} {c.Count}"))), Fact.Of("requests", sources.Sum(s => (long)s.Source.Requests)), Fact.Of("paths", 0), Fact.Of("succeeded", 0),
                Fact.Of("rules", string.Join(", ", sources.SelectMany(s => s.Attacks.Rules).Distinct().Take(5))),
            ],
            Lines = Evidence.InOrder(sources.Take(8).SelectMany(s => s.Attacks.Lines().Take(1))),
        };
    }
}
