using System.Text;
using Noroshi.Cli.Scan;
using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Cli.Scan;

public sealed class LineBlocksTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100_000)]
    public void TryFill_WhateverTheReads_KeepsEveryLineAndItsOffset(int step)
    {
        var lines = Enumerable.Range(0, 20_000).Select(i => new string((char)('a' + (i % 26)), i % 190)).ToArray();
        var text = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        var blocks = new LineBlocks();
        blocks.Begin(new Steps(text, step), 7);
        var block = new LineBlock(new byte[LineBlocks.BlockBytes]);
        var read = new List<byte>();
        while (blocks.TryFill(block))
        {
            Assert.Equal((read.Count, 7, read.Count == 0), (block.Offset, block.Input, block.IsFirst));
            read.AddRange(block.Lines);
        }
        Assert.Equal(text, read);
    }

    [Fact]
    public void TryFill_LineLongerThanABlock_IsCutAndTheRestPassedOver()
    {
        var text = Encoding.UTF8.GetBytes($"first\n{new string('x', 5 * LineBlocks.BlockBytes)}\nlast");
        var blocks = new LineBlocks();
        blocks.Begin(new MemoryStream(text), 0);
        var block = new LineBlock(new byte[LineBlocks.BlockBytes]);
        List<(long Offset, int Length)> seen = [];
        while (blocks.TryFill(block)) seen.Add((block.Offset, block.Length));
        Assert.Equal([(0, 6), (6, LineBlocks.BlockBytes), (text.Length - 4, 4)], seen);
        Assert.Equal(1, blocks.CutLines);
    }

    [Fact]
    public void TryFill_BeginningOfALineBehindALongOne_IsNotTakenForALongOne()
    {
        var next = new string('y', 60_000);
        var text = Encoding.UTF8.GetBytes($"{new string('x', LineBlocks.BlockBytes + 100_000)}\n{next}\nlast\n");
        var blocks = new LineBlocks();
        blocks.Begin(new Steps(text, 1000), 0);
        var block = new LineBlock(new byte[LineBlocks.BlockBytes]);
        Assert.True(blocks.TryFill(block));
        Assert.True(blocks.TryFill(block));
        Assert.Equal($"{next}\nlast\n", Encoding.UTF8.GetString(block.Lines));
        Assert.Equal(1, blocks.CutLines);
    }

    [Fact]
    public void LineCursor_GoesThroughAllLinesWithTheirQuotes()
    {
        var text = "a\"b\"\n\n\"\r\nlast\""u8;
        var cursor = new LineCursor(new LineIndex(), text);
        List<string> lines = [];
        while (cursor.TryNext(out var line))
        {
            List<int> quotes = [];
            for (var i = 0; i < cursor.Quotes.Count; i++) quotes.Add(cursor.Quotes[i]);
            lines.Add($"{Encoding.UTF8.GetString(line)}:{string.Join(',', quotes)}");
        }
        Assert.Equal(["a\"b\":1,3", ":", "\":0", "last\":4"], lines);
    }

    [Fact]
    public void LineIndex_AnyBytes_FindsWhatASearchFinds()
    {
        var bytes = new byte[5000];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = ((i * 7919) % 11) switch { 0 => (byte)'"', 1 => (byte)'\n', _ => (byte)(i % 251 is 34 or 10 ? 0 : i % 251) };
        for (var length = 0; length < 300; length++)
        {
            var index = new LineIndex();
            var count = index.Build(bytes.AsSpan(0, length));
            Assert.Equal(Enumerable.Range(0, length).Where(i => bytes[i] is (byte)'"' or (byte)'\n'), index.Marks.Take(count));
            Assert.Equal(Enumerable.Range(0, count).Where(i => bytes[index.Marks[i]] == '\n'), index.Ends.Take(index.Lines));
        }
    }

    private sealed class Steps(byte[] text, int step) : MemoryStream(text)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, step));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, step)]);
    }
}
