using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Noroshi.Sensor.Detectors.Requests.Crowds;

namespace Noroshi.Sensor.Detectors.Requests;

/// <summary>Many sources that together ask for one path or one site far more often than is usual there (分散型サービス妨害), each of them little enough to stay below every threshold for one source.</summary>
/// <remarks>What is usual is the rate the same path exceeds in fifteen of a hundred minutes of this log, so that the hours of day are no flood. A log shorter than an hour has nothing usual, and a flood that fills more of it than that part is not told from its busy hours.</remarks>
public sealed class DistributedFloods : IDetector
{
    private const int EnoughMinutes = 60;
    private const int MostListed = 4096;

    /// <inheritdoc/>
    public string Id => "web.distributed-flood";

    /// <inheritdoc/>
    public ImmutableArray<Tunable> Tunables { get; } = [Tunable.Count("requests"), Tunable.Count("times-usual"), Tunable.Count("sources")];

    /// <inheritdoc/>
    public ImmutableArray<string> Facts { get; } = ["target", "peak", "usual", "time", "failed"];

    /// <inheritdoc/>
    public void Find(WatchBooks watch, DetectorSetting setting, FindingList findings)
    {
        if (watch.Requests.Crowds.Minutes < EnoughMinutes) return;
        List<Crowd> floods = [.. watch.Requests.Crowds.Crowds.Where(c => IsFlood(watch, setting, c) && !IsExplained(c, findings))];
        foreach (var flood in floods.Where(f => !IsToldBetter(f, floods)))
        {
            findings.Add(Of(watch, setting, flood));
            foreach (var source in flood.Sources.Keys) findings.Explain(source);
        }
    }

    private static bool IsFlood(WatchBooks watch, DetectorSetting setting, Crowd crowd)
    {
        if (crowd.SourceCount < setting.Number("sources")) return false;
        // What ten sources do together is for the detectors of single sources.
        return crowd.Peak * crowd.SpreadShare() >= Math.Max(setting.Number("requests"), setting["times-usual"] * Math.Max(1, Usual(watch, crowd)));
    }

    /// <summary>Whether most of its sources are told of already: a password list at a form is a crowd too.</summary>
    private static bool IsExplained(Crowd crowd, FindingList findings) => crowd.Sources.Keys.Count(findings.IsExplained) * 2 > crowd.Sources.Count;

    /// <summary>A path that makes up most of what came to its site stands for the site; of many paths, the site stands for them.</summary>
    private static bool IsToldBetter(Crowd crowd, List<Crowd> floods)
    {
        var near = floods.Where(f => f != crowd && f.SiteKey == crowd.SiteKey && f.First <= crowd.Last && crowd.First <= f.Last);
        return crowd.Path is null ? near.Any(f => f.Path is not null && f.Count * 2 > crowd.Count) : near.Any(f => f.Path is null && crowd.Count * 2 <= f.Count);
    }

    /// <summary>What is exceeded in few minutes of the log; of a path that is remembered no more nothing can be said, and it was seldom asked for.</summary>
    private static long Usual(WatchBooks watch, Crowd crowd)
    {
        var requests = watch.Requests;
        if (crowd.Path is null)
        {
            ref var site = ref requests.Sites.Find(crowd.Key);
            return Unsafe.IsNullRef(ref site) ? 0 : site.Rates.ExceededIn(CrowdBook.BusyPercent, requests.Crowds.Minutes);
        }
        ref var page = ref requests.Pages.Find(crowd.Key);
        return Unsafe.IsNullRef(ref page) ? 0 : page.Rates.ExceededIn(CrowdBook.BusyPercent, requests.Crowds.Minutes);
    }

    private static Finding Of(WatchBooks watch, DetectorSetting setting, Crowd flood)
    {
        List<(string Name, ulong Network, int Count)> sources = [];
        foreach (var (key, count) in flood.Sources.OrderByDescending(s => s.Value).Take(MostListed))
        {
            ref var source = ref watch.Requests.Sources.Find(key);
            if (!Unsafe.IsNullRef(ref source)) sources.Add((source.Name, source.Network, count));
        }
        var isHurting = flood.Failed * 5 >= flood.Count;
        return new()
        {
            Id = FindingList.IdOf(setting.Id, flood.Site + flood.Path, flood.First / 60_000),
            Rule = setting.Id,
            Kind = setting.Kind,
            Attack = setting.Attack,
            Confidence = isHurting ? Confidence.Medium : Confidence.Low,
            Severity = isHurting ? Severity.Medium : Severity.Low,
            Sources = [.. sources.Select(s => s.Name)],
            SourceCount = flood.SourceCount,
            NetworkCount = sources.Select(s => s.Network).Distinct().Count(),
            Target = new("", flood.Site, flood.Path ?? ""),
            First = flood.First,
            Last = flood.Last,
            Count = flood.Count,
            Facts =
            [
                Fact.Of("target", flood.Site + (flood.Path ?? "/…")), Fact.Of("peak", flood.Peak), Fact.Of("usual", Usual(watch, flood)),
                Fact.Time("time", flood.Last - flood.First), Fact.Of("failed", flood.Failed),
            ],
            Lines = flood.Evidence.Lines(),
        };
    }
}
