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
    private int[] _ends = new int[1 << 11];

    /// <summary>Places of line ends and double quotes, in order, as many as <see cref="Build"/> said.</summary>
    internal int[] Marks => _marks;

    /// <summary>Which of <see cref="Marks"/> are line ends, in order, as many as <see cref="Lines"/>.</summary>
    internal int[] Ends => _ends;

    /// <summary>How many line ends there are.</summary>
    internal int Lines { get; private set; }

    /// <summary>Finds all marks of a block.</summary>
    /// <param name="block">The block, at most 2 GB.</param>
    /// <returns>How many there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Build(ReadOnlySpan<byte> block)
    {
        ref var start = ref MemoryMarshal.GetReference(block);
        var count = 0;
        var lines = 0;
        var at = 0;
        for (; at + (2 * Vector256<byte>.Count) <= block.Length; at += 2 * Vector256<byte>.Count)
        {
            // Two of 256 bits and not one of 512: the processors of many servers have the wider ones and slow down when they are used.
            var low = Vector256.LoadUnsafe(ref start, (nuint)at);
            var high = Vector256.LoadUnsafe(ref start, (nuint)(at + Vector256<byte>.Count));
            var ends = Both(Vector256.Equals(low, Vector256.Create((byte)'\n')), Vector256.Equals(high, Vector256.Create((byte)'\n')));
            var mask = ends | Both(Vector256.Equals(low, Vector256.Create((byte)'"')), Vector256.Equals(high, Vector256.Create((byte)'"')));
            if (count + 64 > _marks.Length) Array.Resize(ref _marks, _marks.Length * 2);
            if (lines + 64 > _ends.Length) Array.Resize(ref _ends, _ends.Length * 2);
            // What is there seldom is written whether it is there or not, one line end and four marks: a branch that goes either way costs more than needless writes.
            ref var line = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_ends), lines);
            lines += BitOperations.PopCount(ends);
            ends = KeepEnd(ref line, 0, count, mask, ends);
            for (var more = 1; ends != 0; more++) ends = KeepEnd(ref line, more, count, mask, ends);
            ref var marks = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_marks), count);
            count += BitOperations.PopCount(mask);
            mask = Keep(ref marks, 0, at, mask);
            mask = Keep(ref marks, 1, at, mask);
            mask = Keep(ref marks, 2, at, mask);
            mask = Keep(ref marks, 3, at, mask);
            for (var more = 4; mask != 0; more++) mask = Keep(ref marks, more, at, mask);
        }
        for (; at < block.Length; at++)
        {
            if (block[at] is not ((byte)'"' or (byte)'\n')) continue;
            if (count == _marks.Length) Array.Resize(ref _marks, count * 2);
            if (lines == _ends.Length) Array.Resize(ref _ends, lines * 2);
            if (block[at] == '\n') _ends[lines++] = count;
            _marks[count++] = at;
        }
        Lines = lines;
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Both(Vector256<byte> low, Vector256<byte> high) => low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << 32);

    /// <summary>Notes the first line end as a mark: as many marks as stand before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong KeepEnd(ref int lines, int place, int count, ulong mask, ulong ends)
    {
        Unsafe.Add(ref lines, place) = count + BitOperations.PopCount(mask & ((ends & (0 - ends)) - 1));
        return ends & (ends - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Keep(ref int marks, int place, int at, ulong mask)
    {
        Unsafe.Add(ref marks, place) = at + BitOperations.TrailingZeroCount(mask);
        return mask & (mask - 1);
    }
}
