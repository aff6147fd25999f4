using System.Text.Json.Nodes;
using Noroshi.Formats.Json;

namespace Noroshi.Conformance;

/// <summary>The shapes a result may have.</summary>
internal static class Results
{
    internal static JsonObject Ok => new() { ["ok"] = true };

    internal static JsonObject Refused(string error) => new() { ["ok"] = false, ["error"] = error };

    internal static JsonObject Refused(JsonRefusal refusal) => new() { ["ok"] = false, ["error"] = refusal.Code, ["offset"] = refusal.Offset };
}
