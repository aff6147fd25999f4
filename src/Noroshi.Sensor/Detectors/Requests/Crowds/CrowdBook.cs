using System.Runtime.CompilerServices;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors.Requests.Crowds;

/// <summary>Times in which many asked for the same. Whether that is far above the log's usual is judged at the end; here only what may turn out to be is kept. Bounded; one thread at a time.</summary>
internal sealed class CrowdBook(WatchSettings settings)
{
    /// <summary>In how many of a hundred minutes the usual rate is exceeded: a site's busy hours are usual, a flood that lasts longer than this part of the log would be too.</summary>
    internal const int BusyPercent = 15;

    private const int MostCrowds = 24;
    private const long PauseMs = 600_000;

    private readonly int _least = Math.Max(1, settings["web.distributed-flood"].Number("requests") / 4);
    private readonly int _factor = settings["web.distributed-flood"].Number("times-usual");
    private readonly List<Crowd> _crowds = [];
    private MinuteRates _all;
    private Crowd? _lastCrowd;

    internal IReadOnlyList<Crowd> Crowds => _crowds;

    /// <summary>Minutes in which the log says anything of requests.</summary>
    internal int Minutes => _all.Minutes;

    /// <summary>Counts a request's minute, before what it asks for is looked at.</summary>
    internal void Tick(long time) => _all.Add(time);

    /// <summary>Counts a request for a path, or at a site as a whole.</summary>
    /// <param name="rates">The rates of that path or site.</param>
    /// <param name="key">Its key.</param>
    /// <param name="isSite">Whether it is the site as a whole.</param>
    /// <param name="sighting">The request.</param>
    /// <param name="texts">The texts of its block.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void See(ref MinuteRates rates, ulong key, bool isSite, in Sighting sighting, in SightingTexts texts)
    {
        // Nearly nothing ever comes near what is least worth a look: only then is it worked out what is, for this one.
        if (rates.Add(sighting.Time)) rates.Limit = rates.Last >= _least ? LimitOf(in rates) : _least;
        if (rates.Now < rates.Limit) return;
        if (rates.Now == _least && rates.Limit == _least) rates.Limit = LimitOf(in rates);
        if (rates.Now >= rates.Limit) Gather(in rates, key, isSite, in sighting, in texts);
    }

    /// <summary>A quarter of what would be a flood by what is known until now. In the minute after one with so many, every request is looked at.</summary>
    private int LimitOf(in MinuteRates rates)
    {
        if (rates.Minutes == 1) return _least;
        var limit = Math.Max(_least, (int)Math.Min(int.MaxValue, (long)_factor * rates.ExceededIn(BusyPercent, _all.Minutes) / 4));
        return rates.Last >= limit ? 1 : limit;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Gather(in MinuteRates rates, ulong key, bool isSite, in Sighting sighting, in SightingTexts texts)
    {
        if (_lastCrowd is not { } crowd || crowd.Key != key || !IsOn(crowd, sighting.Time))
        {
            var time = sighting.Time;
            crowd = _crowds.Find(c => c.Key == key && IsOn(c, time)) ?? Begin(key, isSite, in sighting, in texts);
            if (crowd is null) return;
            _lastCrowd = crowd;
        }
        crowd.Add(in sighting, rates.Now, in texts);
    }

    private static bool IsOn(Crowd crowd, long time) => time - crowd.Last < PauseMs && crowd.First - time < PauseMs;

    /// <summary>A new crowd, in place of the smallest that is over when there are too many; null when all of them still are.</summary>
    private Crowd? Begin(ulong key, bool isSite, in Sighting sighting, in SightingTexts texts)
    {
        if (_crowds.Count == MostCrowds)
        {
            var time = sighting.Time;
            if (_crowds.Where(c => !IsOn(c, time)).MinBy(c => c.Peak) is not { } least) return null;
            _crowds.Remove(least);
        }
        var crowd = new Crowd(key, sighting.Service, texts.Known(sighting.SiteText), isSite ? null : texts.String(sighting.TargetText));
        _crowds.Add(crowd);
        return crowd;
    }
}
