using System.Text.Json.Nodes;
using Noroshi.Formats.Json;

namespace Noroshi.Conformance.Verbs;

/// <summary>RFC 8785: the canonical bytes of a JSON text.</summary>
internal static class JcsVerb
{
    internal static readonly Verb Verb = new("jcs", "RFC 8785 canonical form of a JSON text",
    [
        new("input", "base64 of the JSON text"),
        new("numbers", "ecmascript (default), or whole: only whole numbers to 2^53 - 1"),
    ],
    [
        new("output", "base64 of the canonical form"),
        new("offset", "byte where the text is refused"),
    ], Answer);

    private static JsonObject Answer(JsonObject one)
    {
        var numbers = one.TextOrNull("numbers") switch
        {
            null or "ecmascript" => CanonicalNumbers.EcmaScript,
            "whole" => CanonicalNumbers.WholeOnly,
            _ => throw new BadFieldException("numbers"),
        };
        var output = CanonicalJson.Of(one.Bytes("input"), StrictJsonOptions.Default, numbers, out var refusal);
        if (output is null) { return Results.Refused(refusal!.Value); }
        var result = Results.Ok;
        result["output"] = Convert.ToBase64String(output);
        return result;
    }
}
