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

    /// <summary>Positions of line ends and double quotes, in order, as many as <see cref="Build"/> said.</summary>
    internal int[] Marks => _marks;

    /// <summary>Finds all marks of a block.</summary>
    /// <param name="block">The block.</param>
    /// <returns>How many there are.</returns>
    public int Build(ReadOnlySpan<byte> block)
    {
        ref var start = ref MemoryMarshal.GetReference(block);
        var count = 0;
        var at = 0;
        for (; at + Vector512<byte>.Count <= block.Length; at += Vector512<byte>.Count)
        {
            var bytes = Vector512.LoadUnsafe(ref start, (nuint)at);
            var mask = (Vector512.Equals(bytes, Vector512.Create((byte)'"')) | Vector512.Equals(bytes, Vector512.Create((byte)'\n'))).ExtractMostSignificantBits();
            if (mask == 0) continue;
            if (count + 64 > _marks.Length) Array.Resize(ref _marks, _marks.Length * 2);
            count = Keep(ref MemoryMarshal.GetArrayDataReference(_marks), count, at, mask);
        }
        for (; at < block.Length; at++)
        {
            if (block[at] is not ((byte)'"' or (byte)'\n')) continue;
            if (count == _marks.Length) Array.Resize(ref _marks, count * 2);
            _marks[count++] = at;
        }
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Keep(ref int marks, int count, int at, ulong mask)
    {
        do
        {
            Unsafe.Add(ref marks, count++) = at + BitOperations.TrailingZeroCount(mask);
            mask &= mask - 1;
        }
        while (mask != 0);
        return count;
    }
}
