using System.Collections.Immutable;

namespace Noroshi.Sensor.Rules.Correlations;

/// <summary>
/// When an event happened, by the fields logs write it in. Numbers are seconds since 1970, or milli-, micro- or nanoseconds when they are too large for seconds; times without a zone are UTC.
/// </summary>
internal static class EventTime
{
    private const decimal MaxSeconds = 99_999_999_999;

    /// <summary>The names, the more certain ones first: an event may have several.</summary>
    internal static readonly ImmutableArray<string> Names =
    [
        "@timestamp", "timestamp", "_time", "_timestamp", "time", "eventTime", "UtcTime", "Event.System.TimeCreated.#attributes.SystemTime", "Event.System.TimeCreated.SystemTime",
        "System.TimeCreated.#attributes.SystemTime", "System.TimeCreated.SystemTime", "TimeCreated.SystemTime", "TimeCreated_SystemTime", "TimeCreated", "SystemTime", "EventReceivedTime", "TimeGenerated", "CreationTime",
        "CreationUtcTime", "datetime", "date_time", "published", "event.created", "ts", "date",
    ];

    internal static DateTimeOffset? Read<TEvent>(scoped ref TEvent e, ImmutableArray<int> slots) where TEvent : IRuleEvent, allows ref struct
    {
        foreach (var slot in slots)
        {
            for (int i = 0, count = e.ValueCount(slot); i < count; i++)
            {
                var kind = e.Value(slot, i, out var text);
                if (kind is EventValueKind.Text or EventValueKind.Number && TryRead(text, out var time)) return time;
            }
        }
        return null;
    }

    internal static bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (NumberTest.TryRead(text, out var number)) return TryReadNumber(number, out time);
        if (!TimeText.TryReadTicks(text, out var ticks) || ticks < 0 || ticks > DateTimeOffset.MaxValue.Ticks) return false;
        time = new(ticks, TimeSpan.Zero);
        return true;
    }

    private static bool TryReadNumber(decimal number, out DateTimeOffset time)
    {
        time = default;
        for (var i = 0; i < 3 && number > MaxSeconds; i++) number /= 1000;
        if (number is < 0 or > MaxSeconds) return false;
        time = DateTimeOffset.UnixEpoch.AddTicks((long)(number * TimeSpan.TicksPerSecond));
        return true;
    }
}
