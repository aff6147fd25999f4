using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Noroshi.Sensor.Detectors;

/// <summary>About how many different keys were added, in 128 bits.</summary>
/// <remarks>Linear counting (Whang, Vander-Zanden, Taylor 1990): exact enough up to some three hundred, "more than that" beyond.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct DistinctCount
{
    private const int Bits = 128;

    private ulong _low;
    private ulong _high;

    internal void Add(ulong key)
    {
        var bit = (int)(key >> 40) & (Bits - 1);
        // No branch: which half it is cannot be guessed.
        Unsafe.Add(ref _low, bit >> 6) |= 1UL << bit;
    }

    /// <summary>The estimate; 0 for none, at most 621.</summary>
    internal readonly int Estimate
    {
        get
        {
            var empty = Bits - BitOperations.PopCount(_low) - BitOperations.PopCount(_high);
            return (int)Math.Round(Bits * Math.Log((double)Bits / Math.Max(1, empty)));
        }
    }

    /// <summary>Whether the estimate says no more than "many".</summary>
    internal readonly bool IsFull => BitOperations.PopCount(_low) + BitOperations.PopCount(_high) >= Bits - 2;
}
