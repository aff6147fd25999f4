namespace Noroshi.Formats.Rfc3339;

/// <summary>A full-date of RFC 3339, such as <c>2026-02-28</c>; proleptic Gregorian.</summary>
/// <param name="Year">0 to 9999.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to the month's length.</param>
public readonly record struct Rfc3339Date(int Year, int Month, int Day)
{
    /// <summary>Reads a text; the whole of it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Rfc3339Date value)
    {
        var scanner = new Rfc3339Scanner(text);
        return scanner.Date(out value) && scanner.IsEnd;
    }

    // The year 0 is a leap year, like 2000.
    internal static int DaysIn(int year, int month) => DateTime.DaysInMonth(year == 0 ? 2000 : year, month);
}
