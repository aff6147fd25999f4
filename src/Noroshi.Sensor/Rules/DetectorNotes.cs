using System.Collections.Immutable;

namespace Noroshi.Sensor.Rules;

/// <summary>What our own rules say beyond Sigma, under the key <c>noroshi</c>.</summary>
public sealed record DetectorNotes
{
    /// <summary>What was found, for people.</summary>
    public required TwoTexts Label { get; init; }

    /// <summary>Class of the Reference Security Incident Taxonomy, such as <c>intrusion-attempts</c>.</summary>
    public required string RsitClass { get; init; }

    /// <summary>Type of the taxonomy, such as <c>exploit-known-vuln</c>.</summary>
    public required string RsitType { get; init; }

    /// <summary>Class of attack, such as <c>sql-injection</c>.</summary>
    public required string AttackClass { get; init; }

    /// <summary>Whether the rule belongs to the tier of few false alarms.</summary>
    public required bool IsHighTier { get; init; }

    /// <summary>How sure a finding is, 0 to 100.</summary>
    public required int Confidence { get; init; }

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
