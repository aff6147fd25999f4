namespace Noroshi.Sensor.Detectors.Web;

/// <summary>What one request line looks like.</summary>
/// <param name="Classes">The kinds of attack.</param>
/// <param name="Tier">How sure.</param>
/// <param name="Rule">The identifier of the strongest rule; empty when nothing was found.</param>
/// <param name="HasLikelySucceeded">Whether the answer's status and size suggest that it worked.</param>
public readonly record struct WebVerdict(WebAttack Classes, Tier Tier, string Rule, bool HasLikelySucceeded)
{
    /// <summary>Nothing found.</summary>
    public static WebVerdict Nothing => new(WebAttack.None, Tier.None, "", false);
}
