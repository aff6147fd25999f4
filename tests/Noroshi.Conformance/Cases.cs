using System.Text.Json;
using System.Text.Json.Nodes;
using Noroshi.Formats.Merkle;

namespace Noroshi.Conformance;

/// <summary>Reads the fields of a case.</summary>
internal static class Cases
{
    internal static string Text(this JsonObject one, string field) =>
        one[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw new BadFieldException(field);

    internal static string? TextOrNull(this JsonObject one, string field) => one[field] is null ? null : one.Text(field);

    internal static byte[] Bytes(this JsonObject one, string field) => Decoded(one.Text(field)) ?? throw new BadFieldException(field);

    internal static ulong Size(this JsonObject one, string field) =>
        one[field] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<ulong>(out var number) ? number : throw new BadFieldException(field);

    /// <summary>An array of base64 texts, null counting as empty; null is answered when one of them is not a hash.</summary>
    internal static MerkleHash[]? Hashes(this JsonObject one, string field)
    {
        if (one[field] is null) { return []; }
        var items = one[field] as JsonArray ?? throw new BadFieldException(field);
        var hashes = new MerkleHash[items.Count];
        for (var i = 0; i < hashes.Length; i++)
        {
            var text = items[i] is JsonValue value && value.TryGetValue<string>(out var given) ? given : throw new BadFieldException(field);
            if (!MerkleHash.TryRead(Decoded(text) ?? throw new BadFieldException(field), out hashes[i])) { return null; }
        }
        return hashes;
    }

    private static byte[]? Decoded(string text)
    {
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
