using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Noroshi.Formats.Merkle;

/// <summary>SHA-256 (FIPS 180-4) of eight short messages at once, one in each lane of a vector. A call for each of them costs more than hashing some hundred bytes, and a walk over a ledger hashes millions.</summary>
internal static class HashLanes
{
    /// <summary>Bytes of a block.</summary>
    internal const int BlockBytes = 64;

    /// <summary>Messages at once.</summary>
    internal const int Lanes = 8;

    private const int Rounds = 64;
    private const int WordsInBlock = BlockBytes / sizeof(uint);

    /// <summary>Whether this processor can: else messages are hashed one by one.</summary>
    internal static bool IsSupported => Avx2.IsSupported;

    // The first 32 bits of the fractional parts of the square roots of the first 8 primes (5.3.3), and of the cube roots of the first 64 (4.2.2).
    private static ReadOnlySpan<uint> Initial => [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private static ReadOnlySpan<uint> Constants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>Bytes of a message of <paramref name="length"/> bytes with its padding: whole blocks.</summary>
    internal static int PaddedLength(int length) => (length + 1 + sizeof(ulong) + BlockBytes - 1) / BlockBytes * BlockBytes;

    /// <summary>Pads a message (5.1.1): a one bit, zeros, and the length in bits at the end of the last block.</summary>
    /// <param name="padded">As long as <see cref="PaddedLength"/> says, the message at its front.</param>
    /// <param name="length">Bytes of the message.</param>
    internal static void Pad(Span<byte> padded, int length)
    {
        padded[length] = 0x80;
        padded[(length + 1)..^sizeof(ulong)].Clear();
        BinaryPrimitives.WriteUInt64BigEndian(padded[^sizeof(ulong)..], 8 * (ulong)length);
    }

    /// <summary>Hashes eight padded messages.</summary>
    /// <param name="buffer">Holds them.</param>
    /// <param name="starts">Where each begins.</param>
    /// <param name="blocks">How many blocks each has, at least one.</param>
    /// <param name="hashes">Takes the eight hashes.</param>
    // Not compiled ahead, since not every processor can run it, and the quick first compilation would leave the lanes slower than one hash after the other: for good at once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Hash(ReadOnlySpan<byte> buffer, ReadOnlySpan<int> starts, ReadOnlySpan<int> blocks, Span<MerkleHash> hashes)
    {
        Span<Vector256<uint>> state = stackalloc Vector256<uint>[Lanes];
        for (var i = 0; i < Lanes; i++) { state[i] = Vector256.Create(Initial[i]); }
        Span<Vector256<uint>> schedule = stackalloc Vector256<uint>[Rounds];
        var lengths = Vector256.Create(blocks);
        var most = 0;
        foreach (var count in blocks) { most = Math.Max(most, count); }
        for (var block = 0; block < most; block++)
        {
            // A message that has ended shows its last block again, and the state of its lane stays.
            for (var i = 0; i < Lanes; i++)
            {
                var bytes = buffer.Slice(starts[i] + (BlockBytes * Math.Min(block, blocks[i] - 1)), BlockBytes);
                schedule[i] = BigEndian(Vector256.Create(bytes));
                schedule[Lanes + i] = BigEndian(Vector256.Create(bytes[(BlockBytes / 2)..]));
            }

            Transpose(schedule[..Lanes]);
            Transpose(schedule[Lanes..(2 * Lanes)]);
            Compress(schedule, state, Vector256.GreaterThan(lengths, Vector256.Create(block)).AsUInt32());
        }

        Transpose(state);
        for (var i = 0; i < Lanes; i++) { state[i] = BigEndian(state[i].AsByte()); }
        MemoryMarshal.Cast<Vector256<uint>, MerkleHash>(state).CopyTo(hashes);
    }

    // Section 6.2.2, every variable a vector of the eight messages' own.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compress(Span<Vector256<uint>> w, Span<Vector256<uint>> state, Vector256<uint> isRunning)
    {
        for (var t = WordsInBlock; t < Rounds; t++)
        {
            var (early, late) = (w[t - 15], w[t - 2]);
            w[t] = w[t - 16] + w[t - 7]
                + (Rotate(early, 7) ^ Rotate(early, 18) ^ (early >>> 3))
                + (Rotate(late, 17) ^ Rotate(late, 19) ^ (late >>> 10));
        }

        var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
        // Eight rounds bring every variable back to its own name, so that none has to be moved.
        for (var t = 0; t < Rounds; t += Lanes)
        {
            Round(a, b, c, ref d, e, f, g, ref h, w[t], Constants[t]);
            Round(h, a, b, ref c, d, e, f, ref g, w[t + 1], Constants[t + 1]);
            Round(g, h, a, ref b, c, d, e, ref f, w[t + 2], Constants[t + 2]);
            Round(f, g, h, ref a, b, c, d, ref e, w[t + 3], Constants[t + 3]);
            Round(e, f, g, ref h, a, b, c, ref d, w[t + 4], Constants[t + 4]);
            Round(d, e, f, ref g, h, a, b, ref c, w[t + 5], Constants[t + 5]);
            Round(c, d, e, ref f, g, h, a, ref b, w[t + 6], Constants[t + 6]);
            Round(b, c, d, ref e, f, g, h, ref a, w[t + 7], Constants[t + 7]);
        }

        Add(state, 0, a, isRunning);
        Add(state, 1, b, isRunning);
        Add(state, 2, c, isRunning);
        Add(state, 3, d, isRunning);
        Add(state, 4, e, isRunning);
        Add(state, 5, f, isRunning);
        Add(state, 6, g, isRunning);
        Add(state, 7, h, isRunning);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(Vector256<uint> a, Vector256<uint> b, Vector256<uint> c, ref Vector256<uint> d, Vector256<uint> e, Vector256<uint> f, Vector256<uint> g, ref Vector256<uint> h, Vector256<uint> word, uint constant)
    {
        var first = h + (Rotate(e, 6) ^ Rotate(e, 11) ^ Rotate(e, 25)) + (g ^ (e & (f ^ g))) + Vector256.Create(constant) + word;
        d += first;
        h = first + (Rotate(a, 2) ^ Rotate(a, 13) ^ Rotate(a, 22)) + ((a & b) | (c & (a | b)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Span<Vector256<uint>> state, int word, Vector256<uint> value, Vector256<uint> isRunning) => state[word] += value & isRunning;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Rotate(Vector256<uint> words, [ConstantExpected] byte bits) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(words, bits) : (words >>> bits) | (words << (32 - bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> BigEndian(Vector256<byte> bytes) =>
        Avx2.Shuffle(bytes, Vector256.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)).AsUInt32();

    /// <summary>Rows become columns: eight words of each message, and the first word of all messages, then the second, and so on; or back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(Span<Vector256<uint>> rows)
    {
        var (a, b) = (Interleave(rows[0], rows[1], rows[2], rows[3]), Interleave(rows[4], rows[5], rows[6], rows[7]));
        (rows[0], rows[4]) = Halves(a.First, b.First);
        (rows[1], rows[5]) = Halves(a.Second, b.Second);
        (rows[2], rows[6]) = Halves(a.Third, b.Third);
        (rows[3], rows[7]) = Halves(a.Fourth, b.Fourth);
    }

    // Within each half: the first words of four rows, the second words, the third, the fourth.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<uint> First, Vector256<uint> Second, Vector256<uint> Third, Vector256<uint> Fourth) Interleave(Vector256<uint> a, Vector256<uint> b, Vector256<uint> c, Vector256<uint> d)
    {
        var (abLow, abHigh, cdLow, cdHigh) = (Avx2.UnpackLow(a, b).AsUInt64(), Avx2.UnpackHigh(a, b).AsUInt64(), Avx2.UnpackLow(c, d).AsUInt64(), Avx2.UnpackHigh(c, d).AsUInt64());
        return (Avx2.UnpackLow(abLow, cdLow).AsUInt32(), Avx2.UnpackHigh(abLow, cdLow).AsUInt32(), Avx2.UnpackLow(abHigh, cdHigh).AsUInt32(), Avx2.UnpackHigh(abHigh, cdHigh).AsUInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<uint> Low, Vector256<uint> High) Halves(Vector256<uint> a, Vector256<uint> b) => (Avx2.Permute2x128(a, b, 0x20), Avx2.Permute2x128(a, b, 0x31));
}
