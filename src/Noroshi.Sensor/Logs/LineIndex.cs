using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Noroshi.Sensor.Logs;

/// <summary>Where the line ends and the double quotes of a block stand, found in one pass of wide compares, so that no format must search a line again for them. Used again for the next block; one thread at a time.</summary>
/// <remarks>The first stage of simdjson (Langdale and Lemire, "Parsing Gigabytes of JSON per Second", 2019), with the two marks web logs are made of.</remarks>
public sealed class LineIndex
{
    private int[] _marks = new int[1 << 14];

    /// <summary>Line ends and double quotes in order, as many as <see cref="Build"/> said: twice the position, and one more for a line end.</summary>
    internal int[] Marks => _marks;

    /// <summary>Finds all marks of a block.</summary>
    /// <param name="block">The block, at most 1 GB.</param>
    /// <returns>How many there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Build(ReadOnlySpan<byte> block)
    {
        ref var start = ref MemoryMarshal.GetReference(block);
        var count = 0;
        var at = 0;
        for (; at + (2 * Vector256<byte>.Count) <= block.Length; at += 2 * Vector256<byte>.Count)
        {
            // Two of 256 bits and not one of 512: the processors of many servers have the wider ones and slow down when they are used.
            var low = Vector256.LoadUnsafe(ref start, (nuint)at);
            var high = Vector256.LoadUnsafe(ref start, (nuint)(at + Vector256<byte>.Count));
            var ends = Both(Vector256.Equals(low, Vector256.Create((byte)'\n')), Vector256.Equals(high, Vector256.Create((byte)'\n')));
            var mask = ends | Both(Vector256.Equals(low, Vector256.Create((byte)'"')), Vector256.Equals(high, Vector256.Create((byte)'"')));
            if (count + 64 > _marks.Length) Array.Resize(ref _marks, _marks.Length * 2);
            ref var marks = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_marks), count);
            count += BitOperations.PopCount(mask);
            // Four are written whether they are there or not, even where there is none: there are seldom more, and a branch that goes either way costs more than needless writes.
            mask = Keep(ref marks, 0, at, mask, ends);
            mask = Keep(ref marks, 1, at, mask, ends);
            mask = Keep(ref marks, 2, at, mask, ends);
            mask = Keep(ref marks, 3, at, mask, ends);
            for (var more = 4; mask != 0; more++) mask = Keep(ref marks, more, at, mask, ends);
        }
        for (; at < block.Length; at++)
        {
            if (block[at] is not ((byte)'"' or (byte)'\n')) continue;
            if (count == _marks.Length) Array.Resize(ref _marks, count * 2);
            _marks[count++] = (at << 1) | (block[at] == '\n' ? 1 : 0);
        }
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Both(Vector256<byte> low, Vector256<byte> high) => low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Keep(ref int marks, int place, int at, ulong mask, ulong ends)
    {
        var bit = BitOperations.TrailingZeroCount(mask);
        Unsafe.Add(ref marks, place) = ((at + bit) << 1) | (int)(ends >> bit & 1);
        return mask & (mask - 1);
    }
}
