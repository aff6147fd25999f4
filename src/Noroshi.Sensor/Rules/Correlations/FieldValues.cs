using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Noroshi.Sensor.Rules.Correlations;

/// <summary>The values of those fields that correlations name, copied out of an event because windows outlive it. Immutable.</summary>
internal sealed class FieldValues
{
    private const int MaxBytes = 256;
    private const int MaxValues = 64;

    private readonly string[][] _values;

    private FieldValues(string[][] values) => _values = values;

    /// <summary>All values of a field; empty when the event lacks it or has only null.</summary>
    internal string[] All(int field) => _values[field];

    /// <summary>A field's values as one; null when there is none.</summary>
    internal string? One(int field) => _values[field] switch { [] => null, [var single] => single, var several => string.Join('\u001f', several) };

    /// <summary>These values with some fields replaced.</summary>
    internal FieldValues With(ImmutableArray<int> fields, ImmutableArray<string> values)
    {
        string[][] copy = [.. _values];
        for (var i = 0; i < fields.Length; i++) copy[fields[i]] = [values[i]];
        return new(copy);
    }

    /// <summary>No value for any field.</summary>
    internal static FieldValues None(int count) => new([.. Enumerable.Repeat<string[]>([], count)]);

    internal static FieldValues Of<TEvent>(scoped ref TEvent e, ImmutableArray<int> slots) where TEvent : IRuleEvent, allows ref struct
    {
        var values = new string[slots.Length][];
        for (var field = 0; field < slots.Length; field++) values[field] = Read(ref e, slots[field]);
        return new(values);
    }

    private static string[] Read<TEvent>(scoped ref TEvent e, int slot) where TEvent : IRuleEvent, allows ref struct
    {
        var count = Math.Min(e.ValueCount(slot), MaxValues);
        List<string> values = [];
        for (var i = 0; i < count; i++)
        {
            if (e.Value(slot, i, out var text) is not (EventValueKind.Null or EventValueKind.Composite)) values.Add(Text(text));
        }
        return [.. values];
    }

    // A long value is only ever compared, so its digest serves as well and takes little room.
    private static string Text(ReadOnlySpan<byte> text) => text.Length <= MaxBytes ? Encoding.UTF8.GetString(text) : $"sha256:{Convert.ToHexStringLower(SHA256.HashData(text))}";
}
