using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Rules;

namespace Noroshi.Cli.Scan;

/// <summary>What one flagged line looks like, for <c>--all-lines</c>.</summary>
/// <param name="File">Which input.</param>
/// <param name="Number">Line number, from 1.</param>
/// <param name="Web">What its request looks like; nothing for a line that only Sigma rules flag.</param>
/// <param name="Rules">The Sigma rules that fired, without those that only serve correlations.</param>
internal readonly record struct LineVerdict(int File, long Number, WebVerdict Web, IReadOnlyList<RuleHeader> Rules)
{
    /// <summary>The identifier of the rule that says most: the strongest about requests, else the gravest Sigma rule.</summary>
    internal string Rule => Web.Tier != Tier.None ? Web.Rule : Gravest.Key;

    internal Tier Tier => Web.Tier != Tier.None ? Web.Tier : Gravest.Level >= RuleLevel.High ? Tier.High : Tier.Default;

    private RuleHeader Gravest => Rules.MaxBy(r => r.Level)!;
}
