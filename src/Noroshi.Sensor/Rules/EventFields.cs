using System.Buffers;

namespace Noroshi.Sensor.Rules;

/// <summary>Fields that an event names itself, laid into the slots of the rules that ask for them. Reused from event to event; not for several threads.</summary>
public sealed class EventFields : IRuleEvent
{
    private const int None = -1;

    private readonly record struct Item(EventValueKind Kind, int Start, int Length, int Next);

    private readonly FieldTable _fields;
    private readonly int[] _exact;
    private readonly int[] _loose;
    private readonly int[] _exactLast;
    private readonly int[] _looseLast;
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<Item> _items = [];
    private readonly List<(int Start, int Length)> _texts = [];
    private bool _isClear;

    /// <summary>Room for the fields of a rule set.</summary>
    /// <param name="fields">The fields rules ask for.</param>
    public EventFields(FieldTable fields)
    {
        _fields = fields;
        _exact = new int[fields.Names.Length];
        _loose = new int[fields.Names.Length];
        _exactLast = new int[fields.Names.Length];
        _looseLast = new int[fields.Names.Length];
        Clear();
    }

    /// <inheritdoc/>
    public int TextCount => _texts.Count;

    /// <inheritdoc/>
    public int ValueCount(int slot)
    {
        var count = 0;
        for (var i = Head(slot); i != None; i = _items[i].Next) count++;
        return count;
    }

    /// <inheritdoc/>
    public EventValueKind Value(int slot, int index, out ReadOnlySpan<byte> text)
    {
        var at = Head(slot);
        for (; index > 0; index--) at = _items[at].Next;
        text = _bytes.WrittenSpan.Slice(_items[at].Start, _items[at].Length);
        return _items[at].Kind;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Text(int index) => _bytes.WrittenSpan.Slice(_texts[index].Start, _texts[index].Length);

    internal bool IsEmpty => _items.Count == 0;

    internal void Clear()
    {
        if (_isClear) return;
        _bytes.ResetWrittenCount();
        _items.Clear();
        _texts.Clear();
        Array.Fill(_exact, None);
        Array.Fill(_loose, None);
        _isClear = true;
    }

    /// <summary>Room for a value's bytes; <see cref="Add(ReadOnlySpan{byte}, EventValueKind, int)"/> takes what was written there.</summary>
    internal Span<byte> Room(int length) => _bytes.GetSpan(length + 1);

    /// <summary>Adds a field whose value stands at the beginning of <see cref="Room"/>.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="kind">What the value is.</param>
    /// <param name="length">Its length.</param>
    internal void Add(ReadOnlySpan<byte> name, EventValueKind kind, int length)
    {
        _isClear = false;
        var start = _bytes.WrittenCount;
        _bytes.Advance(length);
        if (kind is EventValueKind.Text or EventValueKind.Number or EventValueKind.Boolean) _texts.Add((start, length));
        Give(name, kind, start, length);
        Span<byte> taken = stackalloc byte[256];
        var shorter = WindowsNames.Shorten(name, taken);
        if (!shorter.IsEmpty && !shorter.SequenceEqual(name)) Give(shorter, kind, start, length);
    }

    /// <summary>Adds a field.</summary>
    internal void Add(ReadOnlySpan<byte> name, EventValueKind kind, ReadOnlySpan<byte> value)
    {
        value.CopyTo(Room(value.Length));
        Add(name, kind, value.Length);
    }

    private int Head(int slot) => _exact[slot] != None ? _exact[slot] : _loose[slot];

    private void Give(ReadOnlySpan<byte> name, EventValueKind kind, int start, int length)
    {
        for (var slot = _fields.First(name); slot >= 0; slot = _fields.Next(slot, name))
        {
            var (heads, lasts) = _fields.IsExact(slot, name) ? (_exact, _exactLast) : (_loose, _looseLast);
            var at = _items.Count;
            _items.Add(new(kind, start, length, None));
            if (heads[slot] == None) heads[slot] = at;
            else _items[lasts[slot]] = _items[lasts[slot]] with { Next = at };
            lasts[slot] = at;
        }
    }
}
