namespace Noroshi.Benchmarks.Logs;

/// <summary>Lets all actors act in the order of time.</summary>
internal sealed class Timeline(LineWriter writer, Labels labels)
{
    private const long DayMs = 86_400_000;
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    private readonly PriorityQueue<Actor, (long At, long Order)> _waiting = new();
    private readonly byte[] _syslogTime = new byte[15];
    private readonly byte[] _webTime = new byte[26];
    private long _order;
    private long _syslogSecond = -1;
    private long _webSecond = -1;

    internal LineWriter Writer { get; } = writer;

    internal Labels Labels { get; } = labels;

    internal void Add(long at, Actor actor)
    {
        if (at != Actor.Never) _waiting.Enqueue(actor, (at, _order++));
    }

    /// <summary>Runs until a time, or until so many bytes are written.</summary>
    internal void Run(long until, long mostBytes)
    {
        while (_waiting.TryDequeue(out var actor, out var at) && at.At < until && Writer.Written < mostBytes) Add(actor.Act(at.At, this), actor);
        Writer.Flush();
    }

    /// <summary><c>Jun  1 12:00:00</c>.</summary>
    internal ReadOnlySpan<byte> Syslog(long now)
    {
        if (now / 1000 != _syslogSecond)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(now);
            System.Text.Encoding.ASCII.GetBytes($"{Months[at.Month - 1]} {at.Day,2} {at:HH:mm:ss}", _syslogTime);
            _syslogSecond = now / 1000;
        }
        return _syslogTime;
    }

    /// <summary><c>01/Jun/2026:12:00:00 +0000</c>.</summary>
    internal ReadOnlySpan<byte> Web(long now)
    {
        if (now / 1000 != _webSecond)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(now);
            System.Text.Encoding.ASCII.GetBytes($"{at.Day:00}/{Months[at.Month - 1]}/{at.Year}:{at.Hour:00}:{at.Minute:00}:{at.Second:00} +0000", _webTime);
            _webSecond = now / 1000;
        }
        return _webTime;
    }

    /// <summary>How busy people are at a time: 1 at most, little at night and at weekends.</summary>
    internal static double Daylight(long now)
    {
        var hour = now % DayMs / 3_600_000.0;
        var isWeekend = DateTimeOffset.FromUnixTimeMilliseconds(now).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var byHour = hour is < 6 or > 22 ? 0.08 : hour is >= 8 and <= 10 ? 1.0 : hour is > 10 and < 18 ? 0.7 : 0.3;
        return isWeekend ? byHour * 0.3 : byHour;
    }
}
