using Noroshi.Core.Vocabulary.Records;
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
        LedgerFinding finding = await new LedgerVerifier(db, [FileVault.Contents(empty.Database)]).WalkAsync(null, null, CancellationToken.None);
        Assert.Empty(finding.Faults);
        Assert.Equal((manifest.LedgerSize + 1, 1), (finding.Entries, finding.Contents));
        StoredFile restored = Assert.Single(db.StoredFiles);
        using var read = new MemoryStream();
        await new FileVault(empty.Database, empty.Keys).CopyToAsync(restored, read, CancellationToken.None);
        Assert.Equal(content, read.ToArray());
        File.Delete(file);
    }

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
            session.Db.Add(file);
            session.Append(new FileStored(file.Id, file.Commitment), Guid.Empty);
            return Task.CompletedTask;
        }, CancellationToken.None);
    }
}
