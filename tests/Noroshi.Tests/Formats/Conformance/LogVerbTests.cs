using System.Text.Json.Nodes;

namespace Noroshi.Tests.Formats.Conformance;

/// <summary>The verb <c>log</c>: the ways a case may be put, and what comes back.</summary>
public sealed class LogVerbTests
{
    [Fact]
    public void Log_OneLine_IsItsRecord()
    {
        var answer = VerbRun.Answers("log", new JsonObject { ["line"] = "Nov 21 01:02:03 gate sshd[77]: Failed password for root from 192.0.2.1 port 22 ssh2", ["year"] = 2026, ["zone"] = "+09:00" })[0];
        Assert.Equal(("sshd", "login", "failure", "wrong-secret", "192.0.2.1", "root", "2026-11-20T16:02:03.000Z"),
            ((string)answer["format"]!, (string)answer["kind"]!, (string)answer["outcome"]!, (string)answer["reason"]!, (string)answer["source"]!, (string)answer["account"]!, (string)answer["time"]!));
        Assert.Null(answer["target"]);
    }

    [Fact]
    public void Log_Lines_ShareTheirDeclaration()
    {
        var answer = VerbRun.Answers("log", new JsonObject { ["format"] = "iis-w3c", ["lines"] = new JsonArray("#Fields: date time cs-method c-ip cs-uri-stem sc-status", "2026-11-21 01:02:03 GET 192.0.2.1 /a 404") })[0];
        Assert.Equal(("192.0.2.1", 404), ((string)answer["records"]![1]!["source"]!, (int)answer["records"]![1]!["status"]!));
    }

    [Fact]
    public void Log_FormatOfAMap_IsRead()
    {
        var answer = VerbRun.Answers("log", new JsonObject { ["format"] = "cowrie", ["line"] = """{"eventid":"cowrie.login.success","username":"root","src_ip":"192.0.2.1","timestamp":"2026-11-21T01:02:03Z"}""" })[0];
        Assert.Equal(("cowrie", "login", "success", "root"), ((string)answer["format"]!, (string)answer["kind"]!, (string)answer["outcome"]!, (string)answer["account"]!));
    }

    [Fact]
    public void Log_UnknownLineOrZone_SaysSo()
    {
        var answers = VerbRun.Answers("log", new JsonObject { ["line"] = "hello" }, new JsonObject { ["line"] = "x", ["zone"] = "No/Where" });
        Assert.Equal((true, null), ((bool)answers[0]["ok"]!, (string?)answers[0]["format"]));
        Assert.Equal("zone", (string)answers[1]["field"]!);
    }
}
