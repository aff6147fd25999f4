namespace Noroshi.Sensor.Detectors.Web.Decoding;

/// <summary>HTML character references: by number with or without the semicolon, and the names that spell ASCII.</summary>
/// <remarks>HTML Living Standard, sections 13.2.5.72 and 13.5.</remarks>
internal static class CharacterReferences
{
    private const int MaxLength = 14;

    private static readonly Words Names = new(
    [
        ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("amp", '&'), ("colon", ':'), ("lpar", '('), ("rpar", ')'), ("tab", '\t'), ("newline", '\n'), ("nbsp", ' '),
        ("sol", '/'), ("bsol", '\\'), ("dollar", '$'), ("lcub", '{'), ("rcub", '}'), ("lbrace", '{'), ("rbrace", '}'), ("lsqb", '['), ("rsqb", ']'), ("lbrack", '['), ("rbrack", ']'),
        ("semi", ';'), ("excl", '!'), ("num", '#'), ("grave", '`'), ("quest", '?'), ("equals", '='), ("commat", '@'), ("period", '.'), ("comma", ','), ("plus", '+'), ("ast", '*'),
        ("verbar", '|'), ("vert", '|'), ("lowbar", '_'), ("percnt", '%'), ("hat", '^'), ("tilde", '~'),
    ]);

    /// <summary>Reads a reference at the start of a text that begins with an ampersand.</summary>
    /// <returns>Bytes taken; 0 when it is none.</returns>
    internal static int Read(ReadOnlySpan<byte> text, Span<byte> to, out int written)
    {
        written = 0;
        if (text.Length < 4) return 0;
        return text[1] == '#' ? Number(text, to, out written) : Name(text, to, out written);
    }

    private static int Name(ReadOnlySpan<byte> text, Span<byte> to, out int written)
    {
        written = 0;
        var end = text[..Math.Min(text.Length, MaxLength)].IndexOf((byte)';');
        if (end < 3) return 0;
        Span<byte> name = stackalloc byte[MaxLength];
        var length = System.Text.Ascii.ToLower(text[1..end], name, out var lowered) == System.Buffers.OperationStatus.Done ? lowered : 0;
        if (!Names.TryGet(name[..length], out var character)) return 0;
        to[0] = (byte)character;
        written = 1;
        return end + 1;
    }

    private static int Number(ReadOnlySpan<byte> text, Span<byte> to, out int written)
    {
        written = 0;
        var isHex = text[2] is (byte)'x' or (byte)'X';
        var at = isHex ? 3 : 2;
        var start = at;
        var code = 0;
        // Leading zeros are a common disguise: &#0000060
        for (; at < text.Length && at < MaxLength; at++)
        {
            var digit = Escapes.Digit(text[at]);
            if (digit < 0 || (!isHex && digit > 9)) break;
            code = Math.Min((code * (isHex ? 16 : 10)) + digit, 0x110000);
        }
        if (at == start || code > 0xFFFF) return 0;
        if (at < text.Length && text[at] == ';') at++;
        written = Escapes.Write(code, to);
        return at;
    }
}
