using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Noroshi.Formats.Cef;
using Noroshi.Formats.Syslog;

namespace Noroshi.Conformance.Verbs;

/// <summary>ArcSight Common Event Format lines.</summary>
internal static class CefVerb
{
    internal static readonly Verb Verb = new("cef", "ArcSight Common Event Format, versions 0 and 1, with or without a syslog header in front",
    [
        new("line", "the line as text; input and data mean the same"),
        new("bytes", "the line as base64, instead"),
    ],
    [
        new("version", "0 or 1"),
        new("device_vendor", "header fields without escapes, empty where the line leaves them empty; likewise device_product, device_version"),
        new("signature_id", "the Device Event Class ID; device_event_class_id is the same"),
        new("name", "what happened"),
        new("severity", "as written"),
        new("extensions", "object of the pairs without escapes; the last value where a key is repeated"),
        new("prefix", "the text before CEF:, null when there is none"),
        new("syslog", "timestamp, hostname, priority of the prefix where it is a syslog header"),
    ], Answer);

    private static JsonObject Answer(JsonObject one)
    {
        var line = Inputs.Of(one).AsSpan().TrimEnd("\r\n"u8);
        var outcome = CefMessage.Read(line, out var message);
        if (outcome != CefOutcome.Valid) { return Results.Refused(JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString())); }
        var result = Results.Ok;
        result["version"] = message.Version;
        result["device_vendor"] = Header(message.DeviceVendor);
        result["device_product"] = Header(message.DeviceProduct);
        result["device_version"] = Header(message.DeviceVersion);
        result["signature_id"] = Header(message.ClassId);
        result["device_event_class_id"] = Header(message.ClassId);
        result["name"] = Header(message.Name);
        result["severity"] = Header(message.Severity);
        result["extensions"] = Extensions(message.Extension);
        result["prefix"] = Inputs.TextOrNull(message.Prefix);
        result["syslog"] = Syslog(message.Prefix);
        return result;
    }

    private static JsonObject Extensions(ReadOnlySpan<byte> extension)
    {
        JsonObject all = [];
        var walk = new CefExtension(extension);
        while (walk.MoveNext())
        {
            var value = new byte[walk.RawValue.Length];
            all[Encoding.UTF8.GetString(walk.Key)] = Encoding.UTF8.GetString(value.AsSpan(0, CefExtension.Unescape(walk.RawValue, value)));
        }
        return all;
    }

    private static JsonObject? Syslog(ReadOnlySpan<byte> prefix)
    {
        if (Rfc5424.Read(prefix, out var message) != SyslogOutcome.Valid && BsdLine.Read(prefix, out message) != SyslogOutcome.Valid) { return null; }
        return new()
        {
            ["timestamp"] = Inputs.TextOrNull(message.Timestamp),
            ["hostname"] = Inputs.TextOrNull(message.Hostname),
            ["priority"] = message.Priority < 0 ? null : message.Priority,
        };
    }

    private static string Header(ReadOnlySpan<byte> raw)
    {
        var value = new byte[raw.Length];
        return Encoding.UTF8.GetString(value.AsSpan(0, CefMessage.UnescapeHeader(raw, value)));
    }
}
