using Noroshi.Sensor.Logs.Json;

namespace Noroshi.Sensor.Logs.General;

/// <summary>Reads JSON lines no map describes, by the names of their members.</summary>
internal static class JsonFields
{
    internal static bool TryRead(ReadOnlySpan<byte> line, LogContext context, scoped ref LogRecord record)
    {
        Fields fields = new();
        var json = context.Json;
        for (var i = 0; i < json.Count; i++)
        {
            ref readonly var member = ref json[i];
            if (member.Kind is JsonKind.Null or JsonKind.Object or JsonKind.Array) continue;
            var sense = Sense(line, json, i);
            if (sense != FieldSense.None) fields.Add(sense, JsonText.Of(line, member, context));
        }
        return fields.TryTell(context, ref record);
    }

    private static FieldSense Sense(ReadOnlySpan<byte> line, JsonLine json, int at)
    {
        var name = Name(line, json, ref at);
        var parent = json[at].Parent;
        var above = parent < 0 ? [] : Name(line, json, ref parent);
        if (FieldNames.IsOther(above)) return FieldSense.None;
        var sense = FieldNames.Of(name);
        // "user": {"name": "bob"}, "actor": {"id": "00u1"}.
        if (sense is FieldSense.Name) return FieldNames.Of(above) switch { FieldSense.Account or FieldSense.AccountId => FieldSense.Account, FieldSense.Happened => FieldSense.Happened, _ => FieldSense.None };
        return sense;
    }

    private static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> line, JsonLine json, ref int at)
    {
        while (json[at].NameLength < 0 && json[at].Parent >= 0) at = json[at].Parent;
        return json[at].NameLength < 0 ? [] : line.Slice(json[at].NameStart, json[at].NameLength);
    }
}
