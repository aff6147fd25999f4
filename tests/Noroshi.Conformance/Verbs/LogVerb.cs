using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Noroshi.Core.Content;
using Noroshi.Sensor.Logs;
using Noroshi.Sensor.Logs.Json;
using Noroshi.Sensor.Logs.Patterns;

namespace Noroshi.Conformance.Verbs;

/// <summary>Log lines of any service: what they say.</summary>
internal static class LogVerb
{
    private static readonly Lazy<LogMapSet> Maps = new(() => LogMapFiles.Read(Files("log-maps"), [], []));
    private static readonly Lazy<LogPatterns> Patterns = new(() => LogPatternFiles.Read(Files("logs"), [], []));

    internal static readonly Verb Verb = new("log", "log lines of any service: who did what from where, and whether it worked",
    [
        new("line", "a line as text, or base64 in bytes; several lines of one file in lines, as a list or one text"),
        new("format", "name of the format to read it as; default: find out"),
        new("program", "with a format of messages: the line is the message of this program"),
        new("reference", "latest moment a line can be of, RFC 3339; tells the year where lines have none; default now"),
        new("year", "the year of lines without one, instead"),
        new("zone", "zone of times written without one: IANA name or +09:00; default UTC"),
    ],
    [
        new("records", "with lines: the fields below for each line"),
        new("format", "the format found; null for a line nothing recognises"),
        new("kind", "request, login, connection, session-opened, session-closed, elevation, transfer, mail, account-change, alarm, name-lookup, command, other"),
        new("outcome", "success, failure or null; reason: why it failed"),
        new("source", "address or host that connected; source_port"),
        new("account", "account tried or used; actor: who acted, where that differs"),
        new("time", "RFC 3339 in UTC with milliseconds"),
        new("...", "host, program, operation, target, site, status, bytes, referer, user_agent, sender, session, message; null where the line does not say"),
    ], Answer);

    private static JsonObject Answer(JsonObject one)
    {
        LogReader? reader = null;
        LogContext context = new(Clock(one)) { LoadMaps = () => Maps.Value };
        var format = Format(one);
        if (format is null) reader = new(context, Patterns);
        if (Lines(one) is not { } lines) return Record(Inputs.Of(one), one, context, format, reader);
        var result = Results.Ok;
        result["records"] = new JsonArray([.. lines.Select(line => Record(line, one, context, format, reader))]);
        return result;
    }

    private static List<byte[]>? Lines(JsonObject one) => one["lines"] switch
    {
        null => null,
        JsonArray list => [.. list.Select(l => l is JsonValue v && v.TryGetValue<string>(out var text) ? Encoding.UTF8.GetBytes(text) : throw new BadFieldException("lines"))],
        _ => [.. one.Text("lines").TrimEnd('\n').Split('\n').Select(Encoding.UTF8.GetBytes)],
    };

    // A format of its name, or null to find out: names of maps, of products and names others use are hints the reader does not need. Envelopes are read by the reader, since their messages belong to others.
    private static ILogFormat? Format(JsonObject one)
    {
        if (one.TextOrNull("format") is not { } name || name is "auto" or "detect" or "syslog" or "rfc5424" or "json") return null;
        return LogFormats.Find(name);
    }

    private static LogClock Clock(JsonObject one)
    {
        var reference = DateTimeOffset.UtcNow;
        if (one["year"] is not null) reference = new((int)Math.Clamp(one["year"]!.GetValueKind() == JsonValueKind.String ? ulong.Parse(one.Text("year"), CultureInfo.InvariantCulture) : one.Size("year"), 1971, 2200), 12, 31, 23, 59, 59, TimeSpan.Zero);
        if (one.TextOrNull("reference") is { } text && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out reference)) throw new BadFieldException("reference");
        return new(reference, Zone(one.TextOrNull("zone")), TimeSpan.Zero);
    }

    private static TimeZoneInfo Zone(string? name)
    {
        if (name is null or "UTC" or "Z") return TimeZoneInfo.Utc;
        if (LogTime.Zone(Encoding.UTF8.GetBytes(name)) is { } offset) return TimeZoneInfo.CreateCustomTimeZone(name, TimeSpan.FromMilliseconds(offset), name, name);
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : throw new BadFieldException("zone");
    }

    private static JsonObject Record(byte[] line, JsonObject one, LogContext context, ILogFormat? format, LogReader? reader)
    {
        LogRecord record = new();
        bool isRead;
        var text = line.AsSpan().TrimEnd("\r\n"u8);
        if (reader is not null)
        {
            isRead = reader.TryRead(text, ref record);
        }
        else
        {
            context.BeginLine();
            isRead = TryAs(format!, text, one, context, ref record) || new LogReader(context, Patterns).TryRead(text, ref record);
        }
        return Fields(record, isRead);
    }

    // A format of messages is given the message, or the whole line with its envelope.
    private static bool TryAs(ILogFormat format, ReadOnlySpan<byte> text, JsonObject one, LogContext context, scoped ref LogRecord record)
    {
        if (format.Programs.Count > 0)
        {
            LogRecord whole = new();
            if (new LogReader(context, Patterns).TryRead(text, ref whole) && whole.Format == format.Name)
            {
                record = whole;
                return true;
            }
            record.Program = Encoding.UTF8.GetBytes(one.TextOrNull("program") ?? format.Programs[0]);
            record.Message = text;
        }
        if (format.TryRead(text, context, ref record)) return true;
        record = new() { Message = text };
        return false;
    }

    private static JsonObject Fields(LogRecord record, bool isRead)
    {
        var result = Results.Ok;
        result["format"] = isRead ? record.Format : null;
        result["kind"] = Word(record.Kind);
        result["outcome"] = record.Outcome == Outcome.Unknown ? null : Word(record.Outcome);
        result["reason"] = record.Reason == FailureReason.None ? null : Word(record.Reason);
        result["time"] = record.Time == LogRecord.NoTime ? null : DateTimeOffset.FromUnixTimeMilliseconds(record.Time).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        result["host"] = Inputs.TextOrNull(record.Host);
        result["program"] = Inputs.TextOrNull(record.Program);
        result["source"] = Inputs.TextOrNull(record.Source);
        result["source_port"] = record.SourcePort < 0 ? null : record.SourcePort;
        result["account"] = Inputs.TextOrNull(record.Account);
        result["actor"] = Inputs.TextOrNull(record.Actor);
        result["operation"] = Inputs.TextOrNull(record.Operation);
        result["target"] = Inputs.TextOrNull(record.Target);
        result["site"] = Inputs.TextOrNull(record.Site);
        result["status"] = record.Status < 0 ? null : record.Status;
        result["bytes"] = record.Bytes < 0 ? null : record.Bytes;
        result["referer"] = Inputs.TextOrNull(record.Referer);
        result["user_agent"] = Inputs.TextOrNull(record.UserAgent);
        result["sender"] = Inputs.TextOrNull(record.Sender);
        result["session"] = Inputs.TextOrNull(record.Session);
        result["message"] = Inputs.TextOrNull(record.Message);
        return result;
    }

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static ContentFile[] Files(string kind)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "content", kind);
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal).Select(f => new ContentFile($"{kind}/{Path.GetFileName(f)}", File.ReadAllBytes(f)))] : [];
    }
}
