namespace Noroshi.Sensor.Logs;

/// <summary>Zones written by name behind a time: <c>2026-01-02 12:04:05 JST</c>. Only names that mean one thing, or that a standard gives one meaning.</summary>
/// <remarks>RFC 5322 section 4.3 for UT, GMT and the zones of North America; IANA time zone database for the others. A name that means several zones (IST, BST) is left to the file's own zone.</remarks>
internal static class LogZoneName
{
    private const long HourMs = 3_600_000;

    /// <summary>Takes a zone's name off the front.</summary>
    /// <param name="text">Text that begins with the name.</param>
    /// <param name="offset">Milliseconds east of UTC.</param>
    /// <param name="length">Bytes of the name.</param>
    internal static bool TryTake(ReadOnlySpan<byte> text, out long offset, out int length)
    {
        length = text.IndexOfAnyExceptInRange((byte)'A', (byte)'Z');
        if (length < 0) length = text.Length;
        offset = 0;
        if (length is < 2 or > 4 || (length < text.Length && char.IsAsciiLetterOrDigit((char)text[length])) || Hours(text[..length]) is not { } hours) return false;
        offset = hours * HourMs;
        return true;
    }

    private static int? Hours(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("UTC"u8) || name.SequenceEqual("GMT"u8) || name.SequenceEqual("UT"u8)) return 0;
        if (name.SequenceEqual("JST"u8) || name.SequenceEqual("KST"u8)) return 9;
        if (name.SequenceEqual("CET"u8)) return 1;
        if (name.SequenceEqual("CEST"u8) || name.SequenceEqual("EET"u8)) return 2;
        if (name.SequenceEqual("EEST"u8) || name.SequenceEqual("MSK"u8)) return 3;
        if (name.SequenceEqual("EDT"u8)) return -4;
        if (name.SequenceEqual("EST"u8) || name.SequenceEqual("CDT"u8)) return -5;
        if (name.SequenceEqual("CST"u8) || name.SequenceEqual("MDT"u8)) return -6;
        if (name.SequenceEqual("MST"u8) || name.SequenceEqual("PDT"u8)) return -7;
        if (name.SequenceEqual("PST"u8)) return -8;
        return null;
    }
}
