using System.Buffers;
using System.Text.Json;

namespace Noroshi.Sensor.Rules;

/// <summary>
/// A JSON object as an event: flat, nested (names joined by dots), or a Windows event, whose fields also get the short names of Sigma's taxonomy. Reused from event to event; not for several threads.
/// </summary>
/// <remarks>Sigma rules specification 2.0.0, "Field Usage"; Windows events as JSON with <c>#attributes</c> and <c>#text</c>.</remarks>
public sealed class JsonEvent : IRuleEvent
{
    private const int MaxDepth = 64;
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
    private readonly byte[] _path = new byte[4096];

    /// <summary>An event for the fields of a rule set.</summary>
    /// <param name="fields">The fields rules ask for.</param>
    public JsonEvent(FieldTable fields)
    {
        _fields = fields;
        _exact = new int[fields.Names.Length];
        _loose = new int[fields.Names.Length];
        _exactLast = new int[fields.Names.Length];
        _looseLast = new int[fields.Names.Length];
    }

    /// <inheritdoc/>
    public int TextCount => _texts.Count;

    /// <summary>Takes the next event.</summary>
    /// <param name="json">One JSON object, UTF-8.</param>
    /// <returns>False when it is none; the event is empty then.</returns>
    public bool Read(ReadOnlySpan<byte> json)
    {
        Clear();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject) return false;
            ReadObject(ref reader, 0);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            Clear();
            return false;
        }
    }

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

    private int Head(int slot) => _exact[slot] != None ? _exact[slot] : _loose[slot];

    private void Clear()
    {
        _bytes.ResetWrittenCount();
        _items.Clear();
        _texts.Clear();
        Array.Fill(_exact, None);
        Array.Fill(_loose, None);
    }

    private void ReadObject(ref Utf8JsonReader reader, int path)
    {
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var longer = Append(ref reader, path);
            reader.Read();
            ReadValue(ref reader, longer);
        }
    }

    /// <summary>Adds a name to the path; what does not fit is read under a cut name, which no rule asks for.</summary>
    private int Append(ref Utf8JsonReader reader, int path)
    {
        var room = _path.Length - path - 1;
        if (reader.ValueSpan.Length > room) return path;
        if (path > 0) _path[path++] = (byte)'.';
        return path + reader.CopyString(_path.AsSpan(path));
    }

    private void ReadValue(ref Utf8JsonReader reader, int path)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Add(path, EventValueKind.Composite, 0, 0);
                ReadObject(ref reader, path);
                break;
            case JsonTokenType.StartArray:
                ReadArray(ref reader, path);
                break;
            case JsonTokenType.Null:
                Add(path, EventValueKind.Null, 0, 0);
                break;
            default:
                ReadScalar(ref reader, path);
                break;
        }
    }

    private void ReadArray(ref Utf8JsonReader reader, int path)
    {
        var isEmpty = true;
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            ReadValue(ref reader, path);
            isEmpty = false;
        }
        if (isEmpty) Add(path, EventValueKind.Null, 0, 0);
    }

    private void ReadScalar(ref Utf8JsonReader reader, int path)
    {
        var start = _bytes.WrittenCount;
        var space = _bytes.GetSpan(reader.ValueSpan.Length + 1);
        var kind = reader.TokenType switch { JsonTokenType.String => EventValueKind.Text, JsonTokenType.Number => EventValueKind.Number, _ => EventValueKind.Boolean };
        var length = reader.ValueSpan.Length;
        if (kind is EventValueKind.Text) length = reader.CopyString(space);
        else reader.ValueSpan.CopyTo(space);
        _bytes.Advance(length);
        _texts.Add((start, length));
        Add(path, kind, start, length);
    }

    private void Add(int path, EventValueKind kind, int start, int length)
    {
        var name = _path.AsSpan(0, path);
        Give(name, kind, start, length);
        Span<byte> taken = stackalloc byte[256];
        var shorter = WindowsNames.Shorten(name, taken);
        if (!shorter.IsEmpty && !shorter.SequenceEqual(name)) Give(shorter, kind, start, length);
    }

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
