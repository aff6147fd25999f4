namespace Noroshi.Formats.Rfc3339;

/// <summary>A date and time as RFC 3339 writes it, with everything the text says: also a leap second, and an offset that is not known.</summary>
/// <remarks>
/// RFC 3339 section 5.6. <c>T</c> and <c>Z</c> may be in lower case; a space in place of <c>T</c> is not accepted.
/// Second 60 is accepted where a leap second can be: at 23:59:60 UTC on the last day of a month (section 5.7, appendix D).
/// </remarks>
/// <param name="Date">Local date; the year 0000 is valid text.</param>
/// <param name="Time">Local time.</param>
public readonly record struct Rfc3339DateTime(Rfc3339Date Date, Rfc3339Time Time)
{
    /// <summary>Reads a text; the whole of it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Rfc3339DateTime value)
    {
        var scanner = new Rfc3339Scanner(text);
        value = default;
        if (!scanner.Date(out var date) || !scanner.Either('T', 't') || !scanner.Time(out var time) || !scanner.IsEnd) { return false; }
        value = new(date, time);
        return time.Second < 60 || value.IsLastUtcDayOfMonth();
    }

    /// <summary>
    /// The instant in UTC, cut to 100 ns. A leap second counts as the second after it, which is how systems without leap seconds see it.
    /// </summary>
    /// <returns>False when the instant lies outside the years 0001 to 9999.</returns>
    public bool TryGetInstant(out DateTimeOffset instant)
    {
        instant = default;
        if (Date.Year == 0) { return false; }
        var local = new DateOnly(Date.Year, Date.Month, Date.Day).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var ticks = local.Ticks + Time.TicksFromLocalMidnight - (Time.OffsetMinutes * TimeSpan.TicksPerMinute);
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks) { return false; }
        instant = new(ticks, TimeSpan.Zero);
        return true;
    }

    // Time has checked that it is 23:59 in UTC, so the UTC day is at most one away from the local one.
    private bool IsLastUtcDayOfMonth()
    {
        var local = (Time.Hour * 60) + Time.Minute - Time.OffsetMinutes;
        var last = Rfc3339Date.DaysIn(Date.Year, Date.Month);
        return local switch
        {
            < 0 => Date.Day == 1,
            >= 24 * 60 => Date.Day == last - 1,
            _ => Date.Day == last,
        };
    }
}
