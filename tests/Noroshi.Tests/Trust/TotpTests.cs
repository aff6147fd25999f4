using Noroshi.Core.Trust;

namespace Noroshi.Tests.Trust;

public sealed class TotpTests
{
    private static readonly byte[] Key = "12345678901234567890"u8.ToArray();

    /// <summary>RFC 6238 appendix B, SHA-1 column, last six of its eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void At_VectorsOfTheRfc_SameDigits(long seconds, string digits) =>
        Assert.Equal(digits, Totp.At(Key, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Fact]
    public void Accept_SameCodeTwice_RefusedTheSecondTime()
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1111111109);
        var step = Totp.Accept(Key, "081 804", at, 0);
        Assert.Equal(1111111109 / 30, step);
        Assert.Null(Totp.Accept(Key, "081804", at, step!.Value));
    }

    [Fact]
    public void Accept_ClockOffByMoreThanOneStep_Refused()
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1111111109);
        Assert.NotNull(Totp.Accept(Key, "081804", at.AddSeconds(30), 0));
        Assert.NotNull(Totp.Accept(Key, "081804", at.AddSeconds(-30), 0));
        Assert.Null(Totp.Accept(Key, "081804", at.AddSeconds(90), 0));
        Assert.Null(Totp.Accept(Key, "", at, 0));
    }

    /// <summary>RFC 4648 section 10.</summary>
    [Theory]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Spell_VectorsOfTheRfc_SameLetters(string text, string letters) =>
        Assert.Equal(letters, Totp.Spell(System.Text.Encoding.ASCII.GetBytes(text)));
}
