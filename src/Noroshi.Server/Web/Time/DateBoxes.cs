using System.Globalization;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Noroshi.Server.Web.Time;

/// <summary>A date and time as typed into plain boxes (年・月・日・時・分), kept as typed until they make an instant.</summary>
/// <param name="Year">As typed.</param>
/// <param name="Month">As typed.</param>
/// <param name="Day">As typed.</param>
/// <param name="Hour">As typed; empty means midnight.</param>
/// <param name="Minute">As typed; empty means zero.</param>
public sealed record DateBoxes(string Year, string Month, string Day, string Hour, string Minute)
{
    /// <summary>Nothing typed.</summary>
    public static readonly DateBoxes Empty = new("", "", "", "", "");

    /// <summary>Whether nothing was typed.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Year + Month + Day + Hour + Minute);

    /// <summary>The boxes that show an instant, on a Japanese clock.</summary>
    public static DateBoxes Of(DateTimeOffset? at) => at is null ? Empty : Split(JapanTime.Of(at.Value));

    /// <summary>The boxes called <c>{name}.year</c> and so on in a form.</summary>
    public static DateBoxes Read(IFormCollection form, string name) =>
        new(Box(form[$"{name}.year"]), Box(form[$"{name}.month"]), Box(form[$"{name}.day"]), Box(form[$"{name}.hour"]), Box(form[$"{name}.minute"]));

    /// <summary>The instant, or null when the boxes do not make one. Full-width digits count.</summary>
    public DateTimeOffset? ToInstant()
    {
        if (Number(Year) is not (>= 1900 and <= 9998) || Number(Month) is not (>= 1 and <= 12) || Number(Day) is not >= 1) return null;
        var (year, month, day) = (Number(Year)!.Value, Number(Month)!.Value, Number(Day)!.Value);
        var hour = string.IsNullOrWhiteSpace(Hour) ? 0 : Number(Hour);
        var minute = string.IsNullOrWhiteSpace(Minute) ? 0 : Number(Minute);
        if (day > DateTime.DaysInMonth(year, month) || hour is not (>= 0 and <= 23) || minute is not (>= 0 and <= 59)) return null;
        return new DateTimeOffset(year, month, day, hour.Value, minute.Value, 0, JapanTime.Offset).ToUniversalTime();
    }

    private static DateBoxes Split(DateTimeOffset here) => new(Text(here.Year), Text(here.Month), Text(here.Day), Text(here.Hour), here.Minute.ToString("00", CultureInfo.InvariantCulture));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Box(StringValues value) => value.ToString() is { Length: <= 20 } text ? text : "";

    private static int? Number(string text)
    {
        try
        {
            return int.TryParse(text.Normalize(NormalizationForm.FormKC).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        catch (ArgumentException)
        {
            return null; // half of a surrogate pair
        }
    }
}
