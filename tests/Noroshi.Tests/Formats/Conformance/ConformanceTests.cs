using System.Text;
using System.Text.Json.Nodes;
using Noroshi.Conformance;

namespace Noroshi.Tests.Formats.Conformance;

/// <summary>The public vectors, all of them, through the conformance program.</summary>
public sealed class ConformanceTests
{
    private static (int Code, string[] Lines) Run(IEnumerable<string> lines, params string[] args)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))));
        using var output = new MemoryStream();
        var code = ConformanceProgram.Run(args, input, output, TextWriter.Null);
        return (code, Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static JsonNode[] Answers(string verb, JsonObject[] cases)
    {
        for (var i = 0; i < cases.Length; i++) { cases[i]["id"] = i; }
        var (code, lines) = Run(cases.Select(c => c.ToJsonString()), verb);
        Assert.Equal((0, cases.Length), (code, lines.Length));
        var answers = lines.Select(l => JsonNode.Parse(l)!).ToArray();
        Assert.Equal(Enumerable.Range(0, cases.Length), answers.Select(a => (int)a["id"]!));
        return answers;
    }

    private static string Folder(string name)
    {
        var folder = Repository.TestData(name);
        if (folder is null) { Assert.Skip($"the public test data '{name}' is not laid out beside the repository"); }
        return folder;
    }

    [Fact]
    public void Merkle_AllVectors_AreAnsweredAsWanted()
    {
        var files = Directory.GetFiles(Folder("merkle"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var cases = files.Select(f => JsonNode.Parse(File.ReadAllText(f))!.AsObject()).ToArray();
        var answers = Answers("merkle", cases);
        var wrong = files.Where((_, i) => (bool)answers[i]["ok"]! == (bool)cases[i]["wantErr"]!);
        Assert.Empty(wrong);
        Assert.Equal(325, files.Length);
    }

    [Fact]
    public void Jcs_AllVectors_GiveTheExpectedBytes()
    {
        var inputs = Directory.GetFiles(Path.Combine(Folder("robustness"), "jcs", "input"));
        var answers = Answers("jcs", [.. inputs.Select(f => Input(f))]);
        for (var i = 0; i < inputs.Length; i++)
        {
            var expected = File.ReadAllBytes(Path.Combine(Folder("robustness"), "jcs", "output", Path.GetFileName(inputs[i])));
            Assert.Equal(Encoding.UTF8.GetString(expected), Encoding.UTF8.GetString(Convert.FromBase64String((string)answers[i]["output"]!)));
        }
        Assert.Equal(6, inputs.Length);
    }

    [Fact]
    public void Json_TortureFiles_AcceptWhatMustBeAndRefuseWhatMustNot()
    {
        var files = Directory.GetFiles(Path.Combine(Folder("robustness"), "json"), "*.json").Order(StringComparer.Ordinal).ToArray();
        var answers = Answers("json", [.. files.Select(f => Input(f, ("duplicateKeys", "accept")))]);
        var wrong = files.Where((f, i) => Path.GetFileName(f)[0] is var kind && kind != 'i' && (bool)answers[i]["ok"]! != (kind == 'y')).Select(Path.GetFileName);
        Assert.Empty(wrong);
        Assert.Equal(200, files.Length);
    }

    [Fact]
    public void Jcs_TortureFiles_RefuseDuplicatesToo()
    {
        var files = Directory.GetFiles(Path.Combine(Folder("robustness"), "json"), "*.json").Order(StringComparer.Ordinal).ToArray();
        var answers = Answers("jcs", [.. files.Select(f => Input(f))]);
        var refused = files.Where((f, i) => Path.GetFileName(f)[0] == 'y' && !(bool)answers[i]["ok"]!).Select(Path.GetFileName);
        Assert.Equal(["y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"], refused);
        Assert.DoesNotContain(files.Where((f, i) => Path.GetFileName(f)[0] == 'n' && (bool)answers[i]["ok"]!), _ => true);
    }

    [Theory]
    [InlineData("date-time")]
    [InlineData("date")]
    [InlineData("time")]
    [InlineData("duration")]
    public void Rfc3339_AllVectors_AreAnsweredAsWanted(string format)
    {
        var file = Path.Combine(Folder("rfc3339"), "jsonschema-format", "format", format + ".json");
        var tests = JsonNode.Parse(File.ReadAllText(file))!.AsArray().SelectMany(group => group!["tests"]!.AsArray()).Select(t => t!.AsObject()).ToArray();
        var answers = Answers("rfc3339", [.. tests.Select(t => new JsonObject { ["data"] = t["data"]?.DeepClone(), ["format"] = format })]);
        Assert.Empty(tests.Where((t, i) => (bool)t["valid"]! != (bool)answers[i]["ok"]!).Select(t => (string)t["description"]!));
        Assert.NotEmpty(tests);
    }

    [Fact]
    public void Run_LinesThatAreNoCases_GetAResultAndTheNextIsRead()
    {
        var (code, lines) = Run(["{", "", "[1]", "{\"id\":\"x\"}", "{\"id\":1,\"id\":2}", "{\"id\":[7],\"data\":\"2026-11-21T02:04:41Z\"}"], "rfc3339");
        Assert.Equal(0, code);
        Assert.Equal(
        [
            """{"id":null,"ok":false,"error":"NRS-F003","offset":1,"line":1}""",
            """{"id":null,"ok":false,"error":"not-an-object","line":3}""",
            """{"id":"x","ok":false,"error":"bad-field","field":"data"}""",
            """{"id":null,"ok":false,"error":"NRS-F005","offset":8,"line":5}""",
            """{"id":[7],"ok":true,"instant":"2026-11-21T02:04:41.0000000Z"}""",
        ], lines);
    }

    [Fact]
    public void Run_IdOfAnyDepth_IsEchoedOrRefused()
    {
        static string Case(int depth) => $"{{\"id\":{new string('[', depth)}{new string(']', depth)},\"data\":1}}";
        var (code, lines) = Run([Case(59), Case(60), Case(5000)], "rfc3339");
        Assert.Equal((0, 3), (code, lines.Length));
        Assert.Equal([true, false, false], lines.Select(l => (bool)JsonNode.Parse(l)!["ok"]!));
    }

    [Fact]
    public void Run_AnyFieldOfTheWrongKind_NamesTheField()
    {
        var (_, lines) = Run(["{\"leafIdx\":-1,\"treeSize\":1,\"leafHash\":\"\",\"root\":\"\",\"proof\":[]}", "{\"leafIdx\":1,\"proof\":\"x\"}", "{\"size1\":1,\"proof\":[3]}", "{\"leafIdx\":1.5,\"proof\":[\"?\"]}"], "merkle");
        Assert.Equal(["leafIdx", "proof", "proof", "proof"], lines.Select(l => (string)JsonNode.Parse(l)!["field"]!));
    }

    [Fact]
    public void Run_ListAndHelp_NameEveryVerb()
    {
        var (code, lines) = Run([], "--list");
        Assert.Equal((0, VerbList.All.Length), (code, lines.Length));
        Assert.All(VerbList.All, verb => Assert.Contains("input", string.Join('\n', Run([], "--help", verb.Name).Lines), StringComparison.Ordinal));
        Assert.Equal(2, Run([], "nothing").Code);
        Assert.Equal(0, Run([]).Code);
    }

    private static JsonObject Input(string file, params (string Name, string Value)[] options)
    {
        var one = new JsonObject { ["input"] = Convert.ToBase64String(File.ReadAllBytes(file)) };
        foreach (var (name, value) in options) { one[name] = value; }
        return one;
    }
}
