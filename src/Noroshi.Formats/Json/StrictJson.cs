using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Noroshi.Formats.Json;

/// <summary>
/// The front door for JSON from outside: what passes here means the same to every reader. Refused with a code and an offset are
/// invalid UTF-8 (and a byte order mark), lone surrogates, duplicate member names, deep nesting, oversize and anything after the value.
/// </summary>
/// <remarks>RFC 8259 grammar within I-JSON (RFC 7493 sections 2.1 and 2.3). Accepted text is then safe for System.Text.Json, whose own reader is laxer on each of these points.</remarks>
public static class StrictJson
{
    /// <summary>Checks a text.</summary>
    /// <returns>Null when it is acceptable, else the first thing wrong.</returns>
    public static JsonRefusal? Check(ReadOnlySpan<byte> json, StrictJsonOptions options)
    {
        if (json.Length > options.MaxBytes) { return new(JsonRefusal.TooLarge, options.MaxBytes); }
        if (!Utf8.IsValid(json)) { return new(JsonRefusal.NotUtf8, FirstInvalid(json)); }
        return Walk(json, options);
    }

    /// <summary>Checks and reads a text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="options">Limits.</param>
    /// <param name="node">The value; null for the JSON value null too.</param>
    /// <returns>Null when <paramref name="node"/> was read, else the first thing wrong.</returns>
    public static JsonRefusal? Parse(ReadOnlySpan<byte> json, StrictJsonOptions options, out JsonNode? node)
    {
        node = null;
        if (Check(json, options) is { } refusal) { return refusal; }
        node = JsonNode.Parse(json, documentOptions: new() { MaxDepth = options.MaxDepth });
        return null;
    }

    private static JsonRefusal? Walk(ReadOnlySpan<byte> json, StrictJsonOptions options)
    {
        // One level more than allowed, so that depth is told apart from syntax here and not by the reader's exception.
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = options.MaxDepth + 1, AllowMultipleValues = true });
        var keys = new Stack<HashSet<string>>();
        var depth = 0;
        try
        {
            while (reader.Read())
            {
                if (Token(ref reader, keys, options, ref depth) is { } refusal) { return refusal; }
                if (depth == 0) { return Trailing(json, (int)reader.BytesConsumed); }
            }
            return new(JsonRefusal.Syntax, json.Length);
        }
        catch (JsonException fault)
        {
            return new(JsonRefusal.Syntax, Offset(json, fault));
        }
    }

    private static JsonRefusal? Token(ref Utf8JsonReader reader, Stack<HashSet<string>> keys, StrictJsonOptions options, ref int depth)
    {
        var at = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                keys.Push(new(StringComparer.Ordinal));
                return ++depth > options.MaxDepth ? new(JsonRefusal.TooDeep, at) : null;
            case JsonTokenType.StartArray:
                return ++depth > options.MaxDepth ? new(JsonRefusal.TooDeep, at) : null;
            case JsonTokenType.EndObject:
                keys.Pop();
                depth--;
                return null;
            case JsonTokenType.EndArray:
                depth--;
                return null;
            case JsonTokenType.PropertyName:
                if (LoneSurrogate(ref reader) is { } lone) { return lone; }
                return keys.Peek().Add(reader.GetString()!) || options.AllowDuplicateKeys ? null : new(JsonRefusal.DuplicateKey, at);
            case JsonTokenType.String:
                return LoneSurrogate(ref reader);
            default:
                return null;
        }
    }

    private static JsonRefusal? LoneSurrogate(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped) { return null; }
        var text = reader.ValueSpan;
        for (var i = text.IndexOf((byte)'\\'); i < text.Length; i++)
        {
            if (text[i] != '\\') { continue; }
            if (text[i + 1] != 'u') { i++; continue; }
            var unit = Unit(text[(i + 2)..]);
            if (!char.IsSurrogate(unit)) { i += 5; continue; }
            var paired = char.IsHighSurrogate(unit) && text[(i + 6)..].StartsWith("\\u"u8) && char.IsLowSurrogate(Unit(text[(i + 8)..]));
            if (!paired) { return new(JsonRefusal.LoneSurrogate, (int)reader.TokenStartIndex + 1 + i); }
            i += 11;
        }
        return null;
    }

    // The reader has checked that four hexadecimal digits stand here.
    private static char Unit(ReadOnlySpan<byte> digits)
    {
        var unit = 0;
        foreach (var digit in digits[..4]) { unit = (unit << 4) | Convert.FromHexString([(char)'0', (char)digit])[0]; }
        return (char)unit;
    }

    private static JsonRefusal? Trailing(ReadOnlySpan<byte> json, int from)
    {
        var rest = json[from..].IndexOfAnyExcept(" \t\r\n"u8);
        return rest < 0 ? null : new(JsonRefusal.TrailingData, from + rest);
    }

    private static int Offset(ReadOnlySpan<byte> json, JsonException fault)
    {
        var offset = 0;
        for (var line = fault.LineNumber ?? 0; line > 0; line--) { offset += json[offset..].IndexOf((byte)'\n') + 1; }
        return Math.Min(json.Length, offset + (int)(fault.BytePositionInLine ?? 0));
    }

    private static int FirstInvalid(ReadOnlySpan<byte> json)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(json[at..], out _, out var length) == OperationStatus.Done) { at += length; }
        return at;
    }
}
