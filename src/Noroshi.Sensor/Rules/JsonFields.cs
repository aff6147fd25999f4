using Noroshi.Sensor.Logs.Json;

namespace Noroshi.Sensor.Rules;

/// <summary>The members of a JSON object as fields, names of nested ones joined by dots. Forgiving as <see cref="JsonLine"/> is, so that a quote in a request cannot hide its line from rules. Never throws.</summary>
internal ref struct JsonFields
{
    private const int MaxDepth = 64;
    private const int MaxPath = 4096;

    private readonly EventFields _fields;
    private readonly Span<byte> _path;
    private JsonWalk _walk;

    private JsonFields(ReadOnlySpan<byte> json, EventFields fields, Span<byte> path)
    {
        _walk = new(json);
        _fields = fields;
        _path = path;
    }

    /// <summary>Reads a line; what it has become fields.</summary>
    /// <returns>False when it is no JSON object; there are no fields then.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> json, EventFields fields)
    {
        JsonFields reader = new(json, fields, stackalloc byte[MaxPath]);
        if (reader._walk.TryBegin() && reader.TryObject(0, 0) && reader._walk.IsAtEnd) return true;
        fields.Clear();
        return false;
    }

    private bool TryObject(int path, int depth)
    {
        if (_walk.TryTake('}')) return true;
        do
        {
            if (!_walk.TryText(out var start, out var length, out var hasEscapes) || !_walk.TryTake(':')) return false;
            if (!TryValue(Append(path, _walk.Slice(start, length), hasEscapes), depth, out _)) return false;
        }
        while (_walk.TryTake(','));
        return _walk.TryTake('}');
    }

    /// <summary>Adds a name to the path; one that does not fit is left out, so that its values come under a name no rule asks for.</summary>
    private readonly int Append(int path, ReadOnlySpan<byte> name, bool hasEscapes)
    {
        if (name.Length > _path.Length - path - 1) return path;
        if (path > 0) _path[path++] = (byte)'.';
        if (hasEscapes) return path + JsonText.Unescape(name, _path[path..]);
        name.CopyTo(_path[path..]);
        return path + name.Length;
    }

    private bool TryValue(int path, int depth, out bool isValue)
    {
        isValue = _walk.TryValue(out var start, out var length, out var kind, out var hasEscapes);
        if (!isValue) return false;
        var name = _path[..path];
        switch (kind)
        {
            case JsonKind.Object or JsonKind.Array when depth >= MaxDepth:
                return _walk.TrySkipNested(kind);
            case JsonKind.Object:
                _fields.Add(name, EventValueKind.Composite, []);
                return TryObject(path, depth + 1);
            case JsonKind.Array:
                return TryArray(path, depth + 1);
            case JsonKind.Numbers:
                Numbers(path, _walk.Slice(start, length));
                return true;
            case JsonKind.Text when hasEscapes:
                var room = _fields.Room(length);
                _fields.Add(name, EventValueKind.Text, JsonText.Unescape(_walk.Slice(start, length), room));
                return true;
            default:
                var what = kind switch { JsonKind.Text => EventValueKind.Text, JsonKind.Number => EventValueKind.Number, JsonKind.Boolean => EventValueKind.Boolean, _ => EventValueKind.Null };
                _fields.Add(name, what, what is EventValueKind.Null ? [] : _walk.Slice(start, length));
                return true;
        }
    }

    private bool TryArray(int path, int depth)
    {
        if (_walk.TryTake(']'))
        {
            _fields.Add(_path[..path], EventValueKind.Null, []);
            return true;
        }
        do
        {
            if (!TryValue(path, depth, out _)) return false;
        }
        while (_walk.TryTake(','));
        return _walk.TryTake(']');
    }

    private readonly void Numbers(int path, ReadOnlySpan<byte> list)
    {
        foreach (var range in list.Split((byte)',')) _fields.Add(_path[..path], EventValueKind.Number, list[range].Trim((byte)' '));
    }
}
