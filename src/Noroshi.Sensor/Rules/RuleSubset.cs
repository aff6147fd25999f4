namespace Noroshi.Sensor.Rules;

/// <summary>Some rules of a set. Immutable.</summary>
/// <param name="rules">A bit for each rule of the set.</param>
/// <param name="slots">The fields in which literals of these rules may stand.</param>
/// <param name="looksAtTexts">Whether literals may stand in the texts too.</param>
internal sealed class RuleSubset(ulong[] rules, int[] slots, bool looksAtTexts)
{
    internal ulong[] Rules { get; } = rules;

    internal int[] Slots { get; } = slots;

    internal bool LooksAtTexts { get; } = looksAtTexts;

    internal bool Has(int rule) => (Rules[rule >> 6] >> (rule & 63) & 1) != 0;
}
