using System.Security.Cryptography;
using Noroshi.Server.Store;
using Noroshi.Server.Tests.Support;

namespace Noroshi.Server.Tests.Store;

public sealed class FileVaultTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(65537)]
    [InlineData(131072)]
    public async Task CopyTo_WhatWasStored_IsTheSame(int bytes)
    {
        await using TestStore store = await TestStore.CreateAsync(Engines.Sqlite, startWriter: false);
        byte[] content = RandomNumberGenerator.GetBytes(bytes);
        (FileVault vault, StoredFile file) = await StoreAsync(store, content);

        using var read = new MemoryStream();
        await vault.CopyToAsync(file, read, CancellationToken.None);

        Assert.Equal(content, read.ToArray());
        Assert.Equal(bytes, file.Bytes);
    }

    [Theory]
    [InlineData(0, 1)] // salt
    [InlineData(20, 1)] // first chunk
    [InlineData(-1, 1)] // last tag
    [InlineData(0, 65552)] // a chunk cut away at the end
    public async Task CopyTo_ChangedOrCut_IsRefused(int at, int cut)
    {
        await using TestStore store = await TestStore.CreateAsync(Engines.Sqlite, startWriter: false);
        (FileVault vault, StoredFile file) = await StoreAsync(store, RandomNumberGenerator.GetBytes(131072));
        string path = Directory.GetFiles(store.Database.Options.FilesFolder, "*", SearchOption.AllDirectories).Single();
        byte[] stored = await File.ReadAllBytesAsync(path, CancellationToken.None);
        if (cut > 1)
        {
            stored = stored[..^cut];
        }
        else
        {
            stored[at < 0 ? stored.Length + at : at] ^= 1;
        }

        await File.WriteAllBytesAsync(path, stored, CancellationToken.None);

        using var read = new MemoryStream();
        await Assert.ThrowsAsync<InvalidDataException>(() => vault.CopyToAsync(file, read, CancellationToken.None));
    }

    [Fact]
    public async Task Store_TooLong_LeavesNothing()
    {
        await using TestStore store = await TestStore.CreateAsync(Engines.Sqlite, startWriter: false);
        using var stream = new MemoryStream(new byte[1001]);

        StoredFile? file = await new FileVault(store.Database, store.Keys).StoreAsync(stream, 1000, "a", "b", DateTimeOffset.UnixEpoch, CancellationToken.None);

        Assert.Null(file);
        Assert.Empty(Directory.GetFiles(store.Database.Options.FilesFolder, "*", SearchOption.AllDirectories));
    }

    private static async Task<(FileVault Vault, StoredFile File)> StoreAsync(TestStore store, byte[] content)
    {
        var vault = new FileVault(store.Database, store.Keys);
        using var stream = new MemoryStream(content);
        return (vault, (await vault.StoreAsync(stream, 1 << 20, "a", "b", DateTimeOffset.UnixEpoch, CancellationToken.None))!);
    }
}
