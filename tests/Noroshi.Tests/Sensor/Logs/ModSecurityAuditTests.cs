using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>ModSecurity's serial audit log: a transaction over many lines is one record.</summary>
public sealed class ModSecurityAuditTests
{
    private static readonly string[] Transaction =
    [
        "--a1b2c3d4-A--", "[21/Nov/2026:10:02:03 +0900] Y1abc 192.0.2.1 5000 198.51.100.1 80",
        "--a1b2c3d4-B--", "GET /a?q=%27 HTTP/1.1", "Host: www.example.org", "User-Agent: agent", "Referer: http://www.example.org/", "",
        "--a1b2c3d4-C--", "--00000000-Z--", "[21/Nov/2026:10:02:03 +0900] Y1abc 198.51.100.9 5000 198.51.100.1 80",
        "--a1b2c3d4-F--", "HTTP/1.1 403 Forbidden", "",
        "--a1b2c3d4-H--", "Message: Access denied with code 403 (phase 2). Pattern match [msg \"SQL Injection\"]", "Action: Intercepted (phase 2)", "",
        "--a1b2c3d4-Z--",
    ];

    [Fact]
    public void Read_Transaction_IsAnAlarmAtItsEnd()
    {
        var lines = FileReading.Of(Transaction);
        Assert.All(lines, Assert.NotNull);
        var last = lines[^1]!;
        Assert.Equal(new What("modsecurity-audit", RecordKind.Alarm, Outcome.Failure, FailureReason.Blocked, "192.0.2.1", "", "2026-11-21T01:02:03.000Z"), last.Said);
        Assert.Equal(("GET", "/a?q=%27", "www.example.org", "agent", 403), (last.Operation, last.Target, last.Site, last.UserAgent, last.Status));
        Assert.All(lines[..^1], l => Assert.Equal((RecordKind.Other, ""), (l!.Said.Kind, l.Said.Source)));
    }

    [Fact]
    public void Read_TransactionCutOff_NextOneIsClean()
    {
        var lines = FileReading.Of([.. Transaction[..12], "--ffffffff-A--", "[21/Nov/2026:10:02:04 +0900] Y2 192.0.2.2 5000 198.51.100.1 80", "--ffffffff-B--", "GET /b HTTP/1.1", "--ffffffff-F--", "HTTP/1.1 200 OK", "--ffffffff-Z--"]);
        Assert.Equal((RecordKind.Request, Outcome.Success, "192.0.2.2", "/b"), lines[^1] is { } last ? (last.Said.Kind, last.Said.Outcome, last.Said.Source, last.Target) : default);
    }
}
