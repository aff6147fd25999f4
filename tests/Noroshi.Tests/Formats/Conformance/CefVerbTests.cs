using System.Text.Json.Nodes;

namespace Noroshi.Tests.Formats.Conformance;

/// <summary>The public CEF lines through the conformance program; what they must give follows from the CEF standard.</summary>
public sealed class CefVerbTests
{
    [Fact]
    public void Cef_PublicLines_AreAllReadWithTheirHeader()
    {
        var lines = VerbRun.Data("cef", "logstash-cef-lines.json").Select(c => (string)c!["line"]!).ToArray();
        var answers = VerbRun.Answers("cef", [.. lines.Select(l => new JsonObject { ["line"] = l })]);
        Assert.All(answers, a => Assert.True((bool)a["ok"]!));
        // All of them are variations of one header but for one.
        Assert.Equal(17, answers.Count(a => (string)a["severity"]! is "10" or "\\10" or "|10"));
        Assert.Equal(18, lines.Length);
    }

    [Fact]
    public void Cef_PublicFiles_CountTheirEmptyHeaders()
    {
        if (Repository.TestData("cef") is not { } folder) { Assert.Skip("the public test data 'cef' is not laid out beside the repository"); return; }
        string[] names = ["device_vendor", "device_product", "device_version", "signature_id", "name", "severity"];
        var lines = Directory.GetFiles(Path.Combine(folder, "pycef")).Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines).ToArray();
        var answers = VerbRun.Answers("cef", [.. lines.Select(l => new JsonObject { ["input"] = l })]);
        Assert.All(answers, a => Assert.True((bool)a["ok"]!));
        for (var i = 0; i < lines.Length; i++)
        {
            var pipes = lines[i].Split('|');
            Assert.Equal(pipes[1..7], names.Select(n => (string)answers[i][n]!));
            Assert.Equal(lines[i].Contains("Nov", StringComparison.Ordinal) ? "arcsightfwd.davidbianco.io" : null, (string?)answers[i]["syslog"]?["hostname"]);
        }
        Assert.Equal("value2|more", (string?)answers.Single(a => (string)a["name"]! == "Test pipe event 1")["extensions"]!["field2"]);
    }

    [Fact]
    public void Cef_NotCef_IsRefusedWithACode()
    {
        var answers = VerbRun.Answers("cef", new JsonObject { ["line"] = "hello" }, new JsonObject { ["line"] = "CEF:0|a|b" }, new JsonObject { ["nothing"] = 1 });
        Assert.Equal(["not-cef", "header-cut-off", "bad-field"], answers.Select(a => (string)a["error"]!));
    }
}
