namespace Noroshi.Formats.SignedNote;

/// <summary>Base64 in its one canonical spelling: standard alphabet, full padding, no white space, unused bits zero.</summary>
/// <remarks>RFC 4648 sections 3.5 and 4. The platform's decoder ignores unused bits, so that two texts would mean the same bytes; this one does not.</remarks>
public static class CanonicalBase64
{
    /// <summary>The bytes, or null when the text is not the canonical spelling of any.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64Chars(text, bytes, out var length)) { return null; }
        Array.Resize(ref bytes, length);
        return text.SequenceEqual(Convert.ToBase64String(bytes)) ? bytes : null;
    }
}
