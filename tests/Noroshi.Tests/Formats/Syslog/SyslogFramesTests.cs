using System.Text;
using Noroshi.Formats.Syslog;

namespace Noroshi.Tests.Formats.Syslog;

/// <summary>RFC 6587: messages in a stream.</summary>
public sealed class SyslogFramesTests
{
    private static (string[] Messages, SyslogFrameOutcome Last, string Left) All(string text, SyslogFraming framing, int max = 100)
    {
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(text);
        List<string> messages = [];
        SyslogFrameOutcome outcome;
        while ((outcome = SyslogFrames.Take(ref rest, framing, max, out var message)) == SyslogFrameOutcome.Frame) { messages.Add(Encoding.UTF8.GetString(message)); }
        return ([.. messages], outcome, Encoding.UTF8.GetString(rest));
    }

    [Theory]
    [InlineData("5 <1>ab3 x\ny4 zz", "<1>ab,x\ny", SyslogFrameOutcome.NeedMore, "4 zz")]
    [InlineData("12", "", SyslogFrameOutcome.NeedMore, "12")]
    [InlineData("01 x", "", SyslogFrameOutcome.Malformed, "01 x")]
    [InlineData("0 ", "", SyslogFrameOutcome.Malformed, "0 ")]
    [InlineData("<1>x", "", SyslogFrameOutcome.Malformed, "<1>x")]
    [InlineData("3\nabc", "", SyslogFrameOutcome.Malformed, "3\nabc")]
    [InlineData("101 x", "", SyslogFrameOutcome.Malformed, "101 x")]
    [InlineData("99999999999999999999 x", "", SyslogFrameOutcome.Malformed, "99999999999999999999 x")]
    public void Take_OctetCounting_FollowsTheLengths(string text, string messages, SyslogFrameOutcome last, string rest)
    {
        var all = All(text, SyslogFraming.OctetCounting);
        Assert.Equal((messages, last, rest), (string.Join(',', all.Messages), all.Last, all.Left));
    }

    [Theory]
    [InlineData("<1>a\n<1>b\r\n\n<1>c\0<1>d", "<1>a,<1>b,<1>c", "<1>d")]
    [InlineData("\n\n", "", "")]
    [InlineData("7 is text here\n", "7 is text here", "")]
    public void Take_Trailer_CutsAtLineEnds(string text, string messages, string rest)
    {
        var all = All(text, SyslogFraming.Trailer);
        Assert.Equal((messages, SyslogFrameOutcome.NeedMore, rest), (string.Join(',', all.Messages), all.Last, all.Left));
    }

    [Fact]
    public void Take_Detect_FollowsEachFramesFirstOctet() =>
        Assert.Equal(["<1>a", "<1>b", "<1>c"], All("<1>a\n4 <1>b<1>c\n", SyslogFraming.Detect).Messages);

    [Fact]
    public void Take_FrameWithoutEnd_IsRefusedAtTheLimit()
    {
        Assert.Equal(SyslogFrameOutcome.NeedMore, All(new string('x', 100), SyslogFraming.Trailer).Last);
        Assert.Equal(SyslogFrameOutcome.Malformed, All(new string('x', 101), SyslogFraming.Trailer).Last);
    }

    [Fact]
    public void Take_OctetByOctet_FindsTheSameMessages()
    {
        var stream = Encoding.UTF8.GetBytes("6 <1>a\nb<1>c\n7 <1>\0\0\0\0<1>d\r\n");
        List<string> messages = [];
        List<byte> buffer = [];
        foreach (var octet in stream)
        {
            buffer.Add(octet);
            ReadOnlySpan<byte> rest = buffer.ToArray();
            if (SyslogFrames.Take(ref rest, SyslogFraming.Detect, 100, out var message) != SyslogFrameOutcome.Frame) { continue; }
            messages.Add(Encoding.UTF8.GetString(message));
            buffer = [.. rest];
        }
        Assert.Equal(["<1>a\nb", "<1>c", "<1>\0\0\0\0", "<1>d"], messages);
    }
}
