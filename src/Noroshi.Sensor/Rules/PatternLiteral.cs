using System.Text;

namespace Noroshi.Sensor.Rules;

/// <summary>A stretch of plain bytes in a pattern, ready to be found. Immutable.</summary>
internal sealed class PatternLiteral
{
    private readonly byte[] _wanted;
    private readonly bool _isCased;
    private readonly bool _isBytewise;
    private readonly int _anchor;

    /// <param name="bytes">The bytes as the rule gives them.</param>
    /// <param name="isCased">Whether case counts.</param>
    /// <param name="isBinary">Whether the bytes are no UTF-8 text (UTF-16 of the encoding modifiers): then only ASCII letters are folded.</param>
    internal PatternLiteral(byte[] bytes, bool isCased, bool isBinary)
    {
        Bytes = bytes;
        _isCased = isCased;
        _isBytewise = isCased || isBinary || Ascii.IsValid(bytes);
        _wanted = isCased ? bytes : _isBytewise ? [.. bytes.Select(FoldedText.Lower)] : FoldedText.Fold(bytes);
        for (var i = 1; i < _wanted.Length; i++)
        {
            if (ByteRarity.Of(_wanted[i]) < ByteRarity.Of(_wanted[_anchor])) _anchor = i;
        }
    }

    internal byte[] Bytes { get; }

    /// <summary>The number of bytes every match has, or -1 when it varies with case.</summary>
    internal int FixedLength => _isBytewise ? _wanted.Length : -1;

    /// <summary>How many bytes the literal takes at the beginning of a text, or -1.</summary>
    internal int PrefixLength(ReadOnlySpan<byte> text)
    {
        if (!_isBytewise) return FoldedText.PrefixLength(text, _wanted);
        if (text.Length < _wanted.Length) return -1;
        var same = _isCased ? text.StartsWith(_wanted) : FoldedText.EqualsLowered(text[.._wanted.Length], _wanted);
        return same ? _wanted.Length : -1;
    }

    /// <summary>The first place of the literal, or -1.</summary>
    internal int IndexIn(ReadOnlySpan<byte> text)
    {
        if (_wanted.Length == 0) return 0;
        if (_isCased) return text.IndexOf(_wanted);
        return _isBytewise ? FoldedIndex(text) : CharacterIndex(text);
    }

    private int FoldedIndex(ReadOnlySpan<byte> text)
    {
        var lower = _wanted[_anchor];
        var upper = FoldedText.Upper(lower);
        var last = text.Length - _wanted.Length;
        for (var begin = 0; begin <= last; begin++)
        {
            var next = text.Slice(begin + _anchor, last - begin + 1).IndexOfAny(lower, upper);
            if (next < 0) return -1;
            begin += next;
            if (FoldedText.EqualsLowered(text.Slice(begin, _wanted.Length), _wanted)) return begin;
        }
        return -1;
    }

    private int CharacterIndex(ReadOnlySpan<byte> text)
    {
        for (var begin = 0; begin < text.Length; begin += FoldedText.CharacterLength(text[begin..]))
        {
            if (FoldedText.PrefixLength(text[begin..], _wanted) >= 0) return begin;
        }
        return -1;
    }
}
