using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Requests;

/// <summary>A finding about one source's requests, the parts that all such findings share.</summary>
internal static class RequestFinding
{
    private const int MostAlone = 100;

    internal static Finding Of(DetectorSetting setting, in RequestSource source, Severity severity, Confidence confidence, long count, ImmutableArray<KeyValuePair<string, string>> facts) => new()
    {
        Id = FindingList.IdOf(setting.Id, source.Name, source.First),
        Rule = setting.Id,
        Kind = setting.Kind,
        Attack = setting.Attack,
        Confidence = confidence,
        Severity = severity,
        Sources = [source.Name],
        SourceCount = 1,
        NetworkCount = 1,
        Target = new("", source.Site, ""),
        First = source.First,
        Last = source.Last,
        Count = count,
        Facts = facts,
        Lines = [source.FirstLine],
    };

    /// <summary>Adds a finding for each source whose peak reaches a detector's threshold <c>requests</c>, unless it is explained already.</summary>
    internal static void AddPeaks(WatchBooks watch, DetectorSetting setting, FindingList findings, Confidence confidence, Func<Pace, int> peakOf)
    {
        List<Finding> many = [];
        var sources = watch.Requests.Sources;
        for (var i = 0; i < sources.Count; i++)
        {
            ref var source = ref sources.At(i);
            var peak = peakOf(source.Pace);
            if (peak >= setting.Number("requests") && !findings.IsExplained(sources.KeyAt(i))) many.Add(Of(setting, in source, Severity.Low, confidence, source.Requests, [Fact.Of("peak", peak)]));
        }
        Add(many, findings);
    }

    /// <summary>Adds findings one by one, and the least of very many joined.</summary>
    internal static void Add(List<Finding> many, FindingList findings)
    {
        var ordered = many.OrderByDescending(f => f.Rank).ToList();
        foreach (var finding in ordered.Take(MostAlone)) findings.Add(finding);
        if (ordered.Count > MostAlone) findings.Add(Joined.Of([.. ordered.Skip(MostAlone)]));
    }
}
