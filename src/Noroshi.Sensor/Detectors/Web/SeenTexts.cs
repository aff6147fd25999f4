using System.Runtime.InteropServices;

namespace Noroshi.Sensor.Detectors.Web;

/// <summary>
/// Verdicts on texts that come again and again (agents, referers). Bounded: a ring of bytes and a table of four places for each hash; the oldest text makes room. A text is compared in full, so that no one can be
/// given another's verdict. One thread at a time.
/// </summary>
internal sealed class SeenTexts
{
    /// <summary>Longer texts are judged each time.</summary>
    internal const int MaxTextBytes = 1024;

    private const int RingBytes = 1 << 24;
    private const int Sets = 1 << 15;
    private const int Ways = 4;

    private readonly byte[] _ring = new byte[RingBytes];
    private readonly Entry[] _entries = new Entry[Sets * Ways];
    private long _head;

    private struct Entry
    {
        internal ulong Hash;
        internal long Start;
        internal int Length;
        internal WebVerdict Verdict;
    }

    /// <summary>The verdict on a text, if it was seen lately.</summary>
    internal bool TryGet(ReadOnlySpan<byte> text, ulong hash, out WebVerdict verdict)
    {
        var set = _entries.AsSpan((int)(hash & (Sets - 1)) * Ways, Ways);
        foreach (ref readonly var entry in set)
        {
            if (entry.Hash != hash || entry.Length != text.Length || !IsKept(entry)) continue;
            if (!text.SequenceEqual(_ring.AsSpan((int)(entry.Start & (RingBytes - 1)), entry.Length))) continue;
            verdict = entry.Verdict;
            return true;
        }
        verdict = default;
        return false;
    }

    /// <summary>Keeps a verdict.</summary>
    internal void Add(ReadOnlySpan<byte> text, ulong hash, in WebVerdict verdict)
    {
        if (text.Length > MaxTextBytes) return;
        var set = _entries.AsSpan((int)(hash & (Sets - 1)) * Ways, Ways);
        ref var oldest = ref set[0];
        foreach (ref var entry in set)
        {
            if (entry.Start < oldest.Start) oldest = ref entry;
        }
        // A text lies in one piece: the end of the ring is left empty when it does not fit.
        if ((_head & (RingBytes - 1)) + text.Length > RingBytes) _head = (_head | (RingBytes - 1)) + 1;
        text.CopyTo(_ring.AsSpan((int)(_head & (RingBytes - 1))));
        oldest = new() { Hash = hash, Start = _head, Length = text.Length, Verdict = verdict };
        _head += text.Length;
    }

    /// <summary>A hash of a text; eight bytes at a time.</summary>
    internal static ulong HashOf(ReadOnlySpan<byte> text)
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15;
        var hash = (ulong)text.Length * Multiplier;
        var words = MemoryMarshal.Cast<byte, ulong>(text);
        foreach (var word in words)
        {
            hash = (hash ^ word) * Multiplier;
            hash ^= hash >> 32;
        }
        foreach (var b in text[(words.Length * 8)..]) hash = (hash ^ b) * Multiplier;
        return hash ^ (hash >> 29) | 1;
    }

    private bool IsKept(in Entry entry) => entry.Length > 0 && entry.Start + RingBytes >= _head + MaxTextBytes;
}
