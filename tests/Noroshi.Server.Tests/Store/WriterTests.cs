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

    // What only adds rows is written with others, so a refused row must be traced to its command, and cost nobody else anything.
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task WriteAsync_RowsOfOneRefused_OthersOfItsGroupAreWrittenInOrder(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine, startWriter: false);
        // The fourth and the eighth add what the second has added.
        Task<PendingEntry>[] tasks = [.. Enumerable.Range(0, 10).Select(i => store.Writer.WriteAsync((s, _) =>
        {
            s.Add(new StoreFact { Name = "fact-" + (i is 3 or 7 ? 1 : i), Value = $"{i}" });
            s.Add(new StoredKey { Name = $"key-{i}", Bytes = [(byte)i], CreatedAt = s.Now });
            return Task.FromResult(s.Append(new StepParked(s.NewId(), "r", i), Guid.Empty));
        }, CancellationToken.None))];
        await store.Writer.StartAsync(CancellationToken.None);

        Assert.True(StoreFailure.IsDuplicate(await Assert.ThrowsAnyAsync<Exception>(() => tasks[3])));
        Assert.True(StoreFailure.IsDuplicate(await Assert.ThrowsAnyAsync<Exception>(() => tasks[7])));
        PendingEntry[] entries = await Task.WhenAll(tasks.Where((_, i) => i is not (3 or 7)));
        Assert.Equal(Enumerable.Range(0, 8).Select(i => (long)i), entries.Select(e => e.Position));
        await using NoroshiDb db = store.Read();
        Assert.Equal("1", (await db.StoreFacts.SingleAsync(f => f.Name == "fact-1", CancellationToken.None)).Value);
        Assert.Equal(["key-0", "key-1", "key-2", "key-4", "key-5", "key-6", "key-8", "key-9"], await db.StoredKeys.OrderBy(k => k.Name).Select(k => k.Name).ToArrayAsync(CancellationToken.None));
        Assert.Equal(8, (await db.LedgerHeads.SingleAsync(CancellationToken.None)).Size);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task WriteAsync_CommandThatAsks_FindsWhatItsGroupAddedBeforeItAndNoneOfItsOwn(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine, startWriter: false);
        Task<int>[] counts = [.. Enumerable.Range(0, 12).Select(i => store.Writer.WriteAsync(async (s, token) =>
        {
            s.Add(new StoreFact { Name = "fact-" + (i == 6 ? 2 : i), Value = "x" });
            return i % 4 == 3 ? await s.Db.StoreFacts.CountAsync(f => f.Name.StartsWith("fact-"), token) : -1;
        }, CancellationToken.None))];
        await store.Writer.StartAsync(CancellationToken.None);

        Assert.True(StoreFailure.IsDuplicate(await Assert.ThrowsAnyAsync<Exception>(() => counts[6])));
        // The seventh fell out.
        Assert.Equal((3, 6, 10), (await counts[3], await counts[7], await counts[11]));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task WriteAsync_CommandThatAskedThrows_KeepsWhatWasAddedBeforeIt(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine, startWriter: false);
        Task[] tasks = [.. Enumerable.Range(0, 4).Select(i => store.Writer.WriteAsync(async (s, token) =>
        {
            s.Add(new StoreFact { Name = "fact-" + i, Value = "x" });
            s.Append(new StepParked(s.NewId(), "r", i), Guid.Empty);
            if (i == 2)
            {
                await s.Db.StoreFacts.Where(f => f.Name == "fact-0").ExecuteDeleteAsync(token);
                throw new InvalidOperationException("this one only");
            }
        }, CancellationToken.None))];
        await store.Writer.StartAsync(CancellationToken.None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => tasks[2]);
        await Task.WhenAll(tasks[0], tasks[1], tasks[3]);
        await using NoroshiDb db = store.Read();
        Assert.Equal(["fact-0", "fact-1", "fact-3"], await db.StoreFacts.Where(f => f.Name.StartsWith("fact-")).OrderBy(f => f.Name).Select(f => f.Name).ToArrayAsync(CancellationToken.None));
        Assert.Equal(3, (await db.LedgerHeads.SingleAsync(CancellationToken.None)).Size);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task WriteAsync_ManyRowsOfEveryKindOfColumn_ComeBackAsTheyWere(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine, startWriter: false);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123);
        Job[] jobs = [.. Enumerable.Range(0, 5).Select(i => new Job
        {
            Id = new Guid(i, 0, 0, new byte[8]),
            Kind = "kind",
            Subject = new Guid(0, (short)i, 0, new byte[8]),
            Payload = $"{{\"{i}\":\"日本語, \\\" {{}} NULL\"}}",
            DueAt = at.AddMilliseconds(i),
            LeasedUntil = i % 2 == 0 ? null : at.AddSeconds(i),
            Attempts = i,
            Fault = i == 3 ? "" : i == 4 ? "fault" : null,
        })];
        Task[] tasks = [.. jobs.Select((job, i) => store.Writer.WriteAsync((s, _) =>
        {
            s.Add(job);
            s.Add(new StoredKey { Name = $"{i}", Bytes = [.. Enumerable.Repeat((byte)i, i)], CreatedAt = at });
            return Task.CompletedTask;
        }, CancellationToken.None))];
        await store.Writer.StartAsync(CancellationToken.None);
        await Task.WhenAll(tasks);

        await using NoroshiDb db = store.Read();
        Assert.Equivalent(jobs, await db.Jobs.OrderBy(j => j.DueAt).ToArrayAsync(CancellationToken.None), strict: true);
        Assert.Equal(["", "01", "0202", "030303", "04040404"], (await db.StoredKeys.OrderBy(k => k.Name).ToArrayAsync(CancellationToken.None)).Select(k => Convert.ToHexString(k.Bytes)));
    }
}
