using System.Collections.Immutable;
using Noroshi.Sensor.Detectors.Web;

namespace Noroshi.Sensor.Rules;

/// <summary>What our own rules say beyond Sigma, under the key <c>noroshi</c>.</summary>
public sealed record DetectorNotes
{
    /// <summary>What was found, for people.</summary>
    public required TwoTexts Label { get; init; }

    /// <summary>Type of the Reference Security Incident Taxonomy, such as <c>exploit</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The kind of web attack; none for rules on other logs.</summary>
    public required WebAttack Attack { get; init; }

    /// <summary>Whether the rule belongs to the tier of few false alarms.</summary>
    public required bool IsHighTier { get; init; }

    /// <summary>What to do now, for people; null when nothing is said.</summary>
    public TwoTexts? Advice { get; init; }

    /// <summary>What the rule rests on.</summary>
    public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>Lines the rule must fire on.</summary>
    public ImmutableArray<string> Positive { get; init; } = [];

    /// <summary>Lines the rule must not fire on.</summary>
    public ImmutableArray<string> Negative { get; init; } = [];
}

/// <summary>A text in Japanese and English.</summary>
/// <param name="Ja">Japanese.</param>
/// <param name="En">English.</param>
public sealed record TwoTexts(string Ja, string En);
