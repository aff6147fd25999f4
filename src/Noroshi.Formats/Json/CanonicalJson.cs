using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Noroshi.Formats.Json;

/// <summary>
/// The JSON Canonicalization Scheme: one byte sequence for each JSON value, so that it can be hashed and signed.
/// No white space, members sorted by UTF-16 code units, one spelling for each string and number.
/// </summary>
/// <remarks>RFC 8785. Texts are never normalized: two spellings of が stay two.</remarks>
public static class CanonicalJson
{
    /// <summary>Writes the canonical form of a JSON text.</summary>
    /// <param name="json">The text; checked by <see cref="StrictJson"/> first.</param>
    /// <param name="to">Receives the canonical bytes; nothing is written when the text is refused.</param>
    /// <param name="options">Limits of the text.</param>
    /// <param name="numbers">Which numbers are accepted.</param>
    /// <returns>Null when written, else the first thing wrong.</returns>
    public static JsonRefusal? Write(ReadOnlySpan<byte> json, IBufferWriter<byte> to, StrictJsonOptions options, CanonicalNumbers numbers)
    {
        if (StrictJson.Check(json, options) is { } refusal) { return refusal; }
        if (FirstRefusedNumber(json, options, numbers) is { } number) { return number; }
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = options.MaxDepth });
        using var document = JsonDocument.ParseValue(ref reader);
        Write(document.RootElement, to);
        return null;
    }

    /// <summary>The canonical form of a JSON text, or null and the reason.</summary>
    /// <inheritdoc cref="Write(ReadOnlySpan{byte}, IBufferWriter{byte}, StrictJsonOptions, CanonicalNumbers)"/>
    public static byte[]? Of(ReadOnlySpan<byte> json, StrictJsonOptions options, CanonicalNumbers numbers, out JsonRefusal? refusal)
    {
        var to = new ArrayBufferWriter<byte>(Math.Max(256, json.Length));
        refusal = Write(json, to, options, numbers);
        return refusal is null ? to.WrittenSpan.ToArray() : null;
    }

    /// <summary>The canonical form of a value the program itself made.</summary>
    /// <param name="node">The value; null is the JSON null.</param>
    /// <param name="numbers">Which numbers are accepted.</param>
    /// <exception cref="ArgumentException">A number is not accepted, or a string holds a lone surrogate: a bug of the caller.</exception>
    public static byte[] Of(JsonNode? node, CanonicalNumbers numbers)
    {
        var to = new ArrayBufferWriter<byte>(256);
        Write(node, to, numbers);
        return to.WrittenSpan.ToArray();
    }

    /// <summary>Writes the canonical form of a value the program itself made.</summary>
    /// <inheritdoc cref="Of(JsonNode?, CanonicalNumbers)"/>
    public static void Write(JsonNode? node, IBufferWriter<byte> to, CanonicalNumbers numbers)
    {
        switch (node)
        {
            case null:
                to.Write("null"u8);
                break;
            case JsonObject members:
                Write(members, to, numbers);
                break;
            case JsonArray items:
                Write(items, to, numbers);
                break;
            default:
                Scalar(node.AsValue(), to, numbers);
                break;
        }
    }

    private static void Write(JsonObject members, IBufferWriter<byte> to, CanonicalNumbers numbers)
    {
        var sorted = members.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        var separator = "{"u8;
        foreach (var (key, value) in sorted)
        {
            to.Write(separator);
            separator = ","u8;
            CanonicalWriter.Text(to, WellFormed(key));
            to.Write(":"u8);
            Write(value, to, numbers);
        }
        to.Write(sorted.Length == 0 ? "{}"u8 : "}"u8);
    }

    private static void Write(JsonArray items, IBufferWriter<byte> to, CanonicalNumbers numbers)
    {
        var separator = "["u8;
        foreach (var item in items)
        {
            to.Write(separator);
            separator = ","u8;
            Write(item, to, numbers);
        }
        to.Write(items.Count == 0 ? "[]"u8 : "]"u8);
    }

    private static void Scalar(JsonValue value, IBufferWriter<byte> to, CanonicalNumbers numbers)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.True:
                to.Write("true"u8);
                break;
            case JsonValueKind.False:
                to.Write("false"u8);
                break;
            case JsonValueKind.Null:
                to.Write("null"u8);
                break;
            case JsonValueKind.Number:
                Number(value, to, numbers);
                break;
            default:
                CanonicalWriter.Text(to, WellFormed(value.TryGetValue<string>(out var text) ? text : Printed(value)));
                break;
        }
    }

    private static void Number(JsonValue value, IBufferWriter<byte> to, CanonicalNumbers numbers)
    {
        if (IsWhole(value, out var whole) && whole is >= -CanonicalWriter.MaxSafe and <= CanonicalWriter.MaxSafe)
        {
            CanonicalWriter.Whole(to, whole);
            return;
        }
        var number = double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
        if (!IsAccepted(number, numbers)) { throw new ArgumentException($"The number {value.ToJsonString()} has no canonical form here.", nameof(value)); }
        CanonicalWriter.Number(to, number);
    }

    // A value made from an int does not answer as a long.
    private static bool IsWhole(JsonValue value, out long whole)
    {
        if (value.TryGetValue(out whole)) { return true; }
        var isInt = value.TryGetValue<int>(out var small);
        whole = small;
        return isInt;
    }

    // Values such as Guid or DateTimeOffset print as JSON strings.
    private static string Printed(JsonValue value)
    {
        using var document = JsonDocument.Parse(value.ToJsonString());
        return document.RootElement.GetString()!;
    }

    private static string WellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) { continue; }
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) { throw new ArgumentException("A string holds half of a surrogate pair.", nameof(text)); }
            i++;
        }
        return text;
    }

    private static void Write(JsonElement value, IBufferWriter<byte> to)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteMembers(value, to);
                break;
            case JsonValueKind.Array:
                WriteItems(value, to);
                break;
            case JsonValueKind.String:
                CanonicalWriter.Text(to, value.GetString());
                break;
            case JsonValueKind.Number:
                CanonicalWriter.Number(to, value.GetDouble());
                break;
            default:
                to.Write(value.ValueKind switch { JsonValueKind.True => "true"u8, JsonValueKind.False => "false"u8, _ => "null"u8 });
                break;
        }
    }

    private static void WriteMembers(JsonElement value, IBufferWriter<byte> to)
    {
        var sorted = new KeyValuePair<string, JsonElement>[value.GetPropertyCount()];
        var count = 0;
        foreach (var member in value.EnumerateObject()) { sorted[count++] = new(member.Name, member.Value); }
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        var separator = "{"u8;
        foreach (var (key, member) in sorted)
        {
            to.Write(separator);
            separator = ","u8;
            CanonicalWriter.Text(to, key);
            to.Write(":"u8);
            Write(member, to);
        }
        to.Write(count == 0 ? "{}"u8 : "}"u8);
    }

    private static void WriteItems(JsonElement value, IBufferWriter<byte> to)
    {
        var separator = "["u8;
        foreach (var item in value.EnumerateArray())
        {
            to.Write(separator);
            separator = ","u8;
            Write(item, to);
        }
        to.Write(value.GetArrayLength() == 0 ? "[]"u8 : "]"u8);
    }

    private static JsonRefusal? FirstRefusedNumber(ReadOnlySpan<byte> json, StrictJsonOptions options, CanonicalNumbers numbers)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = options.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Number && !IsAccepted(reader.GetDouble(), numbers)) { return new(JsonRefusal.Number, (int)reader.TokenStartIndex); }
        }
        return null;
    }

    private static bool IsAccepted(double number, CanonicalNumbers numbers) =>
        double.IsFinite(number) && (numbers == CanonicalNumbers.EcmaScript || (double.IsInteger(number) && Math.Abs(number) <= CanonicalWriter.MaxSafe));
}
