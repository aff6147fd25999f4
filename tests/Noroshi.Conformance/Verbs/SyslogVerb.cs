using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Noroshi.Formats.Syslog;

namespace Noroshi.Conformance.Verbs;

/// <summary>RFC 5424 and RFC 3164 messages, and their framing on a stream.</summary>
internal static class SyslogVerb
{
    private const int MaxBytes = 16 * 1024 * 1024;

    internal static readonly Verb Verb = new("syslog", "RFC 5424 and RFC 3164 syslog messages; RFC 6587 framing",
    [
        new("input", "the message as text; line and data mean the same"),
        new("bytes", "the message as base64, instead"),
        new("rfc", "5424 or 3164: strictly that form; default: find out, and accept lines as files and devices have them"),
        new("framing", "octet-counting, non-transparent or detect: the input is a stream of messages"),
    ],
    [
        new("rfc", "the form found"),
        new("priority", "0 to 191; facility and severity are its parts; null in a line without"),
        new("version", "RFC 5424 only"),
        new("timestamp", "as written; so are hostname, app_name, procid, msgid; null for the nil value"),
        new("tag", "the same as app_name"),
        new("structured_data", "object of elements, each an object of values without escapes; an array where a name is repeated; null for nil"),
        new("message", "text, with its byte order mark; null when there is none"),
        new("messages", "with framing: a result for each message"),
        new("rest", "with framing: octets at the end that are no whole message"),
    ], Answer);

    private static JsonObject Answer(JsonObject one)
    {
        var text = Inputs.Of(one);
        var rfc = Rfc(one);
        return one.TextOrNull("framing") is { } framing ? Stream(text, rfc, Framing(framing)) : Message(text, rfc);
    }

    private static int Rfc(JsonObject one)
    {
        if (one["rfc"] is not JsonValue value) { return 0; }
        var text = value.GetValueKind() == JsonValueKind.Number ? value.ToString() : one.Text("rfc");
        return text.Trim().ToUpperInvariant().Replace("RFC", "", StringComparison.Ordinal).Trim(' ', '-', '_') switch
        {
            "5424" => 5424,
            "3164" => 3164,
            "" or "AUTO" or "DETECT" => 0,
            _ => throw new BadFieldException("rfc"),
        };
    }

    private static SyslogFraming Framing(string text) => text switch
    {
        "octet-counting" or "octet_counting" or "octet" => SyslogFraming.OctetCounting,
        "non-transparent" or "non_transparent" or "lf" or "newline" or "trailer" => SyslogFraming.Trailer,
        "detect" or "auto" => SyslogFraming.Detect,
        _ => throw new BadFieldException("framing"),
    };

    private static JsonObject Stream(ReadOnlySpan<byte> rest, int rfc, SyslogFraming framing)
    {
        JsonArray messages = [];
        SyslogFrameOutcome outcome;
        while ((outcome = SyslogFrames.Take(ref rest, framing, MaxBytes, out var message)) == SyslogFrameOutcome.Frame) { messages.Add(Message(message, rfc)); }
        var result = outcome == SyslogFrameOutcome.Malformed ? Results.Refused("malformed-frame") : Results.Ok;
        result["messages"] = messages;
        result["rest"] = rest.Length;
        return result;
    }

    private static JsonObject Message(ReadOnlySpan<byte> text, int rfc)
    {
        var form = rfc != 0 ? rfc : Is5424(text) ? 5424 : 3164;
        SyslogMessage message;
        var outcome = (rfc, form) switch
        {
            (_, 5424) => Rfc5424.Read(text, out message),
            (3164, _) => Rfc3164.Read(text, out message),
            _ => BsdLine.Read(text, out message),
        };
        if (outcome != SyslogOutcome.Valid) { return Results.Refused(JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString())); }
        return Fields(message, form);
    }

    // "<34>1 ": no other form has a number between priority and blank.
    private static bool Is5424(ReadOnlySpan<byte> text)
    {
        if (!SyslogPriority.TryTake(ref text, out _)) { return false; }
        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return digits is > 0 and <= 3 && text[digits] == ' ';
    }

    private static JsonObject Fields(SyslogMessage message, int form)
    {
        var result = Results.Ok;
        result["rfc"] = form;
        result["priority"] = Number(message.Priority);
        result["facility"] = Number(message.Facility);
        result["severity"] = Number(message.Severity);
        result["version"] = message.Version == 0 ? null : message.Version;
        result["timestamp"] = Inputs.TextOrNull(message.Timestamp);
        result["hostname"] = Inputs.TextOrNull(message.Hostname);
        result["app_name"] = Inputs.TextOrNull(message.AppName);
        result["tag"] = Inputs.TextOrNull(message.AppName);
        result["procid"] = Inputs.TextOrNull(message.ProcId);
        result["msgid"] = Inputs.TextOrNull(message.MsgId);
        result["structured_data"] = Elements(message.Elements);
        result["message"] = Inputs.TextOrNull(message.Message);
        return result;
    }

    private static JsonObject? Elements(ReadOnlySpan<byte> elements)
    {
        if (elements.IsEmpty) { return null; }
        JsonObject all = [];
        var walk = new StructuredData(elements);
        while (walk.MoveNext())
        {
            var id = Encoding.UTF8.GetString(walk.Id);
            if (all[id] is not JsonObject element) { all[id] = element = []; }
            if (!walk.Name.IsEmpty) { Inputs.Put(element, Encoding.UTF8.GetString(walk.Name), Value(walk.RawValue)); }
        }
        return all;
    }

    private static string Value(ReadOnlySpan<byte> raw)
    {
        var value = new byte[raw.Length];
        return Encoding.UTF8.GetString(value.AsSpan(0, StructuredData.Unescape(raw, value)));
    }

    private static JsonNode? Number(int number) => number < 0 ? null : JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture));
}
