namespace Noroshi.Formats.Rfc3339;

/// <summary>A full-time of RFC 3339, such as <c>08:30:06.25+09:00</c>: a time of day always with its offset.</summary>
/// <param name="Hour">0 to 23.</param>
/// <param name="Minute">0 to 59.</param>
/// <param name="Second">0 to 60; 60 only at 23:59 UTC.</param>
/// <param name="FractionTicks">The fraction in units of 100 ns; further digits are cut off.</param>
/// <param name="FractionDigits">How many digits the fraction has in the text; 0 without a fraction.</param>
/// <param name="OffsetMinutes">Minutes east of UTC.</param>
/// <param name="IsOffsetKnown">False for <c>-00:00</c>: the time is UTC, where it was taken is not said (section 4.3).</param>
public readonly record struct Rfc3339Time(int Hour, int Minute, int Second, int FractionTicks, int FractionDigits, int OffsetMinutes, bool IsOffsetKnown)
{
    internal long TicksFromLocalMidnight =>
        (((Hour * 60L) + Minute) * TimeSpan.TicksPerMinute) + (Second * TimeSpan.TicksPerSecond) + FractionTicks;

    /// <summary>Reads a text; the whole of it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Rfc3339Time value)
    {
        var scanner = new Rfc3339Scanner(text);
        return scanner.Time(out value) && scanner.IsEnd;
    }

    internal bool IsLastUtcMinute => ((Hour * 60) + Minute - OffsetMinutes + (48 * 60)) % (24 * 60) == (23 * 60) + 59;
}
