using System.Buffers;

namespace Noroshi.Sensor.Logs.Json;

/// <summary>Moves over the tokens of a JSON text without judging more than it must. Never throws.</summary>
internal ref struct JsonWalk(ReadOnlySpan<byte> text)
{
    private const int MaxNesting = 256;

    private static readonly SearchValues<byte> OfNumberLists = SearchValues.Create("0123456789, "u8);
    private static readonly SearchValues<byte> EndsOfWords = SearchValues.Create(",}] \t\r\n"u8);
    private static readonly SearchValues<byte> OfNumbers = SearchValues.Create("0123456789+-.eE"u8);

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    /// <summary>Whether nothing is left but blanks and the end of an array around the object.</summary>
    internal bool IsAtEnd => _text[_at..].TrimStart(" \t\r\n,]"u8).IsEmpty;

    internal readonly ReadOnlySpan<byte> Slice(int start, int length) => _text.Slice(start, length);

    /// <summary>Moves to the first member of the object.</summary>
    internal bool TryBegin()
    {
        if (_text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) _at = 3;
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'[' or (byte)',') _at++;
        return TryTake('{');
    }

    /// <summary>Takes a mark, blanks before it too.</summary>
    internal bool TryTake(char mark)
    {
        SkipBlanks();
        if (_at >= _text.Length || _text[_at] != mark) return false;
        _at++;
        return true;
    }

    /// <summary>Takes a text; start and length without its quotes.</summary>
    internal bool TryText(out int start, out int length, out bool hasEscapes)
    {
        length = 0;
        hasEscapes = false;
        start = _at + 1;
        if (!TryTake('"')) return false;
        start = _at;
        while (true)
        {
            var step = _text[_at..].IndexOfAny((byte)'"', (byte)'\\');
            if (step < 0) return false;
            _at += step;
            if (_text[_at] == '"') break;
            hasEscapes = true;
            _at += 2;
            if (_at > _text.Length) return false;
        }
        length = _at - start;
        _at++;
        return true;
    }

    /// <summary>Takes a value; of an object or array, the opening only.</summary>
    internal bool TryValue(out int start, out int length, out JsonKind kind, out bool hasEscapes)
    {
        SkipBlanks();
        start = _at;
        length = 0;
        kind = JsonKind.Null;
        hasEscapes = false;
        if (_at >= _text.Length) return false;
        switch (_text[_at])
        {
            case (byte)'"':
                kind = JsonKind.Text;
                return TryText(out start, out length, out hasEscapes);
            case (byte)'{':
                kind = JsonKind.Object;
                _at++;
                return true;
            case (byte)'[':
                kind = JsonKind.Array;
                _at++;
                if (TryNumbers(out start, out length)) kind = JsonKind.Numbers;
                return true;
            default:
                return TryWord(out length, out kind);
        }
    }

    /// <summary>Passes over the rest of an object or array.</summary>
    internal bool TrySkipNested(JsonKind kind)
    {
        var depth = kind is JsonKind.Object or JsonKind.Array ? 1 : 0;
        while (depth > 0)
        {
            var step = _text[_at..].IndexOfAny("\"{}[]"u8);
            if (step < 0 || depth > MaxNesting) return false;
            _at += step;
            if (_text[_at] == '"')
            {
                if (!TryText(out _, out _, out _)) return false;
                continue;
            }
            depth += _text[_at] is (byte)'{' or (byte)'[' ? 1 : -1;
            _at++;
        }
        return true;
    }

    private bool TryNumbers(out int start, out int length)
    {
        start = _at;
        length = _text[_at..].IndexOfAnyExcept(OfNumberLists);
        if (length <= 0 || _text[_at + length] != ']' || _text[_at] is < (byte)'0' or > (byte)'9') return false;
        _at += length + 1;
        return true;
    }

    // A number, true, false, null; nginx leaves a bare hyphen where it has no number.
    private bool TryWord(out int length, out JsonKind kind)
    {
        var rest = _text[_at..];
        var end = rest.IndexOfAny(EndsOfWords);
        // At the very end a number could go on: it is not known to be whole.
        length = end < 0 ? rest.Length : end;
        var word = rest[..length];
        kind = word.SequenceEqual("null"u8) || word.SequenceEqual("-"u8) ? JsonKind.Null
            : word.SequenceEqual("true"u8) || word.SequenceEqual("false"u8) ? JsonKind.Boolean
            : JsonKind.Number;
        if (end <= 0 || (kind == JsonKind.Number && word.ContainsAnyExcept(OfNumbers))) return false;
        _at += length;
        return true;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') _at++;
    }
}
