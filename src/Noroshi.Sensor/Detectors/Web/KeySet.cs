using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Noroshi.Sensor.Detectors.Web;

/// <summary>A bounded set of keys that forgets: four places for each hash, and where there is no room, one of the four that are there goes, by chance.</summary>
/// <remarks>For any number of threads without a lock: a key is written and read whole, and one that two threads write over each other is only asked for again.</remarks>
internal sealed class KeySet
{
    private const int Ways = 4;

    private readonly ulong[] _keys;
    private readonly uint _mask;
    private readonly int _first;

    /// <param name="sets">How many hashes have places of their own: a power of two.</param>
    internal KeySet(int sets)
    {
        _mask = (uint)sets - 1;
        _keys = GC.AllocateArray<ulong>((sets + 1) * Ways, pinned: true);
        // The four places of a set are one line of the cache only where they begin at a multiple of their size.
        _first = (int)((ulong)-Marshal.UnsafeAddrOfPinnedArrayElement(_keys, 0) / sizeof(ulong) % Ways);
    }

    /// <summary>Whether a key was added lately; 0 never was. All four places at once, since which of them it is cannot be guessed.</summary>
    internal bool Has(ulong key)
    {
        var kept = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_keys), (nuint)SetOf(key));
        return key != 0 && Vector256.EqualsAny(kept, Vector256.Create(key));
    }

    /// <summary>Adds a key, unless it is 0.</summary>
    internal void Add(ulong key)
    {
        if (key == 0) return;
        var set = SetOf(key);
        var free = _keys.AsSpan(set, Ways).IndexOf(0UL);
        _keys[set + (free >= 0 ? free : (int)(key >> 8 & (Ways - 1)))] = key;
    }

    private int SetOf(ulong key) => _first + ((int)(key >> 32 & _mask) * Ways);
}
