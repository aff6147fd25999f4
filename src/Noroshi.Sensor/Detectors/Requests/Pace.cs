using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors.Requests;

/// <summary>How fast a source asks: the most within ten seconds, and the most for one and the same path within a minute.</summary>
internal struct Pace
{
    private const long TenSeconds = 10_000;
    private const long Minute = 60_000;

    private long _tenStart;
    private long _minuteStart;
    private int _inTen;
    private ulong _candidate;
    private int _votes;

    /// <summary>Most requests within ten seconds.</summary>
    internal int PeakInTen { get; private set; }

    /// <summary>When that was.</summary>
    internal long PeakAt { get; private set; }

    /// <summary>At least so many requests for <see cref="PeakPath"/> more than for all others together, within a minute.</summary>
    internal int PeakSame { get; private set; }

    /// <summary>The path asked for most in that minute.</summary>
    internal ulong PeakPath { get; private set; }

    internal void Add(long time, ulong path)
    {
        if (time == LogRecord.NoTime) return;
        if ((ulong)(time - _tenStart) >= TenSeconds) (_tenStart, _inTen) = (time, 0);
        if (++_inTen > PeakInTen) (PeakInTen, PeakAt) = (_inTen, time);
        if ((ulong)(time - _minuteStart) >= Minute) (_minuteStart, _votes) = (time, 0);
        // The majority vote of Boyer and Moore: one candidate, no table.
        if (_votes == 0) _candidate = path;
        _votes += _candidate == path ? 1 : -1;
        if (_votes > PeakSame) (PeakSame, PeakPath) = (_votes, _candidate);
    }
}
