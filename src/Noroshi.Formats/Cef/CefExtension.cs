namespace Noroshi.Formats.Cef;

/// <summary>Walks over the pairs of an extension: <c>src=192.0.2.1 msg=a text with blanks act=blocked</c>. A value reaches to the blank before the next key.</summary>
/// <remarks>
/// ArcSight Common Event Format Implementation Standard, "Header and Extension": in values <c>\=</c>, <c>\\</c>, <c>\n</c> and <c>\r</c> are escapes, pipes need none. Keys are letters and digits; products also use
/// parts behind dots and an index in brackets (<c>ad.Error_,Code</c>, <c>ad.field[0]</c>). An equals sign that no key precedes belongs to the value. Blanks at the end of a value are dropped.
/// </remarks>
public ref struct CefExtension
{
    private const int MaxKey = 1024;

    private ReadOnlySpan<byte> _rest;

    /// <summary>A walk from the start. Text before the first key is passed over.</summary>
    /// <param name="extension">As in <see cref="CefMessage.Extension"/>.</param>
    public CefExtension(ReadOnlySpan<byte> extension)
    {
        Key = [];
        RawValue = [];
        _rest = NextKey(extension, 0, out var start, out _) ? extension[start..] : [];
    }

    /// <summary>The key.</summary>
    public ReadOnlySpan<byte> Key { get; private set; }

    /// <summary>The value, escapes as written; see <see cref="Unescape"/>.</summary>
    public ReadOnlySpan<byte> RawValue { get; private set; }

    /// <summary>Moves to the next pair.</summary>
    public bool MoveNext()
    {
        if (_rest.IsEmpty) { return false; }
        var equals = _rest.IndexOf((byte)'=');
        Key = _rest[..equals];
        var isMore = NextKey(_rest, equals + 1, out var start, out var valueEnd);
        RawValue = _rest[(equals + 1)..valueEnd];
        _rest = isMore ? _rest[start..] : [];
        return true;
    }

    /// <summary>The first value of a key; empty and false when the key is not there.</summary>
    /// <param name="extension">As in <see cref="CefMessage.Extension"/>.</param>
    /// <param name="key">The key, spelled exactly.</param>
    /// <param name="rawValue">The value, escapes as written.</param>
    public static bool TryFind(ReadOnlySpan<byte> extension, ReadOnlySpan<byte> key, out ReadOnlySpan<byte> rawValue)
    {
        var walk = new CefExtension(extension);
        while (walk.MoveNext())
        {
            rawValue = walk.RawValue;
            if (walk.Key.SequenceEqual(key)) { return true; }
        }
        rawValue = [];
        return false;
    }

    /// <summary>A value with its escapes replaced; any other backslash stays.</summary>
    /// <param name="rawValue">As written.</param>
    /// <param name="target">Receives the value; as long as the raw one at least.</param>
    /// <returns>Bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> rawValue, Span<byte> target)
    {
        var written = 0;
        for (var i = 0; i < rawValue.Length; i++)
        {
            var escaped = rawValue[i] == '\\' && i + 1 < rawValue.Length
                ? rawValue[i + 1] switch { (byte)'=' => (byte)'=', (byte)'\\' => (byte)'\\', (byte)'n' => (byte)'\n', (byte)'r' => (byte)'\r', _ => (byte)0 }
                : (byte)0;
            target[written++] = escaped == 0 ? rawValue[i] : escaped;
            if (escaped != 0) { i++; }
        }
        return written;
    }

    // The next equals sign with a key and a blank before it. Each is looked at once, and no further back than the one before: the walk is linear.
    private static bool NextKey(ReadOnlySpan<byte> text, int from, out int start, out int valueEnd)
    {
        start = valueEnd = text.Length;
        for (var at = from; at < text.Length; at++)
        {
            var step = text[at..].IndexOf((byte)'=');
            if (step < 0) { break; }
            var low = at;
            at += step;
            if (!TryKeyBefore(text, low, at, from, out var key)) { continue; }
            start = key;
            valueEnd = Math.Max(from, TrimmedEnd(text, key));
            return true;
        }
        valueEnd = Math.Max(from, TrimmedEnd(text, text.Length));
        return false;
    }

    private static bool TryKeyBefore(ReadOnlySpan<byte> text, int low, int equals, int from, out int key)
    {
        low = Math.Max(low, equals - MaxKey);
        key = equals;
        while (key > low && !IsBlank(text[key - 1]) && text[key - 1] is not ((byte)'|' or (byte)'\\' or (byte)'=')) { key--; }
        var isAfterBlank = key == 0 || (key > from && IsBlank(text[key - 1]));
        return isAfterBlank && IsKey(text[key..equals]);
    }

    // Letters and digits; then parts behind dots, freer in their characters; then an index.
    private static bool IsKey(ReadOnlySpan<byte> key)
    {
        if (key is [.., (byte)']'])
        {
            var open = key.LastIndexOf((byte)'[');
            if (open < 1 || open + 2 >= key.Length || key[(open + 1)..^1].ContainsAnyExceptInRange((byte)'0', (byte)'9')) { return false; }
            key = key[..open];
        }
        var dot = key.IndexOf((byte)'.');
        var word = dot < 0 ? key : key[..dot];
        foreach (var b in word)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b != '_') { return false; }
        }
        return !word.IsEmpty && key[^1] != '.' && !key.ContainsAny((byte)'[', (byte)']') && key.IndexOf(".."u8) < 0;
    }

    private static int TrimmedEnd(ReadOnlySpan<byte> text, int end)
    {
        while (end > 0 && IsBlank(text[end - 1])) { end--; }
        return end;
    }

    private static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';
}
