namespace Noroshi.Sensor.Detectors.Web;

/// <summary>Verdicts on the last texts in which something was found: attackers send the same again. One thread at a time.</summary>
internal sealed class FlaggedTexts
{
    private const int Places = 1 << 12;

    private readonly ulong[] _keys = new ulong[Places];
    private readonly WebVerdict[] _verdicts = new WebVerdict[Places];

    /// <summary>The verdict kept under a key; none under 0.</summary>
    internal bool TryGet(ulong key, out WebVerdict verdict)
    {
        var place = PlaceOf(key);
        verdict = _verdicts[place];
        return key != 0 && _keys[place] == key;
    }

    /// <summary>Keeps a verdict instead of the one that was in its place.</summary>
    internal void Add(ulong key, in WebVerdict verdict)
    {
        if (key == 0) return;
        var place = PlaceOf(key);
        (_keys[place], _verdicts[place]) = (key, verdict);
    }

    private static int PlaceOf(ulong key) => (int)(key >> 32 & (Places - 1));
}
