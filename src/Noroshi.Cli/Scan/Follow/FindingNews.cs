using Noroshi.Sensor.Detectors;

namespace Noroshi.Cli.Scan.Follow;

/// <summary>What has been told already: a finding is told once, and again when it has become worse or has succeeded.</summary>
internal sealed class FindingNews
{
    private readonly Dictionary<string, (Severity Severity, bool HasSucceeded)> _told = new(StringComparer.Ordinal);

    /// <summary>Those not told before as they are now, which counts as telling them.</summary>
    internal List<Finding> Of(IReadOnlyList<Finding> findings)
    {
        List<Finding> news = [];
        foreach (var finding in findings)
        {
            if (_told.TryGetValue(finding.Id, out var told) && finding.Severity <= told.Severity && (told.HasSucceeded || !finding.HasSucceeded)) continue;
            _told[finding.Id] = ((Severity)Math.Max((int)finding.Severity, (int)told.Severity), finding.HasSucceeded || told.HasSucceeded);
            news.Add(finding);
        }
        Forget(findings);
        return news;
    }

    /// <summary>The watch forgets when it has too much to remember; what it no longer finds need not be remembered here either.</summary>
    private void Forget(IReadOnlyList<Finding> findings)
    {
        if (_told.Count <= 1000 + (2 * findings.Count)) return;
        var current = findings.Select(f => f.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var id in _told.Keys.Where(id => !current.Contains(id)).ToArray()) _told.Remove(id);
    }
}
