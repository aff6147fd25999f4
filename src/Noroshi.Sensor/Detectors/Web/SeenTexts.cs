using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Noroshi.Sensor.Detectors.Web;

/// <summary>
/// Verdicts on texts that come again and again (agents, referers, targets). Bounded: four places for each hash. Kept are keyed hashes of 63 bits and no texts: whoever writes the log cannot know the
/// seed and so cannot make a text that is taken for another. One thread at a time.
/// </summary>
internal sealed class SeenTexts
{
    /// <summary>Longer texts are judged each time.</summary>
    internal const int MaxTextBytes = 4096;

    private const int Sets = 1 << 16;
    private const int Ways = 4;

    // The lowest bit of a key says that there is a verdict; of nearly all texts there is none, and then the key is all that is read.
    private const ulong Flagged = 1;

    private readonly ulong[] _keys = GC.AllocateArray<ulong>((Sets + 1) * Ways, pinned: true);
    private readonly WebVerdict[] _verdicts = new WebVerdict[(Sets + 1) * Ways];
    private readonly ulong _seed;
    private readonly int _first;

    internal SeenTexts(ulong seed)
    {
        _seed = seed;
        // The four places of a set are one line of the cache only where they begin at a multiple of their size.
        _first = (int)((ulong)-Marshal.UnsafeAddrOfPinnedArrayElement(_keys, 0) / sizeof(ulong) % Ways);
    }

    /// <summary>The key under which a text's verdict is kept; 0 for a text that is not kept.</summary>
    internal ulong KeyOf(ReadOnlySpan<byte> text, Place place) => text.Length > MaxTextBytes ? 0 : Keys.Of(text, _seed + ((ulong)place << 56)) & ~Flagged;

    /// <summary>Whether a text was seen lately and nothing was found in it: the one question asked of nearly all texts. All four places at once, since which of them it is cannot be guessed.</summary>
    internal bool IsClear(ulong key)
    {
        var kept = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_keys), (nuint)SetOf(key));
        return key != 0 && Vector256.EqualsAny(kept, Vector256.Create(key));
    }

    /// <summary>The verdict kept under a key, if it was seen lately.</summary>
    internal bool TryGet(ulong key, out WebVerdict verdict)
    {
        verdict = WebVerdict.Nothing;
        if (key == 0) return false;
        var at = SetOf(key);
        foreach (var kept in _keys.AsSpan(at, Ways))
        {
            if ((kept ^ key) <= Flagged)
            {
                if (kept != key) verdict = _verdicts[at];
                return true;
            }
            at++;
        }
        return false;
    }

    /// <summary>Keeps a verdict; where there is no room, one of the four that are there goes, by chance.</summary>
    internal void Add(ulong key, in WebVerdict verdict)
    {
        if (key == 0) return;
        var set = SetOf(key);
        var free = _keys.AsSpan(set, Ways).IndexOf(0UL);
        var at = set + (free >= 0 ? free : (int)(key >> 8 & (Ways - 1)));
        _keys[at] = verdict.Classes == WebAttack.None ? key : key | Flagged;
        if (verdict.Classes != WebAttack.None) _verdicts[at] = verdict;
    }

    private int SetOf(ulong key) => _first + ((int)(key >> 32 & (Sets - 1)) * Ways);
}
