using System.Text.Unicode;

namespace Noroshi.Formats.Syslog;

/// <summary>Walks over the parameters of structured data, element by element: <c>[id name="value" name="value"][id]</c>. Made from data that <see cref="Rfc5424.Read"/> accepted.</summary>
/// <remarks>RFC 5424 section 6.3. Nothing is allocated; a walk over anything else ends early.</remarks>
public ref struct StructuredData
{
    private const int MaxName = 32;

    // More than fit in the 2,048 octets every receiver should take; bounds the search for repeated ids.
    private const int MaxElements = 1024;

    private ReadOnlySpan<byte> _rest;

    /// <summary>A walk from the start.</summary>
    /// <param name="elements">As in <see cref="SyslogMessage.Elements"/>.</param>
    public StructuredData(ReadOnlySpan<byte> elements)
    {
        _rest = elements;
        Id = [];
        Name = [];
        RawValue = [];
    }

    /// <summary>The id of the current element.</summary>
    public ReadOnlySpan<byte> Id { get; private set; }

    /// <summary>The name of the current parameter; empty when the element has none.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The value of the current parameter, escapes as written; see <see cref="Unescape"/>.</summary>
    public ReadOnlySpan<byte> RawValue { get; private set; }

    /// <summary>Moves to the next parameter. An element without parameters is answered once, with an empty <see cref="Name"/>.</summary>
    public bool MoveNext()
    {
        Name = RawValue = [];
        if (_rest is [(byte)'[', ..])
        {
            _rest = _rest[1..];
            if (!TryTakeName(ref _rest, out var id)) { return false; }
            Id = id;
            if (_rest is [(byte)']', ..])
            {
                _rest = _rest[1..];
                return true;
            }
        }
        if (!TryTakeParameter(ref _rest, out var name, out var value)) { return false; }
        Name = name;
        RawValue = value;
        if (_rest is [(byte)']', ..]) { _rest = _rest[1..]; }
        return true;
    }

    /// <summary>A value without the backslashes before <c>"</c>, <c>\</c> and <c>]</c>; any other backslash stays.</summary>
    /// <param name="rawValue">As written.</param>
    /// <param name="target">Receives the value; as long as the raw one at least.</param>
    /// <returns>Bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> rawValue, Span<byte> target)
    {
        var written = 0;
        for (var i = 0; i < rawValue.Length; i++)
        {
            if (rawValue[i] == '\\' && i + 1 < rawValue.Length && rawValue[i + 1] is (byte)'"' or (byte)'\\' or (byte)']') { i++; }
            target[written++] = rawValue[i];
        }
        return written;
    }

    /// <summary>How long the elements are that a text begins with, all of them checked.</summary>
    internal static SyslogOutcome Measure(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        var rest = text;
        Span<int> ids = stackalloc int[MaxElements];
        for (var count = 0; rest is [(byte)'[', ..]; count++)
        {
            rest = rest[1..];
            if (count == MaxElements || !TryTakeName(ref rest, out var id)) { return SyslogOutcome.BadStructuredData; }
            ids[count] = text.Length - rest.Length - id.Length;
            while (rest is [(byte)' ', ..])
            {
                if (!TryTakeParameter(ref rest, out _, out var value) || !Utf8.IsValid(value)) { return SyslogOutcome.BadStructuredData; }
            }
            if (rest is not [(byte)']', ..]) { return SyslogOutcome.BadStructuredData; }
            if (IsAmong(text, ids[..count], id)) { return SyslogOutcome.DuplicateElement; }
            rest = rest[1..];
            length = text.Length - rest.Length;
        }
        return length > 0 ? SyslogOutcome.Valid : SyslogOutcome.BadStructuredData;
    }

    private static bool IsAmong(ReadOnlySpan<byte> text, ReadOnlySpan<int> places, ReadOnlySpan<byte> id)
    {
        foreach (var place in places)
        {
            var earlier = text[place..];
            if (earlier.StartsWith(id) && earlier[id.Length] is (byte)' ' or (byte)']') { return true; }
        }
        return false;
    }

    // Visible ASCII but for the four characters that end a name.
    private static bool TryTakeName(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> name)
    {
        var end = 0;
        while (end < rest.Length && rest[end] is > (byte)' ' and < 127 and not ((byte)'=' or (byte)']' or (byte)'"')) { end++; }
        name = rest[..end];
        rest = rest[end..];
        return end is > 0 and <= MaxName;
    }

    private static bool TryTakeParameter(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = value = [];
        if (rest is not [(byte)' ', ..]) { return false; }
        rest = rest[1..];
        if (!TryTakeName(ref rest, out name) || rest is not [(byte)'=', (byte)'"', ..]) { return false; }
        rest = rest[2..];
        var end = 0;
        while (end < rest.Length && rest[end] is not ((byte)'"' or (byte)']')) { end += rest[end] == '\\' && end + 1 < rest.Length && rest[end + 1] is (byte)'"' or (byte)'\\' or (byte)']' ? 2 : 1; }
        if (end >= rest.Length || rest[end] != '"') { return false; }
        value = rest[..end];
        rest = rest[(end + 1)..];
        return true;
    }
}
