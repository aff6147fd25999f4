using System.Runtime.InteropServices;

namespace Noroshi.Formats.Merkle;

/// <summary>One SHA-256 hash in a Merkle tree: 32 bytes held as a value.</summary>
/// <remarks>RFC 6962 section 2.1. The all-zero value is not a hash of anything and only marks "not set".</remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct MerkleHash
{
    /// <summary>Bytes of a hash.</summary>
    public const int Length = 32;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    /// <summary>Takes a hash from exactly <see cref="Length"/> bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Any other number of bytes.</exception>
    public MerkleHash(ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, Length);
        this = MemoryMarshal.Read<MerkleHash>(bytes);
    }

    /// <summary>Takes a hash from bytes that may have another length.</summary>
    /// <returns>False unless there are exactly <see cref="Length"/> bytes.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out MerkleHash hash)
    {
        hash = bytes.Length == Length ? MemoryMarshal.Read<MerkleHash>(bytes) : default;
        return bytes.Length == Length;
    }

    /// <summary>Writes the 32 bytes to the front of a span.</summary>
    public void CopyTo(Span<byte> target) => MemoryMarshal.Write(target, in this);

    /// <summary>The 32 bytes as a new array.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Standard base64 with padding, as checkpoints and proofs write a hash.</summary>
    public string ToBase64()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Lower-case hexadecimal.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
