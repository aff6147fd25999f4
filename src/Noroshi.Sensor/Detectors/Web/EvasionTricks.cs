using Noroshi.Sensor.Detectors.Web.Decoding;

namespace Noroshi.Sensor.Detectors.Web;

/// <summary>Encodings whose only use is to get past a filter.</summary>
/// <remarks>RFC 3629 section 10 (overlong forms); RFC 3986 section 2.4 (decode once); NUL bytes end names in C.</remarks>
internal static class EvasionTricks
{
    private const string Rule = "web.evasion";

    internal static void Judge(in Passage passage, Evidence evidence)
    {
        if (passage.Place == Place.Name && passage.HasAny(Marks.Bracket) && GoesOnBehindIndex(passage.Text)) evidence.Add(WebAttack.Evasion, Points.Default, Rule);
        if (passage.Tricks == Tricks.None) return;
        if ((passage.Tricks & Tricks.Nul) != 0) evidence.Add(WebAttack.Evasion, passage.Place is Place.Path or Place.Value or Place.Name ? 6 : 4, Rule);
        if ((passage.Tricks & Tricks.Control) != 0 && passage.Place is not Place.Agent) evidence.Add(WebAttack.Evasion, Points.Default, Rule);
        if ((passage.Tricks & Tricks.Overlong) != 0 && passage.HasAny(Marks.Slash | Marks.Angle | Marks.Quote | Marks.Backslash)) evidence.Add(WebAttack.Evasion, 7, Rule);
        if ((passage.Tricks & Tricks.PercentU) != 0 && passage.HasAny(Marks.Quote | Marks.Angle | Marks.DoubleQuote)) evidence.Add(WebAttack.Evasion, 5, Rule);
    }

    /// <summary>Letters or digits directly behind an index, which PHP drops and a filter does not (<c>a[1]b=x</c>), and an index that is never closed.</summary>
    private static bool GoesOnBehindIndex(ReadOnlySpan<byte> name)
    {
        var at = name.IndexOf((byte)']');
        // a[b= is a_b to PHP, and nothing with a bracket to a filter.
        if (at < 0) return name.IndexOf((byte)'[') is > 0 and var open && open + 1 < name.Length;
        return at > 1 && at + 1 < name.Length && Lexis.IsWord(name[at + 1]) && name[..at].Contains((byte)'[');
    }
}
