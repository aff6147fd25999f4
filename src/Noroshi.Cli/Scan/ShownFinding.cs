using Noroshi.Sensor.Detectors;

namespace Noroshi.Cli.Scan;

/// <summary>A finding in words, with its proving lines: what the summary, the page and the JSON print.</summary>
/// <param name="Finding">What was found.</param>
/// <param name="Title">One line: what happened.</param>
/// <param name="What">What the log shows, with its numbers.</param>
/// <param name="Advice">What to do now, in order.</param>
/// <param name="Reporting">Whether and to whom to report it; empty when there is no reason to.</param>
/// <param name="Lines">The lines that prove it.</param>
internal sealed record ShownFinding(Finding Finding, string Title, string What, IReadOnlyList<string> Advice, string Reporting, IReadOnlyList<ProvingLine> Lines)
{
    /// <summary>The accounts, those not known to exist masked: people type passwords into the field for the name.</summary>
    internal IEnumerable<string> Accounts => Finding.Accounts.Select(a => a.IsKnown ? Shown.Text(a.Name) : Shown.Masked(a.Name));

    /// <summary>Service, machine and path as far as known; a service that is named by its path is named once.</summary>
    internal string Target => string.Join(' ', new[] { Finding.Target.Url.EndsWith(Finding.Target.Service, StringComparison.Ordinal) ? "" : Finding.Target.Service, Finding.Target.Host, Finding.Target.Url }.Where(t => t.Length > 0).Select(Shown.Text));
}
