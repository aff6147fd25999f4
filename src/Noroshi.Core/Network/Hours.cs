using System.Globalization;

namespace Noroshi.Core.Network;

/// <summary>When a channel is answered, in Japanese time: <c>always</c>, <c>daily 08:00-20:00</c> or <c>weekdays 09:00-17:30</c>.</summary>
public readonly record struct Hours
{
    private readonly bool _isLimited;

    private Hours(bool weekdaysOnly, TimeOnly from, TimeOnly until)
    {
        _isLimited = true;
        (IsWeekdaysOnly, From, Until) = (weekdaysOnly, from, until);
    }

    /// <summary>Day and night.</summary>
    public static Hours Always => default;

    /// <summary>Whether it is answered day and night.</summary>
    public bool IsAlways => !_isLimited;

    /// <summary>Monday to Friday only.</summary>
    public bool IsWeekdaysOnly { get; }

    /// <summary>From this time, when not always.</summary>
    public TimeOnly From { get; }

    /// <summary>Until this time, when not always; later than <see cref="From"/>.</summary>
    public TimeOnly Until { get; }

    /// <summary>Whether somebody answers at an instant. Public holidays are not known.</summary>
    public bool Includes(DateTimeOffset instant)
    {
        if (IsAlways) return true;
        var there = instant.ToOffset(TimeSpan.FromHours(9));
        var time = TimeOnly.FromTimeSpan(there.TimeOfDay);
        return time >= From && time < Until && !(IsWeekdaysOnly && there.DayOfWeek is (DayOfWeek.Saturday or DayOfWeek.Sunday));
    }

    /// <summary>Reads the written form.</summary>
    public static bool TryParse(string text, out Hours hours)
    {
        hours = default;
        if (text == "always") return true;
        if (text.Split(' ') is not [("daily" or "weekdays") and var days, var span] || span.Split('-') is not [var a, var b]) return false;
        if (!TryTime(a, out var from) || !TryTime(b, out var until) || until <= from) return false;
        hours = new(days == "weekdays", from, until);
        return true;
    }

    private static bool TryTime(string text, out TimeOnly time) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    /// <summary>The written form.</summary>
    public override string ToString() =>
        IsAlways ? "always" : string.Create(CultureInfo.InvariantCulture, $"{(IsWeekdaysOnly ? "weekdays" : "daily")} {From:HH:mm}-{Until:HH:mm}");
}
