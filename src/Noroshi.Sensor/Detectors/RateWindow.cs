using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors;

/// <summary>How many things happened within a sliding time, and the most that ever did. Two fixed windows stand for the sliding one: the last, by the part of it that still counts, and the current.</summary>
internal struct RateWindow
{
    private long _start;
    private int _now;
    private int _before;

    /// <summary>The most within any window.</summary>
    internal int Peak { get; private set; }

    /// <summary>Counts one at a time. Times may go backwards: a little is the same window, much begins anew.</summary>
    internal void Add(long time, long width)
    {
        if (time == LogRecord.NoTime) time = _start;
        var into = time - _start;
        if ((ulong)into >= (ulong)width) into = Move(time, into, width);
        _now++;
        // A division is dear, and there is nothing to divide where even the whole of the window before would not suffice.
        if (_now + _before <= Peak) return;
        var count = _now + (int)(_before * (width - into) / width);
        if (count > Peak) Peak = count;
    }

    /// <summary>Takes back some of those counted last: they turned out harmless.</summary>
    internal void TakeBack(int count)
    {
        if (Peak == _now) Peak = Math.Max(0, Peak - count);
        _now = Math.Max(0, _now - count);
    }

    private long Move(long time, long into, long width)
    {
        if (into < 0 && into > -width) return 0;
        var isNext = into >= width && into < 2 * width;
        _before = isNext ? _now : 0;
        _now = 0;
        _start = isNext ? _start + width : time;
        return time - _start;
    }
}
