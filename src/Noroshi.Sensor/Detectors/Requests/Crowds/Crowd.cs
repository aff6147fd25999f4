using System.Numerics;

namespace Noroshi.Sensor.Detectors.Requests.Crowds;

/// <summary>A time in which one path, or one site as a whole, was asked for so often that it is worth a look, and by whom. Bounded.</summary>
/// <param name="key">Key of the path or the site.</param>
/// <param name="siteKey">Key of the site.</param>
/// <param name="site">The site; empty where the log does not say.</param>
/// <param name="path">The path; null for the site as a whole.</param>
internal sealed class Crowd(ulong key, ulong siteKey, string site, string? path)
{
    private const int MostSources = 4096;
    private const int SketchBits = 1 << 16;

    private readonly Dictionary<ulong, int> _sources = [];
    private readonly ulong[] _sketch = new ulong[SketchBits / 64];

    internal ulong Key => key;

    internal string Site => site;

    internal string? Path => path;

    internal ulong SiteKey => siteKey;

    internal long First { get; private set; } = long.MaxValue;

    internal long Last { get; private set; }

    internal long Count { get; private set; }

    /// <summary>Answers that say the server could not: 500 to 599, and none at all (nginx's 499, a status that is missing).</summary>
    internal long Failed { get; private set; }

    /// <summary>Most requests within a minute.</summary>
    internal int Peak { get; private set; }

    internal Evidence Evidence { get; } = new();

    /// <summary>How many requests each source sent, of the first sources.</summary>
    internal IReadOnlyDictionary<ulong, int> Sources => _sources;

    /// <summary>How many sources: exact up to 4,096, an estimate above.</summary>
    /// <remarks>Linear counting (Whang, Vander-Zanden, Taylor 1990).</remarks>
    internal int SourceCount
    {
        get
        {
            if (_sources.Count < MostSources) return _sources.Count;
            var empty = SketchBits - _sketch.Sum(BitOperations.PopCount);
            return Math.Max(MostSources, (int)(SketchBits * Math.Log((double)SketchBits / Math.Max(1, empty))));
        }
    }

    /// <summary>Counts a request.</summary>
    /// <param name="sighting">The request.</param>
    /// <param name="inMinute">How many came within its minute until now, with it.</param>
    /// <param name="texts">The texts of its block.</param>
    internal void Add(in Sighting sighting, int inMinute, in SightingTexts texts)
    {
        // What came in the same minute before it was worth a look was not looked at, but it was there.
        Count += Count == 0 ? inMinute : 1;
        First = Math.Min(First, sighting.Time);
        Last = Math.Max(Last, sighting.Time);
        Peak = Math.Max(Peak, inMinute);
        if (sighting.Status is >= 500 or 499 or < 100) Failed++;
        var source = sighting.Source;
        _sketch[(int)(source >> 48) / 64] |= 1UL << (int)(source >> 48);
        if (_sources.TryGetValue(source, out var count)) _sources[source] = count + 1;
        else if (_sources.Count < MostSources) _sources.Add(source, 1);
        Evidence.Add(texts.Line(in sighting));
    }

    /// <summary>The part that the ten busiest sources do not account for.</summary>
    internal double SpreadShare()
    {
        var counts = _sources.Values.OrderDescending().ToArray();
        var all = counts.Sum(c => (long)c);
        return all == 0 ? 0 : 1 - ((double)counts.Take(10).Sum() / all);
    }
}
