using System.Text;
using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

public sealed class KeptTextTests
{
    public static TheoryData<int> Lengths => [.. Enumerable.Range(4, 28)];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void TryGet_AnyByteOther_IsAnotherText(int length)
    {
        var kept = new KeptText();
        var text = Encoding.ASCII.GetBytes("17/May/2015:10:05:03 +0000 abcd"[..length]);
        kept.Keep(text, 7);
        Assert.True(kept.TryGet(text, out var value));
        Assert.Equal(7, value);
        for (var i = 0; i < length; i++)
        {
            text[i]++;
            Assert.False(kept.TryGet(text, out _));
            text[i]--;
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void TryGet_NothingKept_KnowsNoText(int length)
    {
        var kept = new KeptText();
        foreach (var fill in (byte[])[0, 255])
        {
            Assert.False(kept.TryGet(Enumerable.Repeat(fill, length).ToArray(), out _));
            // The words nothing has kept, as far as a text of this length can hold them.
            Assert.False(kept.TryGet([.. Enumerable.Range(0, length).Select(i => i is >= 8 and < 16 ? (byte)255 : (byte)0)], out _));
        }
    }
}
