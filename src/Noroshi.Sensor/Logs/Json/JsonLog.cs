using System.Collections.Immutable;

namespace Noroshi.Sensor.Logs.Json;

/// <summary>JSON Lines: one object a line. What its members mean is in the maps of <c>content/log-maps</c>, one file for each product.</summary>
/// <remarks>The map that read the line before is asked first. A record carries the name of its map as its format.</remarks>
public sealed class JsonLog : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "json";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool CanBegin(byte first) => first == '@' || IsJson(first);

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        var cookie = text.StartsWith("@cee:"u8) ? text[5..] : text;
        if (!context.TryJson(cookie)) return false;
        var maps = context.Maps.Maps;
        var last = context.LastMap;
        if (last is not null && TryMap(last, cookie, context, ref record)) return true;
        foreach (var map in maps)
        {
            if (map == last || !TryMap(map, cookie, context, ref record)) continue;
            context.LastMap = map;
            return true;
        }
        return false;
    }

    /// <summary>Whether a JSON text can begin with a byte, with a mark of byte order or blanks, brackets and commas in front.</summary>
    internal static bool IsJson(byte first) => first is (byte)'{' or (byte)'[' or (byte)',' or (byte)' ' or (byte)'\t' or 0xEF;

    private static bool TryMap(LogMap map, ReadOnlySpan<byte> line, LogContext context, ref LogRecord record)
    {
        if (!Holds(map.When, line, context)) return false;
        LogMapCase? applies = null;
        foreach (var one in map.Cases)
        {
            if (!Holds(one.When, line, context)) continue;
            applies = one;
            break;
        }
        if (applies is null && map.NeedsCase) return false;
        record.Format = map.Name;
        if (record.Message.IsEmpty) record.Message = line;
        Apply(map.Always, line, context, ref record);
        if (applies is not null) Apply(applies, line, context, ref record);
        if (record.Kind == RecordKind.Request && record.Outcome == Outcome.Unknown) record.Outcome = OfStatus(record.Status);
        return true;
    }

    private static Outcome OfStatus(int status) => status is >= 200 and < 400 ? Outcome.Success : status >= 400 ? Outcome.Failure : Outcome.Unknown;

    private static void Apply(LogMapCase one, ReadOnlySpan<byte> line, LogContext context, scoped ref LogRecord record)
    {
        record.Kind = one.Kind ?? record.Kind;
        record.Outcome = one.Outcome ?? record.Outcome;
        record.Reason = one.Reason ?? record.Reason;
        record.IsEnvelope |= one.IsEnvelope;
        foreach (var field in one.Fields)
        {
            var value = Value(field, line, context);
            if (!value.IsEmpty) LogFieldSetter.Set(field.Field, value, context, ref record);
        }
    }

    private static ReadOnlySpan<byte> Value(LogMapField field, ReadOnlySpan<byte> line, LogContext context)
    {
        foreach (var path in field.Paths)
        {
            if (context.Json.Find(line, path) is not { } member) continue;
            var value = JsonText.Of(line, member, context);
            if (field.Pattern is { } pattern) value = pattern.Find(value);
            if (!value.IsEmpty && !value.SequenceEqual("-"u8)) return value;
        }
        return field.Text is { } text ? text.AsSpan() : [];
    }

    private static bool Holds(ImmutableArray<LogMapTest> tests, ReadOnlySpan<byte> line, LogContext context)
    {
        foreach (var test in tests)
        {
            if (!Holds(test, line, context)) return false;
        }
        return true;
    }

    private static bool Holds(LogMapTest test, ReadOnlySpan<byte> line, LogContext context)
    {
        JsonMember? member = null;
        foreach (var path in test.Paths)
        {
            member = context.Json.Find(line, path);
            if (member is { Kind: not JsonKind.Null }) break;
            member = null;
        }
        if (test.Operator is LogMapOperator.Exists or LogMapOperator.Missing) return (member is { } there && !IsEmptyText(there)) == (test.Operator == LogMapOperator.Exists);
        if (member is not { } found) return false;
        return MatchesAny(test, JsonText.Of(line, found, context)) != (test.Operator == LogMapOperator.IsNot);
    }

    private static bool IsEmptyText(JsonMember member) => member.Kind == JsonKind.Text && member.Length == 0;

    private static bool MatchesAny(LogMapTest test, ReadOnlySpan<byte> value)
    {
        foreach (var given in test.Values)
        {
            var text = given.AsSpan();
            var isMatch = test.Operator switch
            {
                LogMapOperator.Starts => value.Length >= text.Length && System.Text.Ascii.EqualsIgnoreCase(value[..text.Length], text),
                LogMapOperator.Ends => value.Length >= text.Length && System.Text.Ascii.EqualsIgnoreCase(value[^text.Length..], text),
                LogMapOperator.Contains => value.IndexOf(text) >= 0,
                _ => System.Text.Ascii.EqualsIgnoreCase(value, text) || value.SequenceEqual(text),
            };
            if (isMatch) return true;
        }
        return false;
    }
}
