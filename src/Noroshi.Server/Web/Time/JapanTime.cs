using System.Globalization;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Web.Time;

/// <summary>Instants as people in Japan read them: always with the zone, because partners abroad read them too.</summary>
public static class JapanTime
{
    /// <summary>日本標準時. Japan has kept no summer time since 1952, so the offset is the zone.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(9);

    private const string Days = "日月火水木金土";
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    /// <summary>The instant on a Japanese clock.</summary>
    public static DateTimeOffset Of(DateTimeOffset at) => at.ToOffset(Offset);

    /// <summary>「11月21日(土) 14:05 JST」, with the year when it is not this one.</summary>
    public static string Absolute(Language language, DateTimeOffset at, DateTimeOffset now)
    {
        var here = Of(at);
        return $"{Day(language, here, here.Year != Of(now).Year)}{(language is Language.Ja ? " " : ", ")}{here.ToString("HH:mm", English)} JST";
    }

    /// <summary>「11月21日(土)」 or 「2026年11月21日(土)」.</summary>
    public static string Day(Language language, DateTimeOffset at, bool hasYear)
    {
        var here = Of(at);
        return language is Language.Ja
            ? $"{(hasYear ? $"{here.Year}年" : "")}{here.Month}月{here.Day}日({Days[(int)here.DayOfWeek]})"
            : here.ToString(hasYear ? "ddd d MMM yyyy" : "ddd d MMM", English);
    }

    /// <summary>「令和8年11月21日(土)」, as legal forms want it; the first year is 元年. Days before 昭和 are given in Western years.</summary>
    public static string Wareki(DateTimeOffset at)
    {
        var here = Of(at);
        var (era, first) = DateOnly.FromDateTime(here.DateTime) switch
        {
            var d when d >= new DateOnly(2019, 5, 1) => ("令和", 2019),
            var d when d >= new DateOnly(1989, 1, 8) => ("平成", 1989),
            var d when d >= new DateOnly(1926, 12, 25) => ("昭和", 1926),
            _ => ("", 1),
        };
        var year = here.Year - first + 1;
        return $"{era}{(year == 1 && era.Length > 0 ? "元" : year.ToString(English))}年{here.Month}月{here.Day}日({Days[(int)here.DayOfWeek]})";
    }

    /// <summary>The key of the relative words and their count: <c>web.time.hours.ahead</c>, 3.</summary>
    public static (string Key, int Count) Relative(DateTimeOffset at, DateTimeOffset now)
    {
        var distance = (at - now).Duration();
        if (distance < TimeSpan.FromMinutes(1)) return ("web.time.now", 0);
        var side = at > now ? "ahead" : "ago";
        if (distance < TimeSpan.FromHours(1)) return ($"web.time.minutes.{side}", (int)distance.TotalMinutes);
        if (distance < TimeSpan.FromHours(48)) return ($"web.time.hours.{side}", (int)distance.TotalHours);
        return distance < TimeSpan.FromDays(730) ? ($"web.time.days.{side}", (int)distance.TotalDays) : ($"web.time.years.{side}", (int)(distance.TotalDays / 365.25));
    }

    /// <summary>RFC 3339 with the Japanese offset, for <c>&lt;time datetime&gt;</c>.</summary>
    public static string Machine(DateTimeOffset at) => Of(at).ToString("yyyy-MM-dd'T'HH:mm:sszzz", English);
}
