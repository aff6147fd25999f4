using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Formats.Merkle;
using Noroshi.Server.Ledger;
using Noroshi.Server.Store;
using Noroshi.Server.Tests.Support;

namespace Noroshi.Server.Tests.Store;

public sealed class WriterTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task WriteAsync_ManyAtOnce_PositionsHaveNoGapAndRootMatches(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine);
        const int count = 700;
        PendingEntry[] entries = await Task.WhenAll(Enumerable.Range(0, count).Select(i =>
            store.Writer.WriteAsync((s, _) => Task.FromResult(s.Append(new StepParked(s.NewId(), "r", i), Guid.Empty)), CancellationToken.None)));

        Assert.Equal(Enumerable.Range(0, count).Select(i => (long)i), entries.Select(e => e.Position).Order());
        await using NoroshiDb db = store.Read();
        LedgerHead head = await db.LedgerHeads.SingleAsync(CancellationToken.None);
        byte[][] leaves = await db.LedgerEntries.OrderBy(e => e.Position).Select(e => e.Leaf).ToArrayAsync(CancellationToken.None);
        MerkleHash root = MerkleTree.Root([.. leaves.Select(l => new MerkleHash(l))]);
        Assert.Equal(count, head.Size);
        Assert.Equal(root, LedgerAppender.FrontierOf(head).Root());
        Assert.Equal(root, await LedgerTree.RootAsync(db, count, CancellationToken.None));
        Assert.Equal(2, await db.LedgerTiles.CountAsync(CancellationToken.None));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task WriteAsync_OneCommandThrows_OthersOfItsGroupAreWritten(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine, startWriter: false);
        Task[] tasks = [.. Enumerable.Range(0, 10).Select(i => store.Writer.WriteAsync(async (s, token) =>
        {
            s.Add(new StoreFact { Name = "fact-" + i, Value = "x" });
            s.Append(new StepParked(s.NewId(), "r", i), Guid.Empty);
            await s.SaveAsync(token);
            if (i == 4)
            {
                throw new InvalidOperationException("this one only");
            }
        }, CancellationToken.None))];
        await store.Writer.StartAsync(CancellationToken.None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => tasks[4]);
        await Task.WhenAll(tasks.Where((_, i) => i != 4));
        await using NoroshiDb db = store.Read();
        Assert.Equal(9, await db.StoreFacts.CountAsync(f => f.Name.StartsWith("fact-"), CancellationToken.None));
        Assert.Equal(9, (await db.LedgerHeads.SingleAsync(CancellationToken.None)).Size);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task WriteAsync_DuplicateKey_FailsAloneAndIsTold(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine);
        Func<WriteSession, CancellationToken, Task> add = (s, _) => { s.Add(new StoreFact { Name = "same", Value = "x" }); return Task.CompletedTask; };
        await store.Writer.WriteAsync(add, CancellationToken.None);

        Exception e = await Assert.ThrowsAnyAsync<Exception>(() => store.Writer.WriteAsync(add, CancellationToken.None));

        Assert.True(StoreFailure.IsDuplicate(e));
        await store.Writer.WriteAsync((s, _) => { s.Add(new StoreFact { Name = "other", Value = "x" }); return Task.CompletedTask; }, CancellationToken.None);
    }
}
