using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Noroshi.Formats.Rfc3339;

namespace Noroshi.Conformance.Verbs;

/// <summary>RFC 3339 texts: date-time, date, time, duration.</summary>
internal static class Rfc3339Verb
{
    private const string Malformed = "malformed";

    internal static readonly Verb Verb = new("rfc3339", "RFC 3339 date-time, full-date, full-time and duration (appendix A)",
    [
        new("data", "the text; a value that is no text is ok, as JSON Schema has it"),
        new("format", "date-time (default), date, time or duration"),
    ],
    [
        new("instant", "date-time: in UTC with seven digits, a leap second being the second after it; null outside the years 0001 to 9999"),
    ], Answer);

    private static JsonObject Answer(JsonObject one)
    {
        if (!one.ContainsKey("data")) { throw new BadFieldException("data"); }
        var format = one.TextOrNull("format") ?? "date-time";
        if (one["data"] is not JsonValue value || value.GetValueKind() != JsonValueKind.String) { return Results.Ok; }
        var text = Encoding.UTF8.GetBytes(value.GetValue<string>());
        return format switch
        {
            "date-time" => DateTimeOf(text),
            "date" => Of(Rfc3339Date.TryParse(text, out _)),
            "time" => Of(Rfc3339Time.TryParse(text, out _)),
            "duration" => Of(Rfc3339Duration.IsValid(text)),
            _ => throw new BadFieldException("format"),
        };
    }

    private static JsonObject Of(bool isAccepted) => isAccepted ? Results.Ok : Results.Refused(Malformed);

    private static JsonObject DateTimeOf(byte[] text)
    {
        if (!Rfc3339DateTime.TryParse(text, out var value)) { return Results.Refused(Malformed); }
        var result = Results.Ok;
        result["instant"] = value.TryGetInstant(out var instant) ? Rfc3339Text.Of(instant, 7) : null;
        return result;
    }
}
