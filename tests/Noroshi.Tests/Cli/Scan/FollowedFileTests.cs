using System.Text;
using Noroshi.Cli.Scan;
using Noroshi.Cli.Scan.Follow;
using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Cli.Scan;

public sealed class FollowedFileTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly LineBlock _block = new(new byte[LineBlocks.BlockBytes]);

    private string Log => _folder["app.log"];

    [Fact]
    public void Read_HalfALine_WaitsForItsEnd()
    {
        using var file = new FollowedFile(Log);
        File.WriteAllText(Log, "one\ntw");
        Assert.Equal("one\n", Look(file));
        Assert.Equal("", Look(file));
        File.AppendAllText(Log, "o\n");
        Assert.Equal("two\n", Look(file));
        Assert.Equal(2, file.Lines);
    }

    [Fact]
    public void Read_RenamedWhileTheServiceGoesOnWriting_LosesAndDoublesNothing()
    {
        using var file = new FollowedFile(Log);
        File.WriteAllText(Log, "a\n");
        using var writer = new StreamWriter(new FileStream(Log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { AutoFlush = true };
        var seen = Look(file);
        File.Move(Log, Log + ".1");
        writer.Write("b\n");
        seen += Look(file);
        File.WriteAllText(Log, "d\n");
        writer.Write("c");
        for (var i = 0; i < 8; i++) seen += Look(file);

        Assert.Equal("a\nb\ncd\n", seen);
        Assert.Equal(1, file.Generation);
    }

    [Fact]
    public void Read_CopiedAndTruncated_BeginsAgain()
    {
        using var file = new FollowedFile(Log);
        File.WriteAllText(Log, "one\ntwo\n");
        Look(file);
        Truncate();
        Assert.Equal("", Look(file));
        File.AppendAllText(Log, "three\n");
        Assert.Equal("three\n", Look(file));
    }

    [Fact]
    public void Read_WrittenJustBeforeItWasCopiedAndTruncated_IsReadFromTheCopy()
    {
        using var file = new FollowedFile(Log);
        File.WriteAllText(Log, "one\n");
        var seen = Look(file);
        File.AppendAllText(Log, "two\n");
        Rotate("copied", 1);
        File.AppendAllText(Log, "three\n");
        for (var i = 0; i < 8; i++) seen += Look(file);
        Assert.Equal("one\ntwo\nthree\n", seen);
    }

    [Fact]
    public void Read_TruncatedAndGrownLongerBetweenTwoLooks_IsSeenByTheBytesBefore()
    {
        using var file = new FollowedFile(Log);
        File.WriteAllText(Log, "one\n");
        Look(file);
        Truncate();
        File.AppendAllText(Log, "a new line that is longer\nand one more\n");
        Assert.Equal("a new line that is longer\nand one more\n", Look(file));
    }

    [Fact]
    public void Read_NoFileYetAndGoneForAWhile_GoesOnWhenItComesBack()
    {
        using var file = new FollowedFile(Log);
        Assert.Equal("", Look(file));
        File.WriteAllText(Log, "one\n");
        Assert.Equal("one\n", Look(file));
        File.Delete(Log);
        for (var i = 0; i < 5; i++) Assert.Equal("", Look(file));
        File.WriteAllText(Log, "two\n");
        var seen = "";
        for (var i = 0; i < 5; i++) seen += Look(file);
        Assert.Equal("two\n", seen);
    }

    [Fact]
    public void Read_ALineWithoutEnd_IsCutAndItsRestPassedOver()
    {
        using var file = new FollowedFile(Log);
        File.WriteAllText(Log, new string('x', LogReader.MaxLineBytes + 5000));
        Assert.Equal(LogReader.MaxLineBytes, Look(file).Length);
        File.AppendAllText(Log, "yyy\nshort\n");
        Assert.Equal("short\n", Look(file));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Resume_AfterARestart_GoesOnWhereItWasAlsoUnderTheNewName(bool isRotated)
    {
        FollowPlace place;
        File.WriteAllText(Log, "one\n");
        using (var before = new FollowedFile(Log))
        {
            Look(before);
            place = before.Place!;
        }
        File.AppendAllText(Log, "two\n");
        if (isRotated)
        {
            File.Move(Log, Log + ".1");
            File.WriteAllText(Log, "four\n");
        }
        using var after = new FollowedFile(Log);
        Assert.True(after.TryResume([place]));
        Assert.Equal(1, after.Lines);
        var seen = "";
        for (var i = 0; i < 12; i++) seen += Look(after);
        Assert.Equal(isRotated ? "two\nfour\n" : "two\n", seen);
    }

    public static TheoryData<int, string> Rotations
    {
        get
        {
            TheoryData<int, string> all = [];
            foreach (var way in (string[])["numbers", "dates", "packed", "packed-later", "copied", "copied-packed"])
            {
                for (var times = 0; times <= 3; times++) all.Add(times, way);
            }
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Rotations))]
    public void Resume_RotatedSeveralTimesWhileNobodyLooked_ReadsEveryLineOnceAndInOrder(int times, string way)
    {
        FollowPlace place;
        File.WriteAllText(Log, "monday 1: a line that was read\n");
        using (var before = new FollowedFile(Log))
        {
            Look(before);
            place = before.Place!;
        }
        File.AppendAllText(Log, "monday 2\n");
        for (var day = 1; day <= times; day++)
        {
            Rotate(way, day);
            File.AppendAllText(Log, $"day {day}\nday {day}, last\n");
        }
        File.WriteAllText(Log + ".old", "nobody's\n");
        File.WriteAllText(Log + "-20190101", "years ago\n");
        File.SetLastWriteTimeUtc(Log + "-20190101", new(2019, 1, 2, 0, 0, 0, DateTimeKind.Utc));

        using var after = new FollowedFile(Log);
        Assert.True(after.TryResume([place with { Offset = 999 }, place]));
        var seen = "";
        for (var i = 0; i < 24; i++) seen += Look(after);
        Assert.Equal("monday 2\n" + string.Concat(Enumerable.Range(1, times).Select(day => $"day {day}\nday {day}, last\n")), seen);
        File.AppendAllText(Log, "now\n");
        Assert.Equal("now\n", Look(after));
    }

    [Fact]
    public void Read_RotatedAgainWhileCatchingUp_LosesNothing()
    {
        FollowPlace place;
        File.WriteAllText(Log, "read\n");
        using (var before = new FollowedFile(Log))
        {
            Look(before);
            place = before.Place!;
        }
        for (var day = 1; day <= 2; day++)
        {
            Rotate("numbers", day);
            File.WriteAllText(Log, $"day {day}\n");
        }
        using var after = new FollowedFile(Log);
        Assert.True(after.TryResume([place]));
        // Meanwhile rotation goes on, packs the first and deletes the second.
        Rotate("numbers", 3);
        File.WriteAllText(Log, "day 3\n");
        Gzip(Log + ".3");
        File.Delete(Log + ".2");
        Rotate("numbers", 4);
        File.WriteAllText(Log, "day 4\n");
        var seen = "";
        for (var i = 0; i < 30; i++) seen += Look(after);
        Assert.Equal("day 1\nday 2\nday 3\nday 4\n", seen);
    }

    [Fact]
    public void Resume_AnotherFileOfThatName_IsRefused()
    {
        File.WriteAllText(Log, "one\n");
        using var before = new FollowedFile(Log);
        Look(before);
        var place = before.Place!;
        Truncate();
        File.AppendAllText(Log, "something else\n");
        using var after = new FollowedFile(Log);
        Assert.False(after.TryResume([place]));
        Assert.Equal("something else\n", Look(after));
    }

    [Fact]
    public void ReadAgain_ProofOfAFormerFile_IsThereUnlessItWasCut()
    {
        using var file = new FollowedFile(Log);
        File.WriteAllText(Log, "one\n");
        Look(file);
        File.Move(Log, Log + ".1");
        File.WriteAllText(Log, "two\n");
        for (var i = 0; i < 5; i++) Look(file);
        var line = new byte[3];
        Assert.True(file.TryReadAgain(0, 0, line));
        Assert.Equal("one"u8, line);
        Truncate();
        File.AppendAllText(Log, "six\n");
        Assert.False(file.TryReadAgain(1, 0, line));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>One rotation: the names move on, and the newest rotated file is renamed or copied, packed at once or the next time.</summary>
    private void Rotate(string way, int day)
    {
        for (var age = 9; age >= 1; age--)
        {
            foreach (var packed in (string[])["", ".gz"])
            {
                if (File.Exists($"{Log}.{age}{packed}")) File.Move($"{Log}.{age}{packed}", $"{Log}.{age + 1}{packed}");
            }
        }
        var to = way == "dates" ? $"{Log}-2026112{day}" : Log + ".1";
        if (way.StartsWith("copied", StringComparison.Ordinal))
        {
            File.Copy(Log, to);
            Truncate();
        }
        else File.Move(Log, to);
        if (way is "packed" or "copied-packed") Gzip(to);
        else if (way == "packed-later" && File.Exists(Log + ".2")) Gzip(Log + ".2");
    }

    private static void Gzip(string name)
    {
        var changed = File.GetLastWriteTimeUtc(name);
        using (var gzip = new System.IO.Compression.GZipStream(File.Create(name + ".gz"), System.IO.Compression.CompressionLevel.Fastest)) gzip.Write(File.ReadAllBytes(name));
        File.SetLastWriteTimeUtc(name + ".gz", changed);
        File.Delete(name);
    }

    private void Truncate()
    {
        using var file = new FileStream(Log, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.SetLength(0);
    }

    /// <summary>All that one look gives.</summary>
    private string Look(FollowedFile file)
    {
        var seen = new StringBuilder();
        while (file.TryRead(_block))
        {
            seen.Append(Encoding.UTF8.GetString(_block.Lines));
            file.Took(_block.Lines.Count((byte)'\n'));
        }
        return seen.ToString();
    }
}
