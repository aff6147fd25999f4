using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Web.Knowledge;

/// <summary>A named thing to recognise: an exploit's address, a scanner's agent, a file that is nobody's business. All terms must hold.</summary>
/// <param name="Rule">Identifier of the rule it belongs to.</param>
/// <param name="Attack">What it is.</param>
/// <param name="Tier">How sure.</param>
/// <param name="Terms">The terms; never empty.</param>
public sealed record WebSignature(string Rule, WebAttack Attack, Tier Tier, ImmutableArray<WebTerm> Terms)
{
    /// <summary>The term that is looked for first: the one whose shortest value is longest.</summary>
    internal WebTerm Anchor => Terms.MaxBy(term => term.Values.Min(value => value.Length))!;
}
