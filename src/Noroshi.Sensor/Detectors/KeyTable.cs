using System.Runtime.CompilerServices;

namespace Noroshi.Sensor.Detectors;

/// <summary>What a table remembers of one key.</summary>
internal interface IRemembered
{
    /// <summary>When it was last touched, in touches of its table.</summary>
    long Touched { get; set; }

    /// <summary>How much would be lost by forgetting it: the lesser goes first.</summary>
    int Worth { get; }
}

/// <summary>
/// A bounded table of 64-bit keys: grows to its capacity, then forgets the least recently touched of those worth least, and counts what it forgot. A reference it gives is valid until the next touch.
/// </summary>
/// <remarks>
/// Open addressing with linear probing; a slot is key and place, so that a known key costs two cache misses. Entries lie in pieces of equal size, so that growing copies none but those of the first.
/// Forgetting looks at a few entries by a hand that goes round (sampled least recent use).
/// </remarks>
/// <typeparam name="T">What is remembered.</typeparam>
/// <param name="capacity">The most keys remembered.</param>
internal sealed class KeyTable<T>(int capacity) where T : struct, IRemembered
{
    private const int Sample = 16;
    private const int PieceBits = 10;

    private (ulong Key, int Place)[] _slots = new (ulong, int)[64];
    private ulong[] _keys = new ulong[32];
    private T[][] _pieces = [new T[32]];
    private ulong _lastKey;
    private int _lastPlace;
    private long _clock;
    private int _hand;

    /// <summary>How many keys are remembered.</summary>
    internal int Count { get; private set; }

    /// <summary>How many were forgotten for want of room.</summary>
    internal long Forgotten { get; private set; }

    /// <summary>What is remembered at a place; places run from 0 to <see cref="Count"/>, in no order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref T At(int place) => ref _pieces[place >> PieceBits][place & ((1 << PieceBits) - 1)];

    /// <summary>The key of what is at a place.</summary>
    internal ulong KeyAt(int place) => _keys[place];

    /// <summary>The entry of a key, made when it is new.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref T Touch(ulong key, out bool isNew)
    {
        isNew = false;
        var place = key == _lastKey ? _lastPlace : PlaceOf(key);
        if (place < 0)
        {
            place = Add(key);
            isNew = true;
        }
        _lastKey = key;
        _lastPlace = place;
        ref var value = ref At(place);
        value.Touched = ++_clock;
        return ref value;
    }

    /// <summary>The entry of a key, or a null reference; nothing is touched.</summary>
    internal ref T Find(ulong key)
    {
        var place = key == 0 ? -1 : PlaceOf(key);
        return ref place < 0 ? ref Unsafe.NullRef<T>() : ref At(place);
    }

    /// <summary>Has the place fetched where the search for a key begins, a while before <see cref="FetchEntry"/>.</summary>
    internal void FetchSlot(ulong key) => Prefetch.Of(ref _slots[(int)key & (_slots.Length - 1)]);

    /// <summary>Has a key's entry fetched, a while before it is touched.</summary>
    internal void FetchEntry(ulong key)
    {
        ref var entry = ref Nearby(key);
        if (!Unsafe.IsNullRef(ref entry)) Prefetch.Of(ref entry);
    }

    /// <summary>The entry of a key if it lies where the search for it begins, as most do; else a null reference.</summary>
    internal ref T Nearby(ulong key)
    {
        ref var slot = ref _slots[(int)key & (_slots.Length - 1)];
        return ref slot.Key == key ? ref At(slot.Place) : ref Unsafe.NullRef<T>();
    }

    /// <summary>Takes a key out that is no longer needed; it does not count as forgotten.</summary>
    internal void Drop(ulong key)
    {
        var place = key == 0 ? -1 : PlaceOf(key);
        if (place < 0) return;
        Remove(key);
        Count--;
        if (place < Count)
        {
            // The last entry moves into the gap.
            var last = _keys[Count];
            Remove(last);
            Insert(last, place);
            At(place) = At(Count);
        }
        At(Count) = default;
        _lastKey = 0;
        if (_hand >= Count) _hand = 0;
    }

    /// <summary>The place of a key other than 0; -1 when it is not remembered.</summary>
    internal int PlaceOf(ulong key)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        for (var at = (int)key & mask; ; at = (at + 1) & mask)
        {
            ref var slot = ref slots[at];
            if (slot.Key == key) return slot.Place;
            if (slot.Key == 0) return -1;
        }
    }

    private int Add(ulong key)
    {
        if (Count == capacity)
        {
            var place = Forget();
            Insert(key, place);
            At(place) = default;
            return place;
        }
        if (Count == _keys.Length) Grow();
        if (Count >> PieceBits == _pieces.Length) _pieces = [.. _pieces, new T[1 << PieceBits]];
        At(Count) = default;
        Insert(key, Count);
        return Count++;
    }

    private void Insert(ulong key, int place)
    {
        var mask = _slots.Length - 1;
        var at = (int)key & mask;
        while (_slots[at].Key != 0) at = (at + 1) & mask;
        _slots[at] = (key, place);
        _keys[place] = key;
    }

    private void Grow()
    {
        var size = Math.Min(capacity, _keys.Length * 2);
        Array.Resize(ref _keys, size);
        if (_pieces[0].Length < 1 << PieceBits) Array.Resize(ref _pieces[0], Math.Min(size, 1 << PieceBits));
        var old = _slots;
        _slots = new (ulong, int)[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)size) * 2];
        foreach (var (key, place) in old)
        {
            if (key != 0) Insert(key, place);
        }
    }

    /// <summary>Forgets one entry and gives its place.</summary>
    private int Forget()
    {
        var victim = _hand;
        for (var i = 0; i < Sample; i++)
        {
            ref var best = ref At(victim);
            ref var next = ref At(_hand);
            if ((next.Worth, next.Touched).CompareTo((best.Worth, best.Touched)) < 0) victim = _hand;
            _hand = (_hand + 1) % Count;
        }
        Remove(_keys[victim]);
        Forgotten++;
        _lastKey = 0;
        return victim;
    }

    /// <summary>Takes a key's slot out and closes the gap.</summary>
    private void Remove(ulong key)
    {
        var mask = _slots.Length - 1;
        var hole = (int)key & mask;
        while (_slots[hole].Key != key) hole = (hole + 1) & mask;
        for (var at = (hole + 1) & mask; _slots[at].Key != 0; at = (at + 1) & mask)
        {
            var home = (int)_slots[at].Key & mask;
            if (((at - home) & mask) < ((at - hole) & mask)) continue;
            _slots[hole] = _slots[at];
            hole = at;
        }
        _slots[hole] = default;
    }
}
