using System.Buffers;
using System.Buffers.Text;

namespace Noroshi.Sensor.Rules;

/// <summary>Instants as events write them: ISO 8601 (a space for the T, a comma for the point), the access log's <c>25/Oct/2026:13:44:33 +0900</c>, or seconds or milliseconds since 1970.</summary>
internal static class TimeText
{
    private const long MillisecondsFrom = 100_000_000_000;
    private static readonly SearchValues<byte> EpochBytes = SearchValues.Create("0123456789."u8);
    private static readonly long MaxSeconds = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The date and time as written, without its zone.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, out DateTime time) => TryRead(text, out time, out _);

    /// <summary>Milliseconds since 1970, UTC where no zone is given.</summary>
    internal static bool TryReadInstant(ReadOnlySpan<byte> text, out long milliseconds)
    {
        var isRead = TryReadTicks(text, out var ticks);
        milliseconds = isRead ? (ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond : 0;
        return isRead;
    }

    /// <summary>Ticks, UTC where no zone is given; may lie outside the calendar by the zone's width.</summary>
    internal static bool TryReadTicks(ReadOnlySpan<byte> text, out long ticks)
    {
        var isRead = TryRead(text, out var time, out var zone);
        ticks = isRead ? time.Ticks - zone * TimeSpan.TicksPerMinute : 0;
        return isRead;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, out DateTime time, out int zoneMinutes)
    {
        zoneMinutes = 0;
        text = text.Trim(" []"u8);
        if (text.IndexOfAnyExcept(EpochBytes) < 0) return TryReadEpoch(text, out time);
        if (text.Length >= 10 && text[4] == '-' && text[7] == '-') return TryReadIso(text, out time, out zoneMinutes);
        return TryReadAccessLog(text, out time, out zoneMinutes);
    }

    private static bool TryReadEpoch(ReadOnlySpan<byte> text, out DateTime time)
    {
        time = default;
        if (!Utf8Parser.TryParse(text, out double number, out var used) || used != text.Length || text.Length < 9) return false;
        var seconds = number >= MillisecondsFrom ? number / 1000 : number;
        if (seconds >= MaxSeconds) return false;
        time = DateTime.UnixEpoch.AddMilliseconds(Math.Round(seconds * 1000));
        return true;
    }

    private static bool TryReadIso(ReadOnlySpan<byte> text, out DateTime time, out int zone)
    {
        zone = 0;
        if (!TryDate(text[..4], text.Slice(5, 2), text.Slice(8, 2), out time)) return false;
        text = text[10..];
        if (text.IsEmpty) return true;
        return text[0] is (byte)'T' or (byte)'t' or (byte)' ' && TryClock(text[1..], ref time, out zone);
    }

    private static bool TryReadAccessLog(ReadOnlySpan<byte> text, out DateTime time, out int zone)
    {
        time = default;
        zone = 0;
        if (text.Length < 20 || text[2] != '/' || text[6] != '/' || text[11] != ':') return false;
        var month = "janfebmaraprmayjunjulaugsepoctnovdec"u8.IndexOf([FoldedText.Lower(text[3]), FoldedText.Lower(text[4]), FoldedText.Lower(text[5])]);
        if (month < 0 || month % 3 != 0) return false;
        return TryDate(text.Slice(7, 4), [(byte)('0' + (month / 3 + 1) / 10), (byte)('0' + (month / 3 + 1) % 10)], text[..2], out time) && TryClock(text[12..], ref time, out zone);
    }

    private static bool TryDate(ReadOnlySpan<byte> year, ReadOnlySpan<byte> month, ReadOnlySpan<byte> day, out DateTime date)
    {
        date = default;
        var (y, m, d) = (Number(year), Number(month), Number(day));
        if (y is < 1 or > 9999 || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m)) return false;
        date = new(y, m, d, 0, 0, 0, DateTimeKind.Unspecified);
        return true;
    }

    private static bool TryClock(ReadOnlySpan<byte> text, scoped ref DateTime time, out int zone)
    {
        zone = 0;
        if (text.Length < 5 || text[2] != ':') return false;
        var (hour, minute, second) = (Number(text[..2]), Number(text.Slice(3, 2)), 0);
        text = text[5..];
        if (text is [(byte)':', _, _, ..])
        {
            second = Number(text.Slice(1, 2));
            text = text[3..];
        }
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60) return false;
        time = time.AddSeconds(hour * 3600 + minute * 60 + Math.Min(second, 59));
        if (text is [(byte)'.' or (byte)',', ..]) text = Fraction(text[1..], ref time);
        return TryZone(text.Trim((byte)' '), out zone);
    }

    private static ReadOnlySpan<byte> Fraction(ReadOnlySpan<byte> text, scoped ref DateTime time)
    {
        var unit = TimeSpan.TicksPerSecond / 10;
        while (text is [>= (byte)'0' and <= (byte)'9', ..])
        {
            time = time.AddTicks((text[0] - '0') * unit);
            unit /= 10;
            text = text[1..];
        }
        return text;
    }

    private static bool TryZone(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.IsEmpty || text is [(byte)'Z' or (byte)'z'] || text.SequenceEqual("UTC"u8)) return true;
        if (text.Length < 3 || text[0] is not ((byte)'+' or (byte)'-')) return false;
        var rest = text[3..].Trim((byte)':');
        var (h, m) = (Number(text.Slice(1, 2)), rest.IsEmpty ? 0 : Number(rest));
        minutes = (text[0] == '-' ? -1 : 1) * (h * 60 + m);
        return h is >= 0 and <= 23 && m is >= 0 and <= 59;
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9') return -1;
            number = Math.Min(number * 10 + digit - '0', 100_000);
        }
        return number;
    }
}
