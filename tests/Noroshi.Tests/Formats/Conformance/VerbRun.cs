using System.Text;
using System.Text.Json.Nodes;
using Noroshi.Conformance;

namespace Noroshi.Tests.Formats.Conformance;

/// <summary>Cases through the conformance program, as a person would pipe them in.</summary>
internal static class VerbRun
{
    /// <summary>One answer to a case, in order.</summary>
    internal static JsonNode[] Answers(string verb, params JsonObject[] cases)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(cases.Select(c => c.ToJsonString() + "\n"))));
        using var output = new MemoryStream();
        Assert.Equal(0, ConformanceProgram.Run([verb], input, output, TextWriter.Null));
        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(cases.Length, lines.Length);
        return [.. lines.Select(l => JsonNode.Parse(l)!)];
    }

    /// <summary>A file of the public test data; the test is skipped where it is not laid out.</summary>
    internal static JsonArray Data(string folder, string file)
    {
        var path = Repository.TestData(folder);
        if (path is null) { Assert.Skip($"the public test data '{folder}' is not laid out beside the repository"); }
        return JsonNode.Parse(File.ReadAllText(Path.Combine(path, file)))!.AsArray();
    }
}
