using Noroshi.Core.Vocabulary;
using Noroshi.Server.Web.Time;

namespace Noroshi.Server.Tests.Web;

public sealed class JapanTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 5, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Language.Ja, "11月21日(土) 14:05 JST")]
    [InlineData(Language.En, "Sat 21 Nov, 14:05 JST")]
    public void Absolute_SameYear_NamesDayAndZone(Language language, string expected) =>
        Assert.Equal(expected, JapanTime.Absolute(language, Now.AddHours(3), Now));

    [Fact]
    public void Absolute_YearTurnsInJapanFirst_ShowsTheYear() =>
        Assert.Equal("2027年1月1日(金) 00:00 JST", JapanTime.Absolute(Language.Ja, new(2026, 12, 31, 15, 0, 0, TimeSpan.Zero), Now));

    [Theory]
    [InlineData(2019, 4, 30, "平成31年4月30日(火)")]
    [InlineData(2019, 5, 1, "令和元年5月1日(水)")]
    [InlineData(1989, 1, 7, "昭和64年1月7日(土)")]
    [InlineData(2026, 11, 21, "令和8年11月21日(土)")]
    [InlineData(1900, 1, 1, "1900年1月1日(月)")]
    public void Wareki_AtEraBorders_NamesTheEra(int year, int month, int day, string expected) =>
        Assert.Equal(expected, JapanTime.Wareki(new(year, month, day, 12, 0, 0, JapanTime.Offset)));

    [Theory]
    [InlineData(30, "web.time.now", 0)]
    [InlineData(-90, "web.time.minutes.ago", 1)]
    [InlineData(3 * 3600, "web.time.hours.ahead", 3)]
    [InlineData(-47 * 3600, "web.time.hours.ago", 47)]
    [InlineData(3 * 86400, "web.time.days.ahead", 3)]
    public void Relative_Distance_PicksUnit(int seconds, string key, int count) =>
        Assert.Equal((key, count), JapanTime.Relative(Now.AddSeconds(seconds), Now));

    [Theory]
    [InlineData("２０２６", "１１", "21", "", "", true)]
    [InlineData("2026", "2", "29", "0", "0", false)]
    [InlineData("2026", "11", "21", "24", "0", false)]
    [InlineData("R8", "11", "21", "1", "0", false)]
    [InlineData("\ud800", "11", "21", "1", "0", false)]
    public void ToInstant_BoxesAsTyped_MakeAnInstantOrNone(string year, string month, string day, string hour, string minute, bool isInstant) =>
        Assert.Equal(isInstant, new DateBoxes(year, month, day, hour, minute).ToInstant() is not null);
}
