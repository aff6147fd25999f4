namespace Noroshi.Sensor.Detectors.Web;

/// <summary>
/// Verdicts on texts that come again and again (agents, referers, targets). Bounded: four places for each hash. Kept are keyed hashes of 63 bits and no texts: whoever writes the log cannot know the
/// seed and so cannot make a text that is taken for another. One thread at a time.
/// </summary>
internal sealed class SeenTexts(ulong seed)
{
    /// <summary>Longer texts are judged each time.</summary>
    internal const int MaxTextBytes = 4096;

    private const int Sets = 1 << 16;
    private const int Ways = 4;

    // The lowest bit of a key says that there is a verdict; of nearly all texts there is none, and then the key is all that is read.
    private const ulong Flagged = 1;

    private readonly ulong[] _keys = new ulong[Sets * Ways];
    private readonly WebVerdict[] _verdicts = new WebVerdict[Sets * Ways];

    /// <summary>The key under which a text's verdict is kept; 0 for a text that is not kept.</summary>
    internal ulong KeyOf(ReadOnlySpan<byte> text, Place place) => text.Length > MaxTextBytes ? 0 : Keys.Of(text, seed + ((ulong)place << 56)) & ~Flagged;

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

    private static int SetOf(ulong key) => (int)(key >> 32 & (Sets - 1)) * Ways;
}
