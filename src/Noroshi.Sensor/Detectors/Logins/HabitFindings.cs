namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>One finding for each source of a habit; when there are very many, the quietest are joined to one.</summary>
internal static class HabitFindings
{
    private const int MostAlone = 500;
    private const int MostListed = 100_000;

    internal static void Add(WatchBooks watch, DetectorSetting setting, LoginHabit habit, FindingList findings)
    {
        List<(int Place, int Failures)> places = [];
        var sources = watch.Logins.Sources;
        for (var i = 0; i < sources.Count; i++)
        {
            if (watch.Habits[i] != habit || findings.IsExplained(sources.KeyAt(i))) continue;
            places.Add((i, sources.At(i).Failures));
            findings.Explain(sources.KeyAt(i));
        }
        var ordered = places.OrderByDescending(p => p.Failures).ToList();
        foreach (var (place, _) in ordered.Take(MostAlone)) findings.Add(SourceFinding.Of(watch, setting, in sources.At(place)));
        if (ordered.Count > MostAlone) findings.Add(Rest(watch, setting, [.. ordered.Skip(MostAlone).Select(p => p.Place)]));
    }

    private static Finding Rest(WatchBooks watch, DetectorSetting setting, int[] places)
    {
        var sources = watch.Logins.Sources;
        var first = places.Min(p => sources.At(p).FirstTry);
        return SourceFinding.Of(watch, setting, in sources.At(places[0])) with
        {
            Id = FindingList.IdOf(setting.Id, "rest", first),
            Sources = [.. places.Take(MostListed).Select(p => sources.At(p).Name)],
            SourceCount = places.Length,
            NetworkCount = places.Select(p => sources.At(p).Network).Distinct().Count(),
            First = first,
            Last = places.Max(p => sources.At(p).LastTry),
            Count = places.Sum(p => (long)sources.At(p).Failures),
            Lines = Evidence.InOrder(places.Take(6).Select(p => sources.At(p).FirstLine)),
        };
    }
}
