namespace Noroshi.Formats.Cef;

#pragma warning disable CA1051 // The reader fills the parts one by one, several by `out`; the message lives on the stack and is no one's state.

/// <summary>The parts of one message of the Common Event Format, as slices of its line: <c>prefix CEF:0|vendor|product|version|class|name|severity|key=value key=value</c>.</summary>
/// <remarks>
/// ArcSight Common Event Format Implementation Standard, chapters "What is CEF?" and "Header and Extension": seven pipes end the header; in a header field <c>\|</c> and <c>\\</c> are escapes. Header fields may be empty,
/// as devices send them so. FortiGate writes a blank after <c>CEF:</c>. Allocates nothing, never throws.
/// </remarks>
public ref struct CefMessage
{
    private const int MaxVersionDigits = 3;

    /// <summary>What stands before <c>CEF:</c> without blanks at its end, mostly a syslog header; often nothing.</summary>
    public ReadOnlySpan<byte> Prefix;

    /// <summary>The version of the format: 0 or 1.</summary>
    public int Version;

    /// <summary>The maker, escapes as written; so are all header fields. See <see cref="UnescapeHeader"/>.</summary>
    public ReadOnlySpan<byte> DeviceVendor;

    /// <summary>The product.</summary>
    public ReadOnlySpan<byte> DeviceProduct;

    /// <summary>The product's version.</summary>
    public ReadOnlySpan<byte> DeviceVersion;

    /// <summary>The kind of message: Device Event Class ID, in early editions Signature ID.</summary>
    public ReadOnlySpan<byte> ClassId;

    /// <summary>What happened, for people.</summary>
    public ReadOnlySpan<byte> Name;

    /// <summary>0 to 10, or Unknown, Low, Medium, High, Very-High; as written.</summary>
    public ReadOnlySpan<byte> Severity;

    /// <summary>The extension as written; see <see cref="CefExtension"/>.</summary>
    public ReadOnlySpan<byte> Extension;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its line end.</param>
    /// <param name="message">Receives the parts; those before the end when the header is cut off.</param>
    public static CefOutcome Read(ReadOnlySpan<byte> line, out CefMessage message)
    {
        message = default;
        if (!TryStart(line, ref message, out var rest)) { return CefOutcome.NotCef; }
        if (message.Version > 1) { return CefOutcome.UnknownVersion; }
        var isWhole = TryField(ref rest, out message.DeviceVendor) && TryField(ref rest, out message.DeviceProduct)
            && TryField(ref rest, out message.DeviceVersion) && TryField(ref rest, out message.ClassId)
            && TryField(ref rest, out message.Name) && TryField(ref rest, out message.Severity);
        message.Extension = rest;
        return isWhole ? CefOutcome.Valid : CefOutcome.HeaderCutOff;
    }

    /// <summary>A header field without the backslashes before <c>|</c> and <c>\</c>; any other backslash stays.</summary>
    /// <param name="raw">As written.</param>
    /// <param name="target">Receives the field; as long as the raw one at least.</param>
    /// <returns>Bytes written.</returns>
    public static int UnescapeHeader(ReadOnlySpan<byte> raw, Span<byte> target)
    {
        var written = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\\' && i + 1 < raw.Length && raw[i + 1] is (byte)'|' or (byte)'\\') { i++; }
            target[written++] = raw[i];
        }
        return written;
    }

    // The first "CEF:" that a version and a pipe follow: a text before it may speak of CEF too.
    private static bool TryStart(ReadOnlySpan<byte> line, scoped ref CefMessage message, out ReadOnlySpan<byte> rest)
    {
        for (var from = 0; ;)
        {
            rest = [];
            var at = line[from..].IndexOf("CEF:"u8);
            if (at < 0) { return false; }
            at += from;
            from = at + 4;
            if (at > 0 && line[at - 1] != ' ' && line[at - 1] != ':' && line[at - 1] != '\t') { continue; }
            if (!TryVersion(line[from..], out message.Version, out rest)) { continue; }
            message.Prefix = line[..at].TrimEnd((byte)' ');
            return true;
        }
    }

    private static bool TryVersion(ReadOnlySpan<byte> text, out int version, out ReadOnlySpan<byte> rest)
    {
        version = 0;
        rest = [];
        var pipe = text[..Math.Min(text.Length, MaxVersionDigits + 3)].IndexOf((byte)'|');
        if (pipe < 1) { return false; }
        var digits = text[..pipe].Trim((byte)' ');
        if (digits.Length is 0 or > MaxVersionDigits) { return false; }
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9') { return false; }
            version = (version * 10) + digit - '0';
        }
        rest = text[(pipe + 1)..];
        return true;
    }

    private static bool TryField(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> field)
    {
        var end = 0;
        while (end < rest.Length && rest[end] != '|') { end += rest[end] == '\\' && end + 1 < rest.Length && rest[end + 1] is (byte)'|' or (byte)'\\' ? 2 : 1; }
        var isEnded = end < rest.Length;
        field = isEnded ? rest[..end] : rest;
        rest = isEnded ? rest[(end + 1)..] : [];
        return isEnded;
    }
}
