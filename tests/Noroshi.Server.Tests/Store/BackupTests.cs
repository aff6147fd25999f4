using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Formats.SignedNote;
using Noroshi.Formats.TlogProof;
using Noroshi.Server.Ledger;
using Noroshi.Server.Store;
using Noroshi.Server.Tests.Support;

namespace Noroshi.Server.Tests.Store;

public sealed class BackupTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Restore_IntoAnEmptyStore_HasEverythingAndANewEpoch(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine);
        byte[] content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 31))];
        await StoreAsync(store, content);
        string file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".backup");
        await Backup.MakeAsync(store.Database, file, DateTimeOffset.UnixEpoch, CancellationToken.None);
        await StoreAsync(store, [1, 2, 3]);

        await using TestStore empty = await TestStore.CreateEmptyAsync(engine);
        BackupManifest manifest = await Restore.FromAsync(file, empty.Database, TimeProvider.System, CancellationToken.None);

        await using NoroshiDb db = empty.Read();
        LedgerFinding finding = await new LedgerVerifier(empty.Database, [FileVault.Contents(empty.Database)]).WalkAsync(null, null, CancellationToken.None);
        Assert.Empty(finding.Faults);
        Assert.Equal((manifest.LedgerSize + 1, 1), (finding.Entries, finding.Contents));
        StoredFile restored = Assert.Single(db.StoredFiles);
        using var read = new MemoryStream();
        await new FileVault(empty.Database, empty.Keys).CopyToAsync(restored, read, CancellationToken.None);
        Assert.Equal(content, read.ToArray());
        File.Delete(file);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Verify_ReceiptsOfAFormerEpoch_SaysWhichLieBeyondTheRestore(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine);
        Guid kept = await ParkAsync(store);
        await store.NewSigner().CoveringAsync(0, CancellationToken.None);
        string file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".backup");
        await Backup.MakeAsync(store.Database, file, DateTimeOffset.UnixEpoch, CancellationToken.None);
        // Its head covers what will be lost; its entry is in the backup.
        Guid lost = await ParkAsync(store);
        var receipts = new Receipts(store.Database, store.NewSigner());
        ProofFile beyond = ProofFile.Parse(await receipts.ForAsync(lost, ["StepParked"], 0, CancellationToken.None), out _)!;
        ProofFile before = ProofFile.Parse(await receipts.ForAsync(kept, ["StepParked"], 0, CancellationToken.None), out _)! with { Head = beyond.Head };
        await using TestStore empty = await TestStore.CreateEmptyAsync(engine);
        BackupManifest manifest = await Restore.FromAsync(file, empty.Database, TimeProvider.System, CancellationToken.None);
        File.Delete(file);

        Assert.Equal("NRS-T110", Assert.Single(await FaultsAsync(empty, beyond.Head, null)).Code);
        Fault fault = Assert.Single(await FaultsAsync(empty, beyond.Head, beyond));
        Assert.Equal("NRS-T114", fault.Code);
        Assert.Contains(fault.Values, v => v.Key == "restored" && v.Value == manifest.LedgerSize.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Empty(await FaultsAsync(empty, before.Head, before));
        Assert.Equal("NRS-T116", Assert.Single(await FaultsAsync(empty, before.Head, before with { Extra = beyond.Extra })).Code);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Verify_OneBackupRestoredTwice_TellsTheTwoApart(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine);
        await ParkAsync(store);
        await store.NewSigner().CoveringAsync(0, CancellationToken.None);
        await using TestStore first = await RestoredAsync(engine, store);
        await using TestStore second = await RestoredAsync(engine, store);
        (ProofFile ofFirst, Guid subject) = await ReceivedAsync(first);
        (ProofFile ofSecond, _) = await ReceivedAsync(second);
        Assert.Equal(ofFirst.Index, ofSecond.Index);

        Assert.Empty(await FaultsAsync(first, ofFirst.Head, ofFirst));
        Assert.Empty(await FaultsAsync(second, ofSecond.Head, ofSecond));
        foreach (ProofFile? receipt in (ProofFile?[])[ofFirst, null])
        {
            Fault fault = Assert.Single(await FaultsAsync(second, ofFirst.Head, receipt));
            Assert.Equal("NRS-T117", fault.Code);
            Assert.Contains(fault.Values, v => v is { Key: "epoch", Value: "2" });
        }

        // A third restore, of the first one's backup: the first one's receipt holds, the second one's is still told apart.
        await using TestStore third = await RestoredAsync(engine, first);
        Assert.Empty(await FaultsAsync(third, ofFirst.Head, ofFirst));
        Assert.Equal("NRS-T117", Assert.Single(await FaultsAsync(third, ofSecond.Head, ofSecond)).Code);
        (ProofFile ofThird, _) = await ReceivedAsync(third);
        Assert.Empty(await FaultsAsync(third, ofThird.Head, ofThird));
        Assert.Equal("NRS-T117", Assert.Single(await FaultsAsync(first, ofThird.Head, ofThird)).Code);
        // What both hold stands, under whichever head it was given.
        ProofFile common = ProofFile.Parse(await new Receipts(third.Database, third.NewSigner()).ForAsync(subject, ["StepParked"], 0, CancellationToken.None), out _)!;
        Assert.Empty(await FaultsAsync(first, ofThird.Head, common with { Head = ofThird.Head }));
    }

    private static async Task<TestStore> RestoredAsync(string engine, TestStore from)
    {
        string file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".backup");
        await Backup.MakeAsync(from.Database, file, DateTimeOffset.UnixEpoch, CancellationToken.None);
        TestStore store = await TestStore.CreateEmptyAsync(engine);
        await Restore.FromAsync(file, store.Database, TimeProvider.System, CancellationToken.None);
        File.Delete(file);
        await store.Writer.StartAsync(CancellationToken.None);
        return store;
    }

    private static async Task<(ProofFile Receipt, Guid Subject)> ReceivedAsync(TestStore store)
    {
        Guid subject = await ParkAsync(store);
        return (ProofFile.Parse(await new Receipts(store.Database, store.NewSigner()).ForAsync(subject, ["StepParked"], 0, CancellationToken.None), out _)!, subject);
    }

    private static async Task<IReadOnlyList<Fault>> FaultsAsync(TestStore store, Note head, ProofFile? receipt)
    {
        return (await new LedgerVerifier(store.Database, []) { Receipt = receipt }.WalkAsync(head, null, CancellationToken.None)).Faults;
    }

    private static async Task<Guid> ParkAsync(TestStore store) =>
        (await store.Writer.WriteAsync((s, _) => Task.FromResult(s.Append(new StepParked(s.NewId(), "r", 1), Guid.Empty)), CancellationToken.None)).Record.Subject;

    [Fact]
    public async Task Restore_IntoAUsedFolder_IsRefused()
    {
        await using TestStore store = await TestStore.CreateAsync(Engines.Sqlite);
        string file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".backup");
        await Backup.MakeAsync(store.Database, file, DateTimeOffset.UnixEpoch, CancellationToken.None);

        FaultException e = await Assert.ThrowsAsync<FaultException>(() => Restore.FromAsync(file, store.Database, TimeProvider.System, CancellationToken.None));

        Assert.Equal("NRS-X020", Assert.Single(e.Faults).Code);
        File.Delete(file);
    }

    [Fact]
    public async Task Restore_FromSomethingElse_IsRefused()
    {
        await using TestStore empty = await TestStore.CreateEmptyAsync(Engines.Sqlite);
        string file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".backup");
        await File.WriteAllTextAsync(file, new string('x', 5000), CancellationToken.None);

        FaultException e = await Assert.ThrowsAsync<FaultException>(() => Restore.FromAsync(file, empty.Database, TimeProvider.System, CancellationToken.None));

        Assert.Equal("NRS-X021", Assert.Single(e.Faults).Code);
        File.Delete(file);
    }

    private static async Task StoreAsync(TestStore store, byte[] content)
    {
        var vault = new FileVault(store.Database, store.Keys);
        using var stream = new MemoryStream(content);
        StoredFile file = (await vault.StoreAsync(stream, 1 << 20, "../log.txt", "text/plain", DateTimeOffset.UnixEpoch, CancellationToken.None))!;
        await store.Writer.WriteAsync((session, _) =>
        {
            session.Add(file);
            session.Append(new FileStored(file.Id, file.Commitment), Guid.Empty);
            return Task.CompletedTask;
        }, CancellationToken.None);
    }
}
