using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Noroshi.Cli.Api;

/// <summary>A server's problem document with its list of faults.</summary>
/// <remarks>RFC 9457; the members <c>code</c> and <c>faults</c> are ours.</remarks>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The stable code, or <c>HTTP-nnn</c> when the answer is not one of ours.</param>
/// <param name="Title">What is wrong, in the language asked for.</param>
/// <param name="Detail">More about it; may be empty.</param>
/// <param name="Faults">Each thing wrong, with its place.</param>
/// <param name="Document">The document as it came, for <c>--json</c>.</param>
internal sealed record Problem(int Status, string Code, string Title, string Detail, ImmutableArray<ProblemFault> Faults, JsonNode? Document)
{
    /// <summary>Reads an answer; whatever it is, something sensible comes out.</summary>
    internal static Problem Read(int status, byte[] bytes)
    {
        var body = TryParse(bytes) as JsonObject;
        var faults = (body?["faults"] as JsonArray)?.OfType<JsonObject>()
            .Select(f => new ProblemFault(Text(f, "code"), Text(f, "path"), Text(f, "title"), Text(f, "remedy"))) ?? [];
        var code = Text(body, "code");
        return new(status, code.Length > 0 ? code : $"HTTP-{status}", Text(body, "title"), Text(body, "detail"), [.. faults], body);
    }

    internal static JsonNode? TryParse(byte[] bytes)
    {
        try
        {
            return bytes.Length == 0 ? null : JsonNode.Parse(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonObject? of, string name) => of?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}

/// <summary>One thing wrong, as the server says it.</summary>
internal sealed record ProblemFault(string Code, string Path, string Title, string Remedy);
