using Noroshi.Cli.Scan;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Tests.Cli.Scan;

/// <summary>Findings for tests.</summary>
internal static class FindingOf
{
    internal static Finding Source(string source, Severity severity = Severity.Medium, bool hasSucceeded = false, long first = 1_790_000_000_000, string id = "") => new()
    {
        Id = id.Length > 0 ? id : $"login.brute-force-{source}",
        Rule = "login.brute-force",
        Kind = "brute-force",
        Attack = ["T1110.001"],
        Confidence = Confidence.High,
        Severity = severity,
        HasSucceeded = hasSucceeded,
        Sources = [source],
        SourceCount = 1,
        Target = new("gate", "sshd", ""),
        Accounts = [new("root", true), new("hunter2secret", false)],
        AccountCount = 2,
        First = first,
        Last = first + 60_000,
        Count = 12,
        Lines = [new(0, 10, 7, 0)],
    };

    internal static ShownFinding Shown(Finding finding) => new(finding, "Password guessing", $"{finding.Sources[0]} tried root and hunter2secret", ["Look."], "",
        [new("auth.log", 7, 0, "Failed password for hunter2secret from 192.0.2.9"u8.ToArray(), new("ab12"))]);
}
