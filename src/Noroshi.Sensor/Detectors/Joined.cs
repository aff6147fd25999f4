namespace Noroshi.Sensor.Detectors;

/// <summary>Several findings of one detector as one.</summary>
internal static class Joined
{
    private const int MostListed = 100_000;

    internal static Finding Of(IReadOnlyList<Finding> findings)
    {
        var ordered = findings.OrderByDescending(f => f.Rank).ToList();
        var most = ordered[0];
        return most with
        {
            Id = FindingList.IdOf(most.Rule, "joined", findings.Min(f => f.First)),
            Sources = [.. ordered.SelectMany(f => f.Sources).Distinct().Take(MostListed)],
            SourceCount = findings.Sum(f => f.SourceCount),
            NetworkCount = findings.Sum(f => f.NetworkCount),
            Accounts = [.. ordered.SelectMany(f => f.Accounts).Distinct().Take(20)],
            First = findings.Min(f => f.First),
            Last = findings.Max(f => f.Last),
            Count = findings.Sum(f => f.Count),
            Lines = Evidence.InOrder(ordered.Take(8).SelectMany(f => f.Lines.Take(1))),
        };
    }
}
