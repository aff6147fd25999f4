using System.Buffers;
using System.Buffers.Text;

namespace Noroshi.Sensor.Logs.Json;

/// <summary>Any of the ways a JSON log writes a time.</summary>
/// <remarks>ISO 8601, Common Log Format, ctime, RFC 3164; Unix time in seconds with a fraction or an exponent, in milli-, micro- and nanoseconds by their size; <c>/Date(ms)/</c> of .NET.</remarks>
internal static class JsonTime
{
    private static readonly SearchValues<byte> OfNumbers = SearchValues.Create("0123456789.eE+"u8);
    // Unix seconds of the year 5138: what is larger is counted in a finer unit.
    private const double MaxSeconds = 1e11;

    internal static bool TryRead(ReadOnlySpan<byte> text, LogClock clock, out long time)
    {
        time = LogRecord.NoTime;
        if (text.Length < 8) return false;
        if (text is [(byte)'[', .., (byte)']']) text = text[1..^1];
        if (text.StartsWith("/Date("u8)) text = text[6..].TrimEnd(")/"u8);
        if (TryUnix(text, clock, out time)) return true;
        return LogTimeText.TryIso(text, clock, out time, out _) || LogTimeText.TryClf(text, clock, out time, out _)
            || LogTimeText.TrySyslog(text, clock, out time, out _) || LogTimeText.TryCtime(text, clock, out time, out _);
    }

    private static bool TryUnix(ReadOnlySpan<byte> text, LogClock clock, out long time)
    {
        time = LogRecord.NoTime;
        if (text.ContainsAnyExcept(OfNumbers)) return false;
        if (!text.ContainsAny("eE"u8) && LogTimeText.TryUnix(text, clock, out time, out var used) && used == text.Length && text.IndexOf((byte)'.') is < 0 or <= 11 && !IsFine(text)) return true;
        if (!Utf8Parser.TryParse(text, out double value, out used) || used != text.Length || value < 1e8) return false;
        while (value > MaxSeconds) value /= 1000;
        time = clock.Of((long)Math.Round(value * 1000));
        return true;
    }

    private static bool IsFine(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && text.Length > 11;
}
