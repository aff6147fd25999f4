using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Noroshi.Formats.Rfc3339;

namespace Noroshi.Tests.Formats.Rfc3339;

/// <summary>RFC 3339 texts: the instants they mean, the leap second rule, and printing.</summary>
public sealed class Rfc3339Tests
{
    private static Rfc3339DateTime? Read(string text) => Rfc3339DateTime.TryParse(Encoding.UTF8.GetBytes(text), out var value) ? value : null;

    [Theory]
    [InlineData("1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50.5200000Z")]
    [InlineData("1996-12-19T16:39:57-08:00", "1996-12-20T00:39:57.0000000Z")]
    [InlineData("1990-12-31T23:59:60Z", "1991-01-01T00:00:00.0000000Z")]
    [InlineData("1990-12-31T15:59:60-08:00", "1991-01-01T00:00:00.0000000Z")]
    [InlineData("1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27.8700000Z")]
    [InlineData("2026-11-21t02:04:41.123456789z", "2026-11-21T02:04:41.1234567Z")]
    [InlineData("2026-11-21T11:04:41+09:00", "2026-11-21T02:04:41.0000000Z")]
    public void TryGetInstant_ExamplesOfTheRfc_AreTheInstantMeant(string text, string expected)
    {
        Assert.True(Read(text)!.Value.TryGetInstant(out var instant));
        Assert.Equal(expected, Rfc3339Text.Of(instant, 7));
    }

    [Theory]
    [InlineData("2017-01-01T08:59:60+09:00", true)]
    [InlineData("2016-06-30T23:59:60Z", true)]
    [InlineData("2016-02-29T23:59:60Z", true)]
    [InlineData("2016-02-28T23:59:60Z", false)]
    [InlineData("2016-12-30T23:59:60Z", false)]
    [InlineData("2016-12-30T15:59:60-08:00", false)]
    [InlineData("2016-12-31T08:59:60+09:00", false)]
    public void TryParse_LeapSecond_OnlyAtTheEndOfAUtcMonth(string text, bool isValid) => Assert.Equal(isValid, Read(text) is not null);

    [Theory]
    [InlineData("2026-11-21 02:04:41Z")]
    [InlineData("2026-11-21T02:04:41")]
    [InlineData("2026-11-21T02:04Z")]
    [InlineData("2026-11-21T02:04:41.Z")]
    [InlineData("2026-11-21T02:04:41,5Z")]
    [InlineData("2026-11-21T02:04:41+0900")]
    [InlineData("２０２６-11-21T02:04:41Z")]
    [InlineData("")]
    public void TryParse_NotTheGrammar_IsRefused(string text) => Assert.Null(Read(text));

    [Fact]
    public void TryParse_UnknownOffset_IsToldApartFromUtc()
    {
        Assert.False(Read("2026-11-21T02:04:41-00:00")!.Value.Time.IsOffsetKnown);
        Assert.True(Read("2026-11-21T02:04:41+00:00")!.Value.Time.IsOffsetKnown);
        Assert.True(Read("2026-11-21T02:04:41Z")!.Value.Time.IsOffsetKnown);
    }

    [Fact]
    public void TryGetInstant_OutsideTheCalendar_AnswersFalse()
    {
        Assert.False(Read("0000-01-01T00:00:00Z")!.Value.TryGetInstant(out _));
        Assert.False(Read("0001-01-01T00:00:00+00:01")!.Value.TryGetInstant(out _));
        Assert.False(Read("9999-12-31T23:59:59-00:01")!.Value.TryGetInstant(out _));
    }

    [Fact]
    public void Of_AnyInstant_ReadsBack() =>
        Check.QuickThrowOnFailure(Prop.ForAll<DateTimeOffset>(instant =>
            Read(Rfc3339Text.Of(instant, 7)) is { } value && value.TryGetInstant(out var back) && back.UtcTicks == instant.UtcTicks));

    [Fact]
    public void TryParse_TruncatedAtEachByte_IsRefused()
    {
        const string Text = "2026-11-21T02:04:41.12+09:00";
        for (var length = 0; length < Text.Length; length++) { Assert.Null(Read(Text[..length])); }
    }

    [Fact]
    public void TryFormat_TooSmall_WritesNothing()
    {
        Assert.False(Rfc3339Text.TryFormat(DateTimeOffset.UnixEpoch, 3, new byte[23], out var written));
        Assert.Equal(0, written);
        Assert.Equal("1970-01-01T00:00:00.000Z", Rfc3339Text.Of(DateTimeOffset.UnixEpoch, 3));
        Assert.Equal("1970-01-01T00:00:00Z", Rfc3339Text.Of(DateTimeOffset.UnixEpoch, 0));
    }
}
