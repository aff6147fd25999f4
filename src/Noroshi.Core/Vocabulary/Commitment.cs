using System.Buffers;
using System.Security.Cryptography;

namespace Noroshi.Core.Vocabulary;

/// <summary>
/// What the ledger keeps of a content that may have to be erased: SHA-256(salt ‖ content). The salt is stored beside the content and erased with it;
/// without the salt the hash says nothing about the content.
/// </summary>
/// <param name="Hash">The 32 bytes of SHA-256, lower-case hexadecimal.</param>
public readonly record struct Commitment(string Hash)
{
    /// <summary>Bytes of salt; chance comes in as an argument.</summary>
    public const int SaltBytes = 16;

    /// <summary>The commitment to a content.</summary>
    /// <param name="salt">Exactly <see cref="SaltBytes"/> random bytes.</param>
    /// <param name="content">The content, exactly as stored.</param>
    public static Commitment To(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> content)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(salt.Length, SaltBytes);
        var both = ArrayPool<byte>.Shared.Rent(SaltBytes + content.Length);
        salt.CopyTo(both);
        content.CopyTo(both.AsSpan(SaltBytes));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(both.AsSpan(0, SaltBytes + content.Length), hash);
        ArrayPool<byte>.Shared.Return(both, clearArray: true);
        return new(Convert.ToHexStringLower(hash));
    }
}
