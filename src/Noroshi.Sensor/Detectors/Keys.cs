using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Noroshi.Sensor.Detectors;

/// <summary>64-bit keys of texts: what sightings and tables carry instead of the texts.</summary>
/// <remarks>
/// A folded multiplication of sixteen bytes at a time (the construction of wyhash, Wang Yi, public domain). Names come from attackers, so the program gives a seed that they cannot know;
/// results do not depend on it but for the last digit of estimated counts.
/// </remarks>
internal static class Keys
{
    private const ulong K0 = 0xA0761D6478BD642F;
    private const ulong K1 = 0xE7037ED1A0B428DB;
    private const ulong K2 = 0x8EBC6AF09C88C6E3;
    private const ulong K3 = 0x589965CC75374CC3;
    private const ulong K4 = 0x1D8E4E27C47D124F;
    private const ulong Lower = 0x2020202020202020;

    /// <summary>The key of a text; 0 for an empty one and for no other.</summary>
    internal static ulong Of(ReadOnlySpan<byte> text, ulong seed) => Of(text, seed, 0);

    /// <summary>The key of a name in which letter case does not matter.</summary>
    internal static ulong OfName(ReadOnlySpan<byte> text, ulong seed) => Of(text, seed, Lower);

    /// <summary>The key of two keys together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Pair(ulong first, ulong second) => Mix(first ^ K0, second ^ K1) | 1;

    private static ulong Of(ReadOnlySpan<byte> text, ulong seed, ulong fold)
    {
        if (text.IsEmpty) return 0;
        ref var at = ref MemoryMarshal.GetReference(text);
        var length = text.Length;
        var state = seed ^ K0;
        // Never a number that is known alone: a text that equals it would make the product 0, and all that came before would count for nothing.
        var secret = seed ^ K1;
        ulong first, last;
        if (length >= 32)
        {
            Long(ref at, length, fold, seed, out first, out last);
        }
        else if (length >= 16)
        {
            state = Mix((Word(ref at, 0) | fold) ^ secret, (Word(ref at, 8) | fold) ^ state);
            first = Word(ref at, length - 16) | fold;
            last = Word(ref at, length - 8) | fold;
        }
        else if (length >= 8)
        {
            first = Word(ref at, 0) | fold;
            last = Word(ref at, length - 8) | fold;
        }
        else if (length >= 4)
        {
            first = Unsafe.ReadUnaligned<uint>(ref at) | fold;
            last = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref at, length - 4)) | fold;
        }
        else
        {
            first = (((ulong)at << 16) | ((ulong)Unsafe.Add(ref at, length >> 1) << 8) | Unsafe.Add(ref at, length - 1)) | fold;
            last = 0;
        }
        return Mix(K1 ^ (ulong)length, Mix(first ^ secret, last ^ state)) is var key and not 0 ? key : 1;
    }

    /// <summary>
    /// Four rows side by side, since a multiplication waits for the one before, and 64 bytes at a time, since how often a loop runs is guessed wrong: most texts are read by one round and the last 64 bytes,
    /// which may overlap what was read.
    /// </summary>
    private static void Long(ref byte at, int length, ulong fold, ulong seed, out ulong first, out ulong last)
    {
        ulong a = seed ^ K0, b = a, c = a, d = a;
        for (var i = 0; i + 64 < length; i += 64) Row(ref at, i, i + 32, fold, seed, ref a, ref b, ref c, ref d);
        Row(ref at, Math.Max(0, length - 64), length - 32, fold, seed, ref a, ref b, ref c, ref d);
        first = a ^ c;
        last = b ^ d;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(ref byte at, int left, int right, ulong fold, ulong seed, ref ulong a, ref ulong b, ref ulong c, ref ulong d)
    {
        a = Mix((Word(ref at, left) | fold) ^ K1 ^ seed, (Word(ref at, left + 8) | fold) ^ a);
        b = Mix((Word(ref at, left + 16) | fold) ^ K2 ^ seed, (Word(ref at, left + 24) | fold) ^ b);
        c = Mix((Word(ref at, right) | fold) ^ K3 ^ seed, (Word(ref at, right + 8) | fold) ^ c);
        d = Mix((Word(ref at, right + 16) | fold) ^ K4 ^ seed, (Word(ref at, right + 24) | fold) ^ d);
    }

    private static ulong Word(ref byte at, int offset) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
