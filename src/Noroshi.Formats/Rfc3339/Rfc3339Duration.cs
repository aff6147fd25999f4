namespace Noroshi.Formats.Rfc3339;

/// <summary>Durations of RFC 3339, such as <c>P1DT12H</c> or <c>P2W</c>.</summary>
/// <remarks>RFC 3339 appendix A: no fractions, no gaps between units, weeks stand alone.</remarks>
public static class Rfc3339Duration
{
    /// <summary>Whether a text is a duration; the whole of it.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] != 'P') { return false; }
        var rest = text[1..];
        var time = rest.IndexOf((byte)'T');
        if (time < 0) { return Units(rest, "YMD"u8) || Units(rest, "W"u8); }
        return (time == 0 || Units(rest[..time], "YMD"u8)) && Units(rest[(time + 1)..], "HMS"u8);
    }

    // One or more units, each following directly on the one before it.
    private static bool Units(ReadOnlySpan<byte> text, ReadOnlySpan<byte> units)
    {
        var next = -1;
        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (digits <= 0) { return false; }
            var unit = units.IndexOf(text[digits]);
            if (unit < 0 || (next >= 0 && unit != next)) { return false; }
            next = unit + 1;
            text = text[(digits + 1)..];
        }
        return next > 0;
    }
}
