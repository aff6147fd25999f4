using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Ledger;

namespace Noroshi.Server.Store;

/// <summary>
/// Files (attachments), encrypted while they stream in and decrypted only while they stream out; plaintext never touches the disk. The file's place is a keyed hash of its content, so that the
/// folder tells nothing about what is in it and equal contents lie there once. Thread-safe.
/// </summary>
internal sealed class FileVault(Database database, KeyRing keys)
{
    private const int SaltBytes = Commitment.SaltBytes;

    /// <summary>Stores a stream.</summary>
    /// <param name="content">Read to its end.</param>
    /// <param name="limit">Most bytes.</param>
    /// <param name="name">The name its sender gave; kept as text only.</param>
    /// <param name="mediaType">The type its sender claimed.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Gives up; nothing stays behind.</param>
    /// <returns>The row to add in the command that refers to it, or null when the content is longer than the limit.</returns>
    internal async Task<StoredFile?> StoreAsync(Stream content, long limit, string name, string mediaType, DateTimeOffset at, CancellationToken cancellationToken)
    {
        byte[] key = await MasterAsync(cancellationToken);
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        string beside = Path.Combine(database.Options.FilesFolder, "incoming-" + Guid.NewGuid().ToString("N"));
        try
        {
            using var commitment = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using var address = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "address"u8.ToArray()));
            commitment.AppendData(salt);
            long bytes;
            await using (var file = new FileStream(beside, PrivateFile))
            {
                await using var sealing = new SealingWriter(file, key);
                bytes = await CopyAsync(content, sealing, limit, commitment, address, cancellationToken);
                await sealing.FinishAsync(cancellationToken);
                await file.FlushAsync(cancellationToken);
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }

            if (bytes > limit)
            {
                return null;
            }

            string hash = Convert.ToHexStringLower(address.GetHashAndReset());
            Place(beside, hash);
            return new()
            {
                Id = Guid.CreateVersion7(at),
                Hash = hash,
                Salt = salt,
                Commitment = Convert.ToHexStringLower(commitment.GetHashAndReset()),
                Bytes = bytes,
                Name = name,
                MediaType = mediaType,
                StoredAt = at,
            };
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            throw new StoreUnavailableException("The file could not be written.", e);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>Streams a stored file out, decrypted. Every chunk is authenticated before a byte of it is written.</summary>
    /// <exception cref="InvalidDataException">The stored file was changed or cut off.</exception>
    internal async Task CopyToAsync(StoredFile file, Stream target, CancellationToken cancellationToken)
    {
        byte[] key = await MasterAsync(cancellationToken);
        await using var source = new FileStream(PathOf(file.Hash), FileMode.Open, FileAccess.Read, FileShare.Read);
        await SealedReader.CopyToAsync(source, key, target, cancellationToken);
    }

    /// <summary>All files with what the ledger commits to, for <c>ledger verify</c>.</summary>
    internal static CommittedContents Contents(Database database) => new("file", (see, cancellationToken) => ReadAllAsync(database, see, cancellationToken));

    private static async Task ReadAllAsync(Database database, SeeContent see, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        var vault = new FileVault(database, new KeyRing(database, TimeProvider.System));
        using var content = new MemoryStream();
        foreach (StoredFile file in await db.StoredFiles.ToArrayAsync(cancellationToken))
        {
            content.SetLength(0);
            try
            {
                await vault.CopyToAsync(file, content, cancellationToken);
            }
            catch (Exception e) when (e is IOException or InvalidDataException or CryptographicException)
            {
                // Damaged or gone: an empty content cannot match, and is told as such.
                content.SetLength(0);
            }

            see(new() { Id = file.Id, Salt = file.Salt, Content = content.GetBuffer().AsSpan(0, (int)content.Length), Commitment = Encoding.ASCII.GetBytes(file.Commitment) });
        }
    }

    private static FileStreamOptions PrivateFile
    {
        get
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return options;
        }
    }

    private static async Task<long> CopyAsync(Stream content, SealingWriter sealing, long limit, IncrementalHash commitment, IncrementalHash address, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[SealingWriter.ChunkBytes];
        long bytes = 0;
        for (int read; (read = await ReadAsync(content, buffer, cancellationToken)) > 0;)
        {
            bytes += read;
            if (bytes > limit)
            {
                return bytes;
            }

            commitment.AppendData(buffer, 0, read);
            address.AppendData(buffer, 0, read);
            await sealing.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return bytes;
    }

    // A sender that breaks off is not a disk that is full.
    private static async ValueTask<int> ReadAsync(Stream content, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await content.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            throw new InvalidDataException("The content broke off.", e);
        }
    }

    // A rename within the folder: a crash leaves the whole file or none. An equal content that is there already wins.
    private void Place(string beside, string hash)
    {
        string path = PathOf(hash);
        DataFolder.MakePrivate(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
        {
            File.Move(beside, path, overwrite: true);
        }
    }

    private string PathOf(string hash) => Path.Combine(database.Options.FilesFolder, hash[..2], hash);

    private Task<byte[]> MasterAsync(CancellationToken cancellationToken) => keys.GetOrCreateAsync("files", () => RandomNumberGenerator.GetBytes(32), cancellationToken);
}
