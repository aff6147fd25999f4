using System.Buffers;
using System.Text;

namespace Noroshi.Sensor.Detectors.Web.Decoding;

/// <summary>
/// Brings a part of a request into the one form detectors look at: percent escapes undone twice, then character references, backslash escapes, overlong and full-width forms; runs of blanks one blank,
/// line ends one <c>\n</c>, NULs gone. Buffers are kept; no more than <see cref="MaxBytes"/> of a text are looked at.
/// </summary>
/// <remarks>RFC 3986 section 2.1 (percent encoding), RFC 3629 (UTF-8), HTML section 13.5 (character references). Two rounds, because proxies and applications decode one after the other.</remarks>
internal sealed class TextDecoder
{
    /// <summary>How much of one text is looked at.</summary>
    internal const int MaxBytes = 32 * 1024;

    private byte[] _text = new byte[1024];
    private byte[] _lower = new byte[1024];
    private int _length;

    /// <summary>The decoded text, letters as they were.</summary>
    internal ReadOnlySpan<byte> Cased => _text.AsSpan(0, _length);

    /// <summary>The decoded text with ASCII letters in lower case.</summary>
    internal ReadOnlySpan<byte> Lower => _lower.AsSpan(0, _length);

    /// <summary>What was undone.</summary>
    internal Tricks Tricks { get; private set; }

    /// <summary>Decodes a text.</summary>
    /// <param name="raw">The text as logged.</param>
    /// <param name="isQuery">Whether <c>+</c> means a blank.</param>
    internal void Decode(ReadOnlySpan<byte> raw, bool isQuery) => Decode(raw, isQuery ? 0 : raw.Length);

    /// <summary>Decodes path and query: a plus is a blank behind the question mark only.</summary>
    /// <param name="raw">The target as logged.</param>
    internal void DecodeTarget(ReadOnlySpan<byte> raw) => Decode(raw, raw.IndexOf((byte)'?') is >= 0 and var query ? query : raw.Length);

    private void Decode(ReadOnlySpan<byte> raw, int query)
    {
        if (raw.Length > MaxBytes) raw = raw[..MaxBytes];
        if (_text.Length < raw.Length) _text = new byte[MaxBytes];
        if (_lower.Length < raw.Length) _lower = new byte[MaxBytes];
        raw.CopyTo(_text);
        _length = raw.Length;
        Tricks = Tricks.None;
        if (query < _length) _text.AsSpan(query, _length - query).Replace((byte)'+', (byte)' ');
        if (Undo(out var tricks)) Again();
        Tricks |= tricks;
        Entities();
        Tidy();
        if (Ascii.ToLower(Cased, _lower, out _) != OperationStatus.Done) LowerAnyway();
    }

    /// <summary>A second round, for what the first brought to light.</summary>
    private void Again()
    {
        if (!Undo(out var tricks)) return;
        Tricks |= tricks | Tricks.DoubleEncoded;
        // A third layer is undone too where it is only percent signs of percent signs: %252527.
        if (Undo(out tricks)) Tricks |= tricks;
    }

    /// <summary>One round over percent and backslash escapes, in place: what comes out is never longer than what goes in.</summary>
    private bool Undo(out Tricks tricks)
    {
        tricks = Tricks.None;
        var text = _text.AsSpan(0, _length);
        var first = text.IndexOfAny((byte)'%', (byte)'\\');
        if (first < 0) return false;
        var isChanged = false;
        var to = first;
        for (var at = first; at < text.Length;)
        {
            var rest = text[at..];
            var next = rest.IndexOfAny((byte)'%', (byte)'\\');
            var plain = next < 0 ? rest.Length : next;
            if (to != at) rest[..plain].CopyTo(text[to..]);
            (at, to) = (at + plain, to + plain);
            if (next < 0) break;
            var used = text[at] switch
            {
                (byte)'%' => Escapes.Percent(text[at..], text[to..], out var written, ref tricks) is var n && n > 0 ? Moved(n, written, ref to) : 0,
                (byte)'\\' => Escapes.Backslash(text[at..], text[to..], out var written, ref tricks) is var n && n > 0 ? Moved(n, written, ref to) : 0,
                _ => 0,
            };
            isChanged |= used > 0;
            if (used == 0) text[to++] = text[at++];
            else at += used;
        }
        _length = to;
        return isChanged;
    }

    private static int Moved(int used, int written, ref int to)
    {
        to += written;
        return used;
    }

    private void Entities()
    {
        var text = _text.AsSpan(0, _length);
        var first = text.IndexOf((byte)'&');
        if (first < 0) return;
        var to = first;
        for (var at = first; at < text.Length;)
        {
            var used = text[at] == '&' ? CharacterReferences.Read(text[at..], text[to..], out var written) is var n && n > 0 ? Moved(n, written, ref to) : 0 : 0;
            if (used > 0) Tricks |= Tricks.Entity;
            if (used == 0) text[to++] = text[at++];
            else at += used;
        }
        _length = to;
    }

    /// <summary>Blanks, line ends, NULs and foreign spellings of ASCII.</summary>
    private void Tidy()
    {
        var text = _text.AsSpan(0, _length);
        var (to, feed) = (0, -2);
        for (var at = 0; ;)
        {
            var rest = text[at..];
            var foul = rest.IndexOfAnyExceptInRange((byte)0x21, (byte)0x7E);
            var plain = foul < 0 ? rest.Length : foul;
            if (to != at) rest[..plain].CopyTo(text[to..]);
            (at, to) = (at + plain, to + plain);
            if (foul < 0) break;
            var b = text[at];
            if (b >= 0x80)
            {
                at += ForeignForms.Read(text[at..], text[to..], out var written, out var tricks);
                to += written;
                Tricks |= tricks;
            }
            else
            {
                if (b == '\n') feed = at;
                else if (b == '\r' && feed == at - 1 && text[(at + 1)..] is not [(byte)'\n', ..]) Tricks |= Tricks.TurnedLineEnd;
                at++;
                to = Blank(text, to, b);
            }
        }
        _length = to;
    }

    private int Blank(Span<byte> text, int to, byte b)
    {
        if (b == 0)
        {
            Tricks |= Tricks.Nul;
            return to;
        }
        if (b is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')) Tricks |= Tricks.Control;
        var isLineEnd = b is (byte)'\n' or (byte)'\r';
        if (isLineEnd) Tricks |= Tricks.LineEnd;
        if (to > 0 && text[to - 1] is (byte)' ' or (byte)'\n')
        {
            if (isLineEnd) text[to - 1] = (byte)'\n';
            return to;
        }
        text[to] = isLineEnd ? (byte)'\n' : (byte)' ';
        return to + 1;
    }

    private void LowerAnyway()
    {
        for (var i = 0; i < _length; i++) _lower[i] = (uint)(_text[i] - 'A') <= 'Z' - 'A' ? (byte)(_text[i] | 0x20) : _text[i];
    }
}
