using System.Text.Json;
using System.Text.Json.Nodes;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Cli.Agent;

/// <summary>The journal's lines: one JSON object each, saying what happened to one finding.</summary>
internal static class JournalLine
{
    internal static JsonObject Found(JournalEntry entry) => new()
    {
        ["did"] = "found",
        ["id"] = entry.Id,
        ["rule"] = entry.Rule,
        ["subject"] = entry.Subject,
        ["first"] = entry.First,
        ["last"] = entry.Last,
        ["severity"] = (int)entry.Severity,
        ["succeeded"] = entry.HasSucceeded,
        ["at"] = entry.At,
        ["version"] = entry.Version,
        ["document"] = entry.Document?.DeepClone(),
    };

    internal static JsonObject Settled(JournalEntry entry) => new() { ["did"] = "settled", ["id"] = entry.Id, ["version"] = entry.Settled, ["updatedAt"] = entry.UpdatedAt };

    internal static JsonObject Seen(JournalEntry entry) => new() { ["did"] = "seen", ["id"] = entry.Id, ["last"] = entry.Last };

    /// <summary>Does to the entries what a line says; false when it is no such line.</summary>
    internal static bool TryApply(ReadOnlySpan<byte> line, Dictionary<string, JournalEntry> entries)
    {
        try
        {
            return JsonNode.Parse(line) is JsonObject said && TryApply(said, entries);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private static bool TryApply(JsonObject said, Dictionary<string, JournalEntry> entries)
    {
        if ((string?)said["id"] is not { } id) return false;
        entries.TryGetValue(id, out var entry);
        switch ((string?)said["did"])
        {
            case "found":
                entry ??= entries[id] = new() { Id = id, Rule = (string?)said["rule"] ?? "", Subject = (string?)said["subject"] ?? "" };
                Read(said, entry);
                return true;
            case "settled" when entry is not null:
                (entry.Settled, entry.UpdatedAt) = ((int)said["version"]!, (string?)said["updatedAt"]);
                if (!entry.IsPending) entry.Document = null;
                return true;
            case "seen" when entry is not null:
                entry.Last = Math.Max(entry.Last, (long)said["last"]!);
                return true;
            default:
                return false;
        }
    }

    private static void Read(JsonObject said, JournalEntry entry)
    {
        entry.First = (long)said["first"]!;
        entry.Last = (long)said["last"]!;
        entry.Severity = (Severity)(int)said["severity"]!;
        entry.HasSucceeded = (bool)said["succeeded"]!;
        entry.At = (long)said["at"]!;
        entry.Version = (int)said["version"]!;
        entry.Document = said["document"]?.DeepClone() as JsonObject;
    }
}
