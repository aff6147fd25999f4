using Noroshi.Sensor.Detectors;

namespace Noroshi.Tests.Sensor;

public sealed class TimelineTests
{
    private const long Minute = 60_000;
    private const long Day = 1440 * Minute;

    [Fact]
    public void Add_OneHour_KeepsMinutes()
    {
        var timeline = new Timeline();
        for (var minute = 0; minute < 60; minute++) timeline.Add(Day + (minute * Minute), isFailure: minute == 3, isAttack: minute == 5);
        Assert.Equal((Minute, Day, 1L, 1L, 1L), (timeline.Width, timeline.Start, timeline.Lines[59], timeline.Failures[3], timeline.Attacks[5]));
    }

    [Fact]
    public void Add_TimesInAnyOrder_LosesNothingAndStaysBounded()
    {
        var timeline = new Timeline();
        const int count = 5000;
        for (var i = 0; i < count; i++) timeline.Add(Day + (((i * 7919L) % count) * 11 * Minute), isFailure: true, isAttack: false);
        Assert.Equal((count, count), (timeline.Lines.ToArray().Sum(), timeline.Failures.ToArray().Sum()));
        Assert.True(timeline.Start <= Day && timeline.Start + (timeline.Width * Timeline.MaxSpans) > Day + (count * 11L * Minute));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-62_135_596_800_000)]
    [InlineData(253_402_300_799_000)]
    public void Add_TimeAbsurdlyFar_IsCountedOutside(long time)
    {
        var timeline = new Timeline();
        timeline.Add(1_790_000_000_000, isFailure: false, isAttack: false);
        timeline.Add(time, isFailure: false, isAttack: false);
        timeline.Add(1_790_000_060_000, isFailure: false, isAttack: false);
        Assert.Equal((1L, 2L), (timeline.Outside, timeline.Lines.ToArray().Sum()));
    }
}
