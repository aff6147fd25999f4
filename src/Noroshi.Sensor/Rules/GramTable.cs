using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Noroshi.Sensor.Rules;

/// <summary>Literals listed under windows of three or four bytes; in windows of three also literals of two, with every byte behind them. The window is folded by setting bit 5 of each byte: coarser than lower case, which the full comparison makes good.</summary>
internal sealed class GramTable
{
    private const int BitmapBits = 17;
    private const uint Multiplier = 0x9E3779B1;
    private const uint Fold = 0x20202020;

    private readonly byte[][] _literals;
    private readonly int _width;
    private readonly int _step;
    private readonly uint _mask;
    private readonly ulong[] _bitmap = new ulong[1 << (BitmapBits - 6)];
    private readonly uint[] _keys;
    private readonly int[] _heads;
    private readonly int _shift;
    private readonly List<Entry> _listed = [];
    private readonly Entry[] _entries;

    private readonly record struct Entry(int Literal, int Offset, int Next);

    private GramTable(byte[][] literals, int[] members, int width, bool isEverySecond)
    {
        _literals = literals;
        _width = width;
        _step = isEverySecond ? 2 : 1;
        _mask = width == 4 ? uint.MaxValue : 0x00FFFFFF;
        var bits = 4;
        while (1 << bits < members.Sum(m => literals[m].Length < width ? 128 : _step) * 2) bits++;
        _shift = 32 - bits;
        _keys = new uint[1 << bits];
        _heads = new int[1 << bits];
        Array.Fill(_heads, -1);
        foreach (var member in members) List(member);
        _entries = [.. _listed];
        _listed.Clear();
    }

    internal static GramTable? Of(byte[][] literals, int width, Func<byte[], bool> isMember, bool isEverySecond)
    {
        int[] members = [.. Enumerable.Range(0, literals.Length).Where(i => isMember(literals[i]))];
        return members.Length == 0 ? null : new(literals, members, width, isEverySecond);
    }

    internal void Find(ReadOnlySpan<byte> text, LiteralHits hits)
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        ref var bitmap = ref MemoryMarshal.GetArrayDataReference(_bitmap);
        var mask = _mask;
        var step = _step;
        var at = 0;
        for (var last = text.Length - 4; at <= last; at += step)
        {
            var gram = (Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, at)) | Fold) & mask;
            var bit = gram * Multiplier >> (32 - BitmapBits);
            if ((Unsafe.Add(ref bitmap, (nint)(bit >> 6)) >> (int)(bit & 63) & 1) != 0) Confirm(text, at, gram, hits);
        }
        if (_width != 3) return;
        for (; at + 2 <= text.Length; at++) Confirm(text, at, GramAt(text, at), hits);
    }

    private void Confirm(ReadOnlySpan<byte> text, int at, uint gram, LiteralHits hits)
    {
        var place = PlaceOf(gram);
        for (var e = _heads[place]; e >= 0; e = _entries[e].Next)
        {
            var entry = _entries[e];
            var literal = _literals[entry.Literal];
            var begin = at - entry.Offset;
            if (begin < 0 || begin + literal.Length > text.Length || hits.Has(entry.Literal)) continue;
            if (FoldedText.EqualsLowered(text.Slice(begin, literal.Length), literal)) hits.Add(entry.Literal, begin);
        }
    }

    /// <summary>The place of a window, or of the free place where it would stand.</summary>
    private int PlaceOf(uint gram)
    {
        var place = (int)(gram * Multiplier >> _shift);
        while (_heads[place] >= 0 && _keys[place] != gram) place = (place + 1) & (_keys.Length - 1);
        return place;
    }

    private void List(int member)
    {
        var literal = _literals[member];
        if (literal.Length < _width)
        {
            // Folding makes the same of half of all bytes; the end of a text counts as a blank.
            for (var behind = 0; behind < 0x100; behind++)
            {
                if ((behind & 0x20) != 0) List(member, 0, GramAt([.. literal, (byte)behind], 0));
            }
            return;
        }
        var offset = RarestWindow(literal);
        for (var i = 0; i < _step; i++) List(member, offset + i, GramAt(literal, offset + i));
    }

    private void List(int member, int offset, uint gram)
    {
        var bit = gram * Multiplier >> (32 - BitmapBits);
        _bitmap[bit >> 6] |= 1UL << (int)(bit & 63);
        var place = PlaceOf(gram);
        _keys[place] = gram;
        _listed.Add(new(member, offset, _heads[place]));
        _heads[place] = _listed.Count - 1;
    }

    private int RarestWindow(byte[] literal)
    {
        var covered = _width + _step - 1;
        var best = 0;
        var bestWeight = int.MaxValue;
        for (var offset = 0; offset + covered <= literal.Length; offset++)
        {
            var weight = 0;
            for (var i = 0; i < covered; i++) weight += ByteRarity.Of(literal[offset + i]);
            for (var i = 0; i < _step; i++) weight += ByteRarity.OfGram(literal.AsSpan(offset + i, _width));
            if (weight >= bestWeight) continue;
            bestWeight = weight;
            best = offset;
        }
        return best;
    }

    private uint GramAt(ReadOnlySpan<byte> text, int at)
    {
        var gram = 0U;
        for (var i = Math.Min(_width, text.Length - at) - 1; i >= 0; i--) gram |= (uint)text[at + i] << (8 * i);
        return (gram | Fold) & _mask;
    }
}
