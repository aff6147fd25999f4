using Noroshi.Core.Trust.Ledger;
using Noroshi.Formats.Merkle;
using Noroshi.Formats.SignedNote;

namespace Noroshi.Tests.Trust;

public sealed class LineageTests
{
    private static readonly DateTimeOffset _second = DateTimeOffset.FromUnixTimeMilliseconds(2_000);
    private static readonly DateTimeOffset _third = DateTimeOffset.FromUnixTimeMilliseconds(3_000);

    // Restored at 100 and at 200.
    private static readonly (EpochStart, DateTimeOffset)[] _ours = [(Start(2, 100, 1), _second), (Start(3, 200, 2), _third)];

    [Fact]
    public void Of_HeadsOfThisLedger_AreCutWhereTheNextEpochBegan()
    {
        Assert.Equal(new(100, 1, false), Lineage.Of(Head(1), _ours));
        Assert.Equal(new(200, 2, false), Lineage.Of(Head(2, Start(2, 100, 1)), _ours));
        Assert.Null(Lineage.Of(Head(3, Start(2, 100, 1), Start(3, 200, 2)), _ours));
        Assert.Null(Lineage.Of(Head(1), []));
    }

    [Fact]
    public void Of_HeadsOfAnotherRestore_ShareWhatLiesBeforeTheParting()
    {
        // The same backup once more.
        Assert.Equal(new(200, 3, true), Lineage.Of(Head(3, Start(2, 100, 1), Start(3, 200, 9)), _ours));
        // An older backup, a newer one, and one of a ledger that had parted before.
        Assert.Equal(new(150, 3, true), Lineage.Of(Head(3, Start(2, 100, 1), Start(3, 150, 9)), _ours));
        Assert.Equal(new(200, 3, true), Lineage.Of(Head(3, Start(2, 100, 1), Start(3, 250, 9)), _ours));
        Assert.Equal(new(100, 3, true), Lineage.Of(Head(3, Start(2, 100, 9), Start(3, 200, 2)), _ours));
        // Restored from this ledger, which goes on.
        Assert.Equal(new(300, 4, true), Lineage.Of(Head(4, Start(2, 100, 1), Start(3, 200, 2), Start(4, 300, 3)), _ours));
    }

    [Fact]
    public void Of_HeadsThatNameOnlyTheNumber_AreToldByTime()
    {
        Assert.Equal(new(100, 2, true), Lineage.Of(Head(2, _second.AddMilliseconds(-1)), _ours));
        Assert.Equal(new(200, 2, false), Lineage.Of(Head(2, _second), _ours));
        Assert.Null(Lineage.Of(Head(3, _third.AddDays(1)), _ours));
    }

    [Fact]
    public void Head_OfManyRestores_NamesTheNewestAndReadsBack()
    {
        EpochStart[] starts = [.. Enumerable.Range(2, 100).Select(e => Start(e, e * 10, (byte)e))];
        Checkpoint head = HeadText.Of("o/l", 101, 2_000, MerkleTree.EmptyRoot, _second, starts);

        Assert.True(Checkpoint.TryParse(head.ToString(), out Checkpoint? read));
        Assert.Equal((101, _second), (HeadText.Epoch(read), HeadText.At(read)));
        Assert.Equal(starts[^HeadText.MostStarts..], HeadText.Starts(read));
        Assert.Empty(HeadText.Starts(HeadText.Of("o/l", 1, 0, MerkleTree.EmptyRoot, _second)));
    }

    [Theory]
    [InlineData("restored 2 100")]
    [InlineData("restored 2 100 x")]
    [InlineData("restored -2 100 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("restored 2 99999999999999999999 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("began 2 100 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void Starts_LinesOfAnotherKind_AreLeftAlone(string line) =>
        Assert.Empty(HeadText.Starts(new("o/l", 0, MerkleTree.EmptyRoot) { Extensions = [line] }));

    private static EpochStart Start(int epoch, long position, byte entry) => new(epoch, position, new([entry, .. new byte[31]]));

    private static Checkpoint Head(int epoch, params EpochStart[] starts) => HeadText.Of("o/l", epoch, 1_000, MerkleTree.EmptyRoot, _third, starts);

    private static Checkpoint Head(int epoch, DateTimeOffset at) => HeadText.Of("o/l", epoch, 1_000, MerkleTree.EmptyRoot, at);
}
