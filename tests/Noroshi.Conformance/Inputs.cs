using System.Text;
using System.Text.Json.Nodes;

namespace Noroshi.Conformance;

/// <summary>A line of a log or a message as a case gives it, and what was found in it as a result shows it.</summary>
internal static class Inputs
{
    private static readonly string[] Names = ["input", "line", "data", "text", "message"];

    /// <summary>The octets of a case: text in one of several fields, or base64 in <c>bytes</c>.</summary>
    internal static byte[] Of(JsonObject one)
    {
        if (one["bytes"] is not null) { return one.Bytes("bytes"); }
        var name = Names.FirstOrDefault(one.ContainsKey) ?? throw new BadFieldException("input");
        return Encoding.UTF8.GetBytes(one.Text(name));
    }

    /// <summary>Octets as text, null when there are none; what is not UTF-8 becomes U+FFFD.</summary>
    internal static string? TextOrNull(ReadOnlySpan<byte> text) => text.IsEmpty ? null : Encoding.UTF8.GetString(text);

    /// <summary>Sets a member; a second value under the same name makes it an array.</summary>
    internal static void Put(JsonObject to, string name, string value)
    {
        if (!to.TryGetPropertyValue(name, out var earlier)) { to[name] = value; }
        else if (earlier is JsonArray array) { array.Add(value); }
        else { to[name] = new JsonArray(earlier?.DeepClone(), value); }
    }
}
