using System.Globalization;
using System.Text;
using System.Text.Json;
using Noroshi.Sensor.Logs;
using Noroshi.Sensor.Logs.Json;

namespace Noroshi.Core.Content;

/// <summary>What a map reads in a line, as the examples of its file state it. The clock is UTC.</summary>
internal static class LogMapExample
{
    internal static IEnumerable<string> Said(LogMap map, string line)
    {
        LogContext context = new(LogClock.Utc(new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero))) { Maps = new([map]) };
        LogRecord record = new();
        if (!new JsonLog().TryRead(Encoding.UTF8.GetBytes(line), context, ref record)) return ["none"];
        List<string> said = [$"kind={Word(record.Kind)}"];
        if (record.Outcome != Outcome.Unknown) said.Add($"outcome={Word(record.Outcome)}");
        if (record.Reason != FailureReason.None) said.Add($"reason={Word(record.Reason)}");
        if (record.Time != LogRecord.NoTime) said.Add($"time={DateTimeOffset.FromUnixTimeMilliseconds(record.Time).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)}");
        Add(said, "host", record.Host);
        Add(said, "program", record.Program);
        Add(said, "source", record.Source);
        Add(said, "account", record.Account);
        Add(said, "actor", record.Actor);
        Add(said, "operation", record.Operation);
        Add(said, "target", record.Target);
        Add(said, "site", record.Site);
        if (record.Status >= 0) said.Add($"status={record.Status}");
        if (record.IsEnvelope) Add(said, "message", record.Message);
        return said;
    }

    private static void Add(List<string> said, string name, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty) said.Add($"{name}={Encoding.UTF8.GetString(value)}");
    }

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
