using System.Collections.Immutable;
using System.Text;

namespace Noroshi.Sensor.Rules;

/// <summary>
/// Names of the fields that rules ask for, each with a number. Immutable, for any number of threads.
/// A name finds the field spelled the same; where an event has none so spelled, one that differs in the case of ASCII letters stands in for it: products disagree about
/// <c>commandLine</c> and <c>CommandLine</c>, while no log gives the same name in two spellings different meanings.
/// </summary>
public sealed class FieldTable
{
    private readonly byte[][] _names;
    private readonly byte[][] _lowered;
    private readonly int[] _heads;
    private readonly int[] _next;

    internal FieldTable(IEnumerable<string> names)
    {
        Names = [.. names];
        _names = [.. Names.Select(Encoding.UTF8.GetBytes)];
        _lowered = [.. _names.Select(n => n.Select(FoldedText.Lower).ToArray())];
        var size = 16;
        while (size < Names.Length * 2) size *= 2;
        _heads = new int[size];
        Array.Fill(_heads, -1);
        _next = new int[Names.Length];
        for (var slot = 0; slot < Names.Length; slot++)
        {
            ref var head = ref _heads[Hash(_names[slot]) & (uint)(size - 1)];
            _next[slot] = head;
            head = slot;
        }
    }

    /// <summary>The names; a name's place is its slot.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The slot of a name spelled exactly so, or -1.</summary>
    public int SlotOf(ReadOnlySpan<byte> name)
    {
        for (var slot = First(name); slot >= 0; slot = Next(slot, name))
        {
            if (IsExact(slot, name)) return slot;
        }
        return -1;
    }

    /// <summary>The first slot whose name is this but for case, or -1; go on with <see cref="Next"/>.</summary>
    public int First(ReadOnlySpan<byte> name) => Same(_heads[Hash(name) & (uint)(_heads.Length - 1)], name);

    /// <summary>The next slot whose name is this but for case, or -1.</summary>
    public int Next(int slot, ReadOnlySpan<byte> name) => Same(_next[slot], name);

    /// <summary>Whether a slot's name is spelled exactly so.</summary>
    public bool IsExact(int slot, ReadOnlySpan<byte> name) => name.SequenceEqual(_names[slot]);

    private int Same(int slot, ReadOnlySpan<byte> name)
    {
        while (slot >= 0 && (name.Length != _lowered[slot].Length || !FoldedText.EqualsLowered(name, _lowered[slot]))) slot = _next[slot];
        return slot;
    }

    private static uint Hash(ReadOnlySpan<byte> name)
    {
        var hash = 2166136261;
        foreach (var b in name) hash = (hash ^ FoldedText.Lower(b)) * 16777619;
        return hash ^ hash >> 15;
    }
}
