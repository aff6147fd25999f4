using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Share;

public sealed class SpeakableNumberTests
{
    private static readonly DateTimeOffset At = new(2026, 12, 31, 16, 0, 0, TimeSpan.Zero); // already 2027 in Japan

    [Fact]
    public void New_LastEveningOfTheYear_TakesTheJapaneseYear()
    {
        var number = SpeakableNumber.New(SpeakableNumber.Alert, At, [0, 1, 2, 3, 4, 5, 31]);
        Assert.StartsWith("A27-0123-45Z", number.Text, StringComparison.Ordinal);
        Assert.Equal(13, number.Text.Length);
        Assert.True(SpeakableNumber.TryParse(number.Text, out var read));
        Assert.Equal(number, read);
    }

    [Fact]
    public void TryParse_AsPeopleType_IsRead()
    {
        var number = SpeakableNumber.New(SpeakableNumber.Report, At, [1, 0, 10, 20, 30, 7, 9]);
        var wide = string.Concat(number.Text.Select(c => c is '-' ? '－' : (char)(c + 0xFEE0)));
        foreach (var typed in (string[])[number.Text.ToLowerInvariant(), number.Text.Replace("-", "", StringComparison.Ordinal), $" {number.Text} ", wide, number.Text.Replace('1', 'I').Replace("-0", "-O", StringComparison.Ordinal)])
        {
            Assert.True(SpeakableNumber.TryParse(typed, out var read), typed);
            Assert.Equal(number, read);
        }
    }

    [Fact]
    public void TryParse_OneWrongOrTwoSwapped_IsRefused()
    {
        var good = SpeakableNumber.New(SpeakableNumber.Report, At, [1, 2, 3, 4, 5, 6, 7]).Text;
        for (var i = 4; i < good.Length; i++)
        {
            if (good[i] == '-' || (i + 1 < good.Length && good[i + 1] == '-')) continue;
            Assert.False(SpeakableNumber.TryParse($"{good[..i]}{(good[i] == '9' ? '8' : '9')}{good[(i + 1)..]}", out _));
            if (i + 1 < good.Length && good[i] != good[i + 1]) Assert.False(SpeakableNumber.TryParse($"{good[..i]}{good[i + 1]}{good[i]}{good[(i + 2)..]}", out _));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("R26")]
    [InlineData("R26-7K3F-9Q2M-0000")]
    [InlineData("報告番号")]
    public void TryParse_SomethingElse_IsRefused(string? typed) => Assert.False(SpeakableNumber.TryParse(typed, out _));
}
