using System.Security.Cryptography;

namespace Noroshi.Server.Store;

/// <summary>Decrypts what <see cref="SealingWriter"/> wrote.</summary>
internal static class SealedReader
{
    /// <exception cref="InvalidDataException">Changed, reordered or cut off.</exception>
    internal static async Task CopyToAsync(Stream source, byte[] master, Stream target, CancellationToken cancellationToken)
    {
        byte[] salt = new byte[SealingWriter.SaltBytes];
        if (await source.ReadAtLeastAsync(salt, salt.Length, throwOnEndOfStream: false, cancellationToken) < salt.Length)
        {
            throw new InvalidDataException("The stored file is cut off.");
        }

        using var cipher = new AesGcm(SealingWriter.FileKey(master, salt), SealingWriter.TagBytes);
        byte[] chunk = new byte[SealingWriter.ChunkBytes + SealingWriter.TagBytes];
        byte[] next = new byte[chunk.Length];
        byte[] plain = new byte[SealingWriter.ChunkBytes];
        int read = await source.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancellationToken);
        for (uint number = 0; ; number++)
        {
            int following = await source.ReadAtLeastAsync(next, next.Length, throwOnEndOfStream: false, cancellationToken);
            Open(cipher, chunk.AsSpan(0, read), plain, number, isLast: following == 0);
            await target.WriteAsync(plain.AsMemory(0, read - SealingWriter.TagBytes), cancellationToken);
            if (following == 0)
            {
                return;
            }

            (chunk, next, read) = (next, chunk, following);
        }
    }

    private static void Open(AesGcm cipher, ReadOnlySpan<byte> chunk, byte[] plain, uint number, bool isLast)
    {
        int length = chunk.Length - SealingWriter.TagBytes;
        if (length < 0)
        {
            throw new InvalidDataException("The stored file is cut off.");
        }

        try
        {
            cipher.Decrypt(SealingWriter.Nonce(number, isLast), chunk[..length], chunk[length..], plain.AsSpan(0, length));
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new InvalidDataException("The stored file was changed.", e);
        }
    }
}
