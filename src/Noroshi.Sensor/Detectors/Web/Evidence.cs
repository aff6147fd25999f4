namespace Noroshi.Sensor.Detectors.Web;

/// <summary>What the detectors found in one request so far.</summary>
internal sealed class Evidence
{
    /// <summary>The kinds found.</summary>
    internal WebAttack Classes { get; private set; }

    /// <summary>The highest tier found.</summary>
    internal Tier Tier { get; private set; }

    /// <summary>The rule of the highest tier, the first of several.</summary>
    internal string Rule { get; private set; } = "";

    /// <summary>Notes a finding.</summary>
    internal void Add(WebAttack kind, Tier tier, string rule)
    {
        if (tier == Tier.None) return;
        Classes |= kind;
        if (tier <= Tier) return;
        Tier = tier;
        Rule = rule;
    }

    /// <summary>Notes a finding by points: <see cref="Points.Default"/> and <see cref="Points.High"/> are the steps.</summary>
    internal void Add(WebAttack kind, int points, string rule) => Add(kind, Points.TierOf(points), rule);

    /// <summary>Adds what was found elsewhere.</summary>
    internal void Add(in WebVerdict verdict) => Add(verdict.Classes, verdict.Tier, verdict.Rule);

    /// <summary>Forgets everything.</summary>
    internal void Clear()
    {
        Classes = WebAttack.None;
        Tier = Tier.None;
        Rule = "";
    }
}

/// <summary>The scale detectors weigh on: what is said by chance now and then counts little, and only together.</summary>
internal static class Points
{
    /// <summary>Worth showing.</summary>
    internal const int Default = 5;

    /// <summary>Hardly anything benign looks like this.</summary>
    internal const int High = 7;

    internal static Tier TierOf(int points) => points >= High ? Tier.High : points >= Default ? Tier.Default : Tier.None;
}
