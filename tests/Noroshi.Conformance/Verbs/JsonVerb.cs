using System.Text.Json.Nodes;
using Noroshi.Formats.Json;

namespace Noroshi.Conformance.Verbs;

/// <summary>RFC 8259 within I-JSON: is a text accepted?</summary>
internal static class JsonVerb
{
    internal static readonly Verb Verb = new("json", "RFC 8259 grammar with the limits of I-JSON (RFC 7493): UTF-8, whole surrogate pairs, no duplicate names",
    [
        new("input", "base64 of the JSON text"),
        new("duplicateKeys", "refuse (default) or accept"),
        new("maxDepth", "deepest nesting, default 64"),
    ],
    [
        new("offset", "byte where the text is refused"),
    ], Answer);

    private static JsonObject Answer(JsonObject one)
    {
        var allowsDuplicates = one.TextOrNull("duplicateKeys") switch
        {
            null or "refuse" => false,
            "accept" => true,
            _ => throw new BadFieldException("duplicateKeys"),
        };
        var depth = one.ContainsKey("maxDepth") ? (int)Math.Clamp(one.Size("maxDepth"), 1, 512) : StrictJsonOptions.Default.MaxDepth;
        var refusal = StrictJson.Check(one.Bytes("input"), new() { AllowDuplicateKeys = allowsDuplicates, MaxDepth = depth });
        return refusal is { } why ? Results.Refused(why) : Results.Ok;
    }
}
