using Noroshi.Sensor.Rules;

namespace Noroshi.Sensor.Detectors.Matches;

/// <summary>The words of a Sigma rule in ours.</summary>
internal static class RuleWords
{
    // The first that fits; a technique says more than a tactic.
    private static readonly (string Tag, string Kind)[] Kinds =
    [
        ("attack.t1110", "brute-force"), ("attack.t1595", "scanner"), ("attack.t1046", "scanner"), ("attack.t1498", "ddos"), ("attack.t1499", "dos"),
        ("attack.t1190", "exploit"), ("attack.t1210", "exploit"), ("attack.t1566", "phishing"), ("attack.t1505", "application-compromise"), ("attack.t1485", "sabotage"), ("attack.t1486", "sabotage"),
        ("attack.reconnaissance", "scanner"), ("attack.command-and-control", "infected-system"), ("attack.command_and_control", "infected-system"), ("attack.exfiltration", "data-leak"),
        ("attack.impact", "sabotage"),
    ];

    /// <summary>RSIT classification: a rule of ours says it, of others their tags do; else that a rule raised an alarm.</summary>
    internal static string KindOf(RuleHeader header)
    {
        if (header.Notes is { } notes) return notes.Kind;
        foreach (var (tag, kind) in Kinds)
        {
            if (header.Tags.Any(t => t.StartsWith(tag, StringComparison.OrdinalIgnoreCase))) return kind;
        }
        return "ids-alert";
    }

    internal static Severity SeverityOf(RuleHeader header) => header.Level switch
    {
        RuleLevel.Informational => Severity.Info,
        RuleLevel.Low => Severity.Low,
        RuleLevel.High => Severity.High,
        RuleLevel.Critical => Severity.Critical,
        _ => Severity.Medium,
    };

    internal static Confidence ConfidenceOf(RuleHeader header) => header switch
    {
        { Notes.IsHighTier: true } or { Status: RuleStatus.Stable } => Confidence.High,
        { Status: RuleStatus.Experimental or RuleStatus.Deprecated or RuleStatus.Unsupported } => Confidence.Low,
        _ => Confidence.Medium,
    };
}
