namespace Noroshi.Benchmarks.Logs;

/// <summary>Chance that is the same on every machine for the same seed (SplitMix64, Steele, Lea, Flood 2014).</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    internal ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0, below a bound.</summary>
    internal int Below(int bound) => (int)(((UInt128)Next() * (ulong)bound) >> 64);

    internal int Between(int least, int most) => least + Below(most - least + 1);

    internal double Part() => (Next() >> 11) * (1.0 / (1UL << 53));

    internal bool Is(double probability) => Part() < probability;

    /// <summary>Waiting time of things that happen on average once in so many milliseconds.</summary>
    internal long Wait(double meanMs) => 1 + (long)(-Math.Log(1 - Part()) * meanMs);

    /// <summary>Mostly near the least, now and then very much more.</summary>
    internal int Skewed(int least, int most) => (int)Math.Min(most, least / Math.Pow(1 - Part(), 1 / 1.1));

    internal T Of<T>(T[] items) => items[Below(items.Length)];

    internal Chance Fork() => new(Next());
}
