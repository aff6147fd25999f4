using System.Text;
using System.Text.Json.Nodes;

namespace Noroshi.Tests.Formats.Conformance;

/// <summary>The public syslog cases through the conformance program, and the ways a case may be put.</summary>
public sealed class SyslogVerbTests
{
    [Fact]
    public void Syslog_PublicCases_AreAcceptedOrRefusedWithTheirFields()
    {
        var cases = VerbRun.Data("syslog", "go-syslog.json").Select(c => c!.AsObject()).ToArray();
        var answers = VerbRun.Answers("syslog", [.. cases.Select(c => new JsonObject { ["rfc"] = c["rfc"]!.DeepClone(), ["input"] = c["input"]!.DeepClone() })]);
        List<string> wrong = [];
        var compared = 0;
        for (var i = 0; i < cases.Length; i++)
        {
            if ((bool)answers[i]["ok"]! != (bool)cases[i]["valid"]!) { wrong.Add($"{i}: {cases[i]["input"]}: {answers[i]["error"]}"); }
            if (!(bool)cases[i]["valid"]!) { continue; }
            foreach (var (name, expected) in (int)cases[i]["rfc"]! == 5424 ? Of5424(cases[i]["fields"]!) : Of3164(cases[i]["fields"]!))
            {
                compared++;
                if (Shown(answers[i][name]) != expected) { wrong.Add($"{i} {name}: {Shown(answers[i][name])} instead of {expected}"); }
            }
        }
        Assert.Empty(wrong);
        Assert.Equal((103, 416), (cases.Length, compared));
    }

    // The expected message is written as calls on a builder, the last call outermost; what no call sets is nil. Values are as the builder takes them: escaped.
    private static Dictionary<string, string> Of5424(JsonNode fields)
    {
        Dictionary<string, string> expected = new() { ["timestamp"] = "", ["hostname"] = "", ["app_name"] = "", ["procid"] = "", ["msgid"] = "", ["message"] = "" };
        SortedDictionary<string, SortedDictionary<string, string>> elements = new(StringComparer.Ordinal);
        for (var node = fields; node is JsonObject { Count: > 0 } call; node = call["call"]!["of"])
        {
            string[] values = [.. call["args"]!.AsArray().Select(a => a!.ToString())];
            switch ((string)call["call"]!["sel"]!)
            {
                case "SetElementID": elements.TryAdd(values[0], new(StringComparer.Ordinal)); break;
                case "SetParameter":
                    elements.TryAdd(values[0], new(StringComparer.Ordinal));
                    elements[values[0]][values[1]] = Unescaped(values[2]);
                    break;
                case var set: expected[set switch { "SetAppname" => "app_name", "SetProcID" => "procid", "SetMsgID" => "msgid", _ => set[3..].ToLowerInvariant() }] = values[0]; break;
            }
        }
        expected["structured_data"] = elements.Count == 0 ? "" : string.Concat(elements.Select(e => $"[{e.Key}{string.Concat(e.Value.Select(p => $" {p.Key}={p.Value}"))}]"));
        return expected;
    }

    private static Dictionary<string, string> Of3164(JsonNode fields)
    {
        Dictionary<string, string> expected = new() { ["hostname"] = "", ["app_name"] = "", ["procid"] = "", ["message"] = "" };
        foreach (var (name, value) in fields["Base"]!.AsObject())
        {
            var key = name switch { "Appname" => "app_name", _ => name.ToLowerInvariant() };
            expected[key] = value!["args"]!.AsArray()[^1]!.ToString();
        }
        // Go's layout has one blank where the message has two.
        if (expected.Remove("timestamp", out var time)) { expected["timestamp"] = time.Length == 14 ? time.Insert(3, " ") : time; }
        return expected;
    }

    private static string Unescaped(string value) =>
        value.Replace("\\\\", "\u0001", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\]", "]", StringComparison.Ordinal).Replace('\u0001', '\\');

    private static string Shown(JsonNode? node) => node switch
    {
        null => "",
        JsonObject all => string.Concat(all.OrderBy(e => e.Key, StringComparer.Ordinal)
            .Select(e => $"[{e.Key}{string.Concat(e.Value!.AsObject().OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $" {p.Key}={p.Value}"))}]")),
        _ => node.ToString(),
    };

    [Fact]
    public void Syslog_WithoutRfc_FindsTheForm()
    {
        var answers = VerbRun.Answers("syslog",
            new JsonObject { ["line"] = "<34>1 - h a - - - text" },
            new JsonObject { ["data"] = "<34>Oct 11 22:14:15 h su: text" },
            new JsonObject { ["bytes"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("2026-11-21T07:08:09Z h su[3]: text")) });
        Assert.Equal([5424, 3164, 3164], answers.Select(a => (int)a["rfc"]!));
        Assert.Equal(["a", "su", "su"], answers.Select(a => (string?)a["tag"]));
        Assert.Null(answers[2]["priority"]);
    }

    [Fact]
    public void Syslog_Framing_GivesAResultForEachMessage()
    {
        var answer = VerbRun.Answers("syslog", new JsonObject { ["input"] = "21 <1>1 - - - - - - text<2>1 - - - - - -\n<bad\n33 <1>", ["framing"] = "detect" })[0];
        Assert.Equal([true, true, false], answer["messages"]!.AsArray().Select(m => (bool)m!["ok"]!));
        Assert.Equal(6, (int)answer["rest"]!);
    }

    [Fact]
    public void Syslog_RepeatedParameter_IsAnArray()
    {
        var answer = VerbRun.Answers("syslog", new JsonObject { ["input"] = "<1>1 - - - - - [origin ip=\"192.0.2.1\" ip=\"192.0.2.129\"]" })[0];
        Assert.Equal("""["192.0.2.1","192.0.2.129"]""", answer["structured_data"]!["origin"]!["ip"]!.ToJsonString());
    }
}
