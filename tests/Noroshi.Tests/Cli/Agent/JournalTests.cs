using System.Text.Json.Nodes;
using Noroshi.Cli.Agent;
using Noroshi.Sensor.Detectors;
using Noroshi.Tests.Cli.Scan;

namespace Noroshi.Tests.Cli.Agent;

public sealed class JournalTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Path => _folder["journal"];

    [Fact]
    public void At_CutOffAnywhere_HoldsEveryWholeLineAndGoesOn()
    {
        using (var journal = Journal.At(Path))
        {
            var entry = journal.Found(FindingOf.Source("192.0.2.1"), new() { ["n"] = 1 }, 1);
            journal.Found(FindingOf.Source("192.0.2.2"), new() { ["n"] = 2 }, 2);
            journal.Settle(entry, entry.Version, "t1");
        }
        var whole = File.ReadAllBytes(Path);
        for (var length = 0; length <= whole.Length; length += 7)
        {
            File.WriteAllBytes(Path, whole[..length]);
            var lines = whole[..length].Count(b => b == '\n');
            using (var journal = Journal.At(Path))
            {
                Assert.Equal(Math.Min(lines, 2), journal.Entries.Count);
                journal.Found(FindingOf.Source("192.0.2.9"), [], 9);
                journal.Flush();
            }
            using var again = Journal.At(Path);
            Assert.Equal(Math.Min(lines, 2) + 1, again.Entries.Count);
        }
    }

    [Fact]
    public void Found_Worse_IsPendingAgainAndKeepsTheDraftsTime()
    {
        using var journal = Journal.At(Path);
        var entry = journal.Found(FindingOf.Source("192.0.2.1"), [], 1);
        journal.Settle(entry, entry.Version, "t1");
        Assert.Null(journal.NextPending());
        journal.Found(FindingOf.Source("192.0.2.1", Severity.Critical), [], 2);

        Assert.Same(entry, journal.NextPending());
        Assert.Equal("t1", entry.UpdatedAt);
        Assert.False(entry.IsWorse(FindingOf.Source("192.0.2.1")));
    }

    [Fact]
    public void Settle_OfAnOlderVersion_LeavesTheNewerPending()
    {
        using var journal = Journal.At(Path);
        var entry = journal.Found(FindingOf.Source("192.0.2.1"), [], 1);
        var sent = entry.Version;
        journal.Found(FindingOf.Source("192.0.2.1", Severity.High), [], 2);
        journal.Settle(entry, sent, "t1");
        Assert.Same(entry, journal.NextPending());
    }

    [Fact]
    public void Find_BegunBeforeTheLinesReadAgain_IsTheSame()
    {
        using var journal = Journal.At(Path);
        journal.Found(FindingOf.Source("192.0.2.1", first: 1_000_000), [], 1);
        journal.Seen([FindingOf.Source("192.0.2.1", first: 90_000_000, id: "login.brute-force-192.0.2.1")]);

        Assert.NotNull(journal.Find(FindingOf.Source("192.0.2.1", first: 80_000_000, id: "later")));
        Assert.Null(journal.Find(FindingOf.Source("192.0.2.1", first: 990_000_000, id: "another")));
        Assert.Null(journal.Find(FindingOf.Source("192.0.2.2", first: 80_000_000, id: "other")));
    }

    [Fact]
    public void Flush_GrownTooLong_IsWrittenAnewWithoutLosingWhatWaits()
    {
        using (var journal = Journal.At(Path))
        {
            for (var i = 0; i < 1200; i++)
            {
                var entry = journal.Found(FindingOf.Source("192.0.2.1", id: $"f{i}", first: i * 1_000_000L), new JsonObject { ["text"] = new string('x', 10_000) }, i);
                if (i >= 3) journal.Settle(entry, entry.Version, "t");
            }
            Assert.True(new FileInfo(Path).Length < 9L << 20);
        }
        using var again = Journal.At(Path);
        Assert.Equal(1200, again.Entries.Count);
        Assert.Equal(3, again.Entries.Count(e => e.IsPending));
    }

    public void Dispose() => _folder.Dispose();
}
