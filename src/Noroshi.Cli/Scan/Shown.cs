using System.Globalization;
using System.Text;
using Noroshi.Sensor.Logs;

namespace Noroshi.Cli.Scan;

/// <summary>Hostile text, times and numbers as people may safely see them.</summary>
internal static class Shown
{
    /// <summary>Text of a log without anything that could act on a terminal or hide: control and format characters become visible marks.</summary>
    internal static string Text(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate)
                safe.Append(CultureInfo.InvariantCulture, $"<{rune.Value:X2}>");
            else safe.Append(rune.ToString());
        }
        return safe.ToString();
    }

    /// <summary>A line's bytes as text; what is not UTF-8 shows as its bytes.</summary>
    internal static string Text(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var used) == System.Buffers.OperationStatus.Done) text.Append(rune.ToString());
            else foreach (var b in bytes[..used]) text.Append(CultureInfo.InvariantCulture, $"<{b:X2}>");
            bytes = bytes[used..];
        }
        return Text(text.ToString());
    }

    /// <summary>A name nobody should read: its first letter and how long it is.</summary>
    internal static string Masked(string name)
    {
        var length = name.EnumerateRunes().Count();
        return length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Text(name.EnumerateRunes().First().ToString())}…({length})");
    }

    internal static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>An instant in a zone, to the minute.</summary>
    internal static string Time(long unixMs, TimeZoneInfo zone) =>
        !LogTime.IsRepresentable(unixMs) ? "—" : TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(unixMs), zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>From one instant to another, the day said once.</summary>
    internal static string Span(long first, long last, TimeZoneInfo zone)
    {
        string from = Time(Math.Min(first, last), zone), to = Time(Math.Max(first, last), zone);
        return from == to ? from : from.Length == to.Length && from[..10] == to[..10] ? $"{from} – {to[11..]}" : $"{from} – {to}";
    }

    /// <summary>A zone as <c>UTC</c> or <c>UTC+09:00</c>.</summary>
    internal static string Zone(TimeZoneInfo zone, long at)
    {
        var offset = zone.GetUtcOffset(LogTime.IsRepresentable(at) ? DateTimeOffset.FromUnixTimeMilliseconds(at) : DateTimeOffset.UnixEpoch);
        return offset == TimeSpan.Zero ? "UTC" : string.Create(CultureInfo.InvariantCulture, $"UTC{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}");
    }

    internal static string Size(long bytes) => bytes switch
    {
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 10_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:F0} kB"),
        < 10_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:F1} GB"),
    };
}
