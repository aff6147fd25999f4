using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Noroshi.Sensor.Detectors;

/// <summary>Findings being gathered, and which sources they already explain, so that one campaign is not told twice.</summary>
public sealed class FindingList
{
    private readonly List<Finding> _findings = [];
    private readonly HashSet<ulong> _explained = [];

    internal void Add(Finding finding) => _findings.Add(finding);

    /// <summary>Says that a finding tells of a source.</summary>
    internal void Explain(ulong source) => _explained.Add(source);

    internal bool IsExplained(ulong source) => _explained.Contains(source);

    internal ImmutableArray<Finding> Ordered() =>
        [.. _findings.OrderByDescending(f => f.Rank).ThenBy(f => f.First).ThenBy(f => f.Id, StringComparer.Ordinal)];

    /// <summary>An id that a later run on the same lines gives again.</summary>
    /// <param name="rule">The detector.</param>
    /// <param name="what">Whom it is about.</param>
    /// <param name="first">When it began.</param>
    internal static string IdOf(string rule, string what, long first)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{rule}\n{what}\n{first}");
        var key = Keys.Of(Encoding.UTF8.GetBytes(text), 0);
        return string.Create(CultureInfo.InvariantCulture, $"{rule}-{key:x16}");
    }
}
