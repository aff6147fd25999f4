namespace Noroshi.Sensor.Detectors;

/// <summary>How much happened when: lines, failures and attacks by equal spans of time. The spans double whenever the time does not fit, so memory is fixed whatever the log.</summary>
/// <remarks>One thread at a time; nothing is allocated after construction.</remarks>
public sealed class Timeline
{
    /// <summary>The most spans there are.</summary>
    public const int MaxSpans = 480;

    private const long FirstWidth = 60_000;

    // Lines stamped absurdly far from all others must not make every span a year wide.
    private const long MaxWidth = 31L * 86_400_000;

    private readonly long[] _lines = new long[MaxSpans];
    private readonly long[] _failures = new long[MaxSpans];
    private readonly long[] _attacks = new long[MaxSpans];
    private long _start = long.MinValue;
    private long _lastStart;
    private long _lastWidth;
    private int _lastSpan;

    /// <summary>Width of a span in milliseconds.</summary>
    public long Width { get; private set; } = FirstWidth;

    /// <summary>When the first span begins, Unix milliseconds; meaningless while <see cref="IsEmpty"/>.</summary>
    public long Start => _start;

    /// <summary>Whether nothing with a time was seen.</summary>
    public bool IsEmpty => _start == long.MinValue;

    /// <summary>Lines that lay too far from the rest to be shown with them.</summary>
    public long Outside { get; private set; }

    /// <summary>Lines of each span.</summary>
    public ReadOnlySpan<long> Lines => _lines;

    /// <summary>Failed log-ins and refused requests of each span.</summary>
    public ReadOnlySpan<long> Failures => _failures;

    /// <summary>Lines of each span that look like attacks.</summary>
    public ReadOnlySpan<long> Attacks => _attacks;

    /// <summary>Counts a line.</summary>
    /// <param name="time">Unix milliseconds.</param>
    /// <param name="isFailure">Whether it is a failure.</param>
    /// <param name="isAttack">Whether it looks like an attack.</param>
    public void Add(long time, bool isFailure, bool isAttack)
    {
        // Nearly every line is of the span of the line before: that saves a division.
        if ((ulong)(time - _lastStart) >= (ulong)_lastWidth)
        {
            Add(time, 1, isFailure ? 1 : 0, isAttack ? 1 : 0);
            return;
        }
        _lines[_lastSpan]++;
        if (isFailure) _failures[_lastSpan]++;
        if (isAttack) _attacks[_lastSpan]++;
    }

    /// <summary>Takes in all that another has counted; what lay in one of its spans is taken as of its beginning.</summary>
    /// <param name="other">Counts of other lines of the same run.</param>
    public void Add(Timeline other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < MaxSpans; i++)
        {
            if (other._lines[i] > 0) Add(other._start + (i * other.Width), other._lines[i], other._failures[i], other._attacks[i]);
        }
        Outside += other.Outside;
    }

    private void Add(long time, long lines, long failures, long attacks)
    {
        if (IsEmpty) _start = Floor(time, Width);
        var at = time - _start;
        if ((ulong)at >= (ulong)(Width * MaxSpans) && !TryWiden(time))
        {
            Outside += lines;
            return;
        }
        var span = (time - _start) / Width;
        (_lastStart, _lastWidth, _lastSpan) = (_start + (span * Width), Width, (int)span);
        _lines[span] += lines;
        _failures[span] += failures;
        _attacks[span] += attacks;
    }

    private bool TryWiden(long time)
    {
        while (true)
        {
            var first = Math.Min(_start, Floor(time, Width));
            var last = Math.Max(LastUsed, time);
            if ((last - first) / Width < MaxSpans)
            {
                Shift((int)((_start - first) / Width));
                _start = first;
                return true;
            }
            if (Width * 2 > MaxWidth) return false;
            _lastWidth = 0;
            Double();
        }
    }

    private long LastUsed
    {
        get
        {
            var last = MaxSpans - 1;
            while (last > 0 && _lines[last] == 0) last--;
            return _start + ((last + 1) * Width) - 1;
        }
    }

    private void Double()
    {
        var start = Floor(_start, Width * 2);
        var shift = (int)((_start - start) / Width);
        foreach (var counts in (long[][])[_lines, _failures, _attacks]) Halve(counts, shift);
        _start = start;
        Width *= 2;
    }

    private static void Halve(long[] counts, int shift)
    {
        long[] old = [.. counts];
        Array.Clear(counts);
        for (var i = 0; i < MaxSpans; i++)
        {
            if ((i + shift) / 2 < MaxSpans) counts[(i + shift) / 2] += old[i];
        }
    }

    private void Shift(int by)
    {
        _lastWidth = 0;
        if (by == 0) return;
        foreach (var counts in (long[][])[_lines, _failures, _attacks])
        {
            counts.AsSpan(0, MaxSpans - by).CopyTo(counts.AsSpan(by));
            counts.AsSpan(0, by).Clear();
        }
    }

    private static long Floor(long time, long width) => time - (((time % width) + width) % width);
}
