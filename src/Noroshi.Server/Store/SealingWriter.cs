using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Noroshi.Server.Store;

/// <summary>Encrypts a stream in chunks of 64 KiB: AES-256-GCM under a key derived for this file alone, chunk number and "last" flag in the nonce, so that no chunk can be moved, dropped or cut off unnoticed (the STREAM construction).</summary>
/// <remarks>File: 16 bytes of salt, then for each chunk ciphertext ‖ 16-byte tag; the last chunk may be short or empty.</remarks>
internal sealed class SealingWriter : IAsyncDisposable
{
    internal const int ChunkBytes = 65536;
    internal const int SaltBytes = 16;
    internal const int TagBytes = 16;

    [SuppressMessage("Usage", "CA2213", Justification = "The caller owns the target.")]
    private readonly Stream _target;
    private readonly AesGcm _cipher;
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(SaltBytes);
    private readonly byte[] _chunk = new byte[ChunkBytes];
    private readonly byte[] _sealed = new byte[ChunkBytes + TagBytes];
    private int _filled;
    private uint _number;
    private bool _begun;

    internal SealingWriter(Stream target, byte[] master)
    {
        _target = target;
        _cipher = new AesGcm(FileKey(master, _salt), TagBytes);
    }

    internal async Task WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        while (content.Length > 0)
        {
            // A full chunk is written only when more follows: the last one carries the flag.
            if (_filled == ChunkBytes)
            {
                await SealAsync(isLast: false, cancellationToken);
            }

            int take = Math.Min(ChunkBytes - _filled, content.Length);
            content[..take].CopyTo(_chunk.AsMemory(_filled));
            _filled += take;
            content = content[take..];
        }
    }

    internal Task FinishAsync(CancellationToken cancellationToken) => SealAsync(isLast: true, cancellationToken);

    private async Task SealAsync(bool isLast, CancellationToken cancellationToken)
    {
        if (!_begun)
        {
            _begun = true;
            await _target.WriteAsync(_salt, cancellationToken);
        }

        _cipher.Encrypt(Nonce(_number++, isLast), _chunk.AsSpan(0, _filled), _sealed.AsSpan(0, _filled), _sealed.AsSpan(_filled, TagBytes));
        await _target.WriteAsync(_sealed.AsMemory(0, _filled + TagBytes), cancellationToken);
        _filled = 0;
    }

    internal static byte[] FileKey(byte[] master, byte[] salt) => HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, salt, "file"u8.ToArray());

    internal static byte[] Nonce(uint number, bool isLast)
    {
        byte[] nonce = new byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(nonce.AsSpan(7), number);
        nonce[11] = isLast ? (byte)1 : (byte)0;
        return nonce;
    }

    public ValueTask DisposeAsync()
    {
        _cipher.Dispose();
        CryptographicOperations.ZeroMemory(_chunk);
        return ValueTask.CompletedTask;
    }
}
