using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Noroshi.Sensor.Detectors.Requests.Crowds;

/// <summary>How many requests something gets within a minute: now, and how often each rate occurred before, in steps of a factor of 1.4. Of fixed size.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct MinuteRates
{
    private const long MinuteMs = 60_000;
    private const int Steps = 24;

    // All rates below are one step: what matters begins far above.
    private const int FirstStep = 16;

    private Occurrences _before;
    private long _start;

    /// <summary>Requests of the present minute.</summary>
    internal int Now { get; private set; }

    /// <summary>Requests of the minute before it, as times were logged.</summary>
    internal int Last { get; private set; }

    /// <summary>Minutes with at least one request, the present one too.</summary>
    internal int Minutes { get; private set; }

    /// <summary>As many requests within a minute are worth a closer look; set by who judges, at the beginning of each minute.</summary>
    internal int Limit { get; set; }

    /// <summary>Counts one request. Lines are a little out of order: what is up to a minute late counts for the present minute.</summary>
    /// <returns>Whether a minute began with it.</returns>
    internal bool Add(long time)
    {
        var into = time - _start;
        if (into is < MinuteMs and > -MinuteMs)
        {
            Now++;
            return false;
        }
        if (Minutes > 0) Keep(Now);
        (_start, Last, Now) = (time - (((time % MinuteMs) + MinuteMs) % MinuteMs), Now, 1);
        Minutes++;
        return true;
    }

    /// <summary>The rate that is exceeded in no more than a part of the minutes, those without any request counted; 0 when it is seldom asked for.</summary>
    /// <param name="allMinutes">Minutes in which the log says anything.</param>
    /// <param name="percent">The part in hundredths.</param>
    internal readonly int ExceededIn(int percent, int allMinutes)
    {
        var rest = (long)Math.Max(allMinutes, Minutes) * percent / 100;
        for (var step = Steps - 1; step >= 0; step--)
        {
            rest -= _before[step];
            if (rest < 0) return Top(step);
        }
        return 0;
    }

    private void Keep(int count)
    {
        ref var times = ref _before[Step(count)];
        if (times < ushort.MaxValue) times++;
    }

    private static int Step(int count)
    {
        if (count < FirstStep) return 0;
        var power = int.Log2(count);
        var isUpperHalf = (long)count * count >= 1L << ((2 * power) + 1);
        return Math.Min(Steps - 1, (2 * (power - 4)) + (isUpperHalf ? 2 : 1));
    }

    /// <summary>The highest rate of a step.</summary>
    private static int Top(int step) => (int)(FirstStep * Math.Pow(2, step / 2.0));

    [InlineArray(Steps)]
    private struct Occurrences
    {
        private ushort _first;
    }
}
