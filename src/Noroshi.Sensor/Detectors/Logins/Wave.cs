namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>Many sources that all began to fail at log-ins within a time, each with few tries, and never belonged here.</summary>
/// <param name="ServiceName">The service.</param>
/// <param name="From">When it began.</param>
/// <param name="Until">When it ended.</param>
/// <param name="Sources">Keys of the sources.</param>
/// <param name="Usual">How many such sources the same length of time has otherwise.</param>
/// <param name="HasBaseline">Whether there was enough other time to know what is usual.</param>
internal sealed record Wave(string ServiceName, long From, long Until, HashSet<ulong> Sources, double Usual, bool HasBaseline)
{
    /// <summary>How many sources the largest wave has that a source is in.</summary>
    internal static Dictionary<ulong, int> SizeByMember(IEnumerable<Wave> waves)
    {
        Dictionary<ulong, int> sizes = [];
        foreach (var wave in waves)
        {
            foreach (var member in wave.Sources) sizes[member] = Math.Max(sizes.GetValueOrDefault(member), wave.Sources.Count);
        }
        return sizes;
    }

    /// <summary>What a finding about a member says of it; nothing for a source in no wave.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> FactsOf(int size) => size > 0 ? [Fact.Of("wave", size)] : [];
}
