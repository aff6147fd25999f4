namespace Noroshi.Sensor.Logs.Json;

/// <summary>A line that is one JSON object, laid flat: every member with its path, found without reading the line again. Kept and filled anew line by line; one thread at a time.</summary>
/// <remarks>
/// RFC 8259, but forgiving where log writers are not strict: raw control characters, bytes that are no UTF-8, and <c>\x22</c> inside texts (nginx writes it into JSON made by hand).
/// The first of several members of one name counts. At most <see cref="MaxMembers"/> members and <see cref="MaxDepth"/> levels are kept; what is deeper or later is passed over.
/// </remarks>
internal sealed class JsonLine
{
    internal const int MaxMembers = 512;
    internal const int MaxDepth = 16;

    private readonly JsonMember[] _members = new JsonMember[MaxMembers];
    private int _count;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line; a byte order mark, blanks, and the brackets and commas of an array around it are passed over.</param>
    /// <param name="isPartial">Whether the line may be cut off: what is whole before the cut then counts.</param>
    internal bool TryRead(ReadOnlySpan<byte> line, bool isPartial)
    {
        _count = 0;
        JsonWalk walk = new(line);
        if (!walk.TryBegin()) return false;
        var isWhole = ReadObject(ref walk, -1, JsonHash.Start, 0);
        NameElements(line);
        return isWhole ? walk.IsAtEnd : isPartial && _count > 0;
    }

    /// <summary>The member of a path, or null.</summary>
    internal JsonMember? Find(ReadOnlySpan<byte> line, JsonPath path)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_members[i].Path == path.Hash && IsAt(line, i, path.Utf8)) return Scalar(line, i);
        }
        return null;
    }

    // An array stands for its first element.
    private JsonMember Scalar(ReadOnlySpan<byte> line, int at)
    {
        if (_members[at].Kind != JsonKind.Array) return _members[at];
        for (var i = at + 1; i < _count && _members[i].Parent >= at; i++)
        {
            if (_members[i].Parent == at && _members[i].Index == 0 && _members[i].NameLength < 0) return _members[i];
        }
        return _members[at];
    }

    private bool ReadObject(ref JsonWalk walk, int parent, ulong path, int depth)
    {
        if (walk.TryTake('}')) return true;
        do
        {
            if (!walk.TryText(out var nameStart, out var nameLength, out _) || !walk.TryTake(':')) return false;
            var hash = JsonPath.HashOf(parent < 0 ? path : JsonHash.Next(path, (byte)'.'), walk.Slice(nameStart, nameLength));
            if (!ReadValue(ref walk, new(hash, parent, nameStart, nameLength, -1), depth)) return false;
        }
        while (walk.TryTake(','));
        return walk.TryTake('}');
    }

    private bool ReadArray(ref JsonWalk walk, int parent, ulong path, int depth)
    {
        if (walk.TryTake(']')) return true;
        var index = 0;
        do
        {
            if (!ReadValue(ref walk, new(HashOfElement(path, index), parent, 0, -1, index), depth)) return false;
            index++;
        }
        while (walk.TryTake(','));
        return walk.TryTake(']');
    }

    private bool ReadValue(ref JsonWalk walk, JsonMember member, int depth)
    {
        if (!walk.TryValue(out var start, out var length, out var kind, out var hasEscapes)) return false;
        if (depth >= MaxDepth && kind is JsonKind.Object or JsonKind.Array) return walk.TrySkipNested(kind);
        var at = _count < MaxMembers ? _count++ : -1;
        if (at >= 0) _members[at] = member with { Start = start, Length = length, Kind = kind, HasEscapes = hasEscapes };
        else if (kind is JsonKind.Object or JsonKind.Array) return walk.TrySkipNested(kind);
        return kind switch
        {
            JsonKind.Object => ReadObject(ref walk, at, member.Path, depth + 1),
            JsonKind.Array => ReadArray(ref walk, at, member.Path, depth + 1),
            _ => true,
        };
    }

    // Windows events: Data: [{"Name": "IpAddress", "#text": "192.0.2.1"}] counts as members beside Data.
    private void NameElements(ReadOnlySpan<byte> line)
    {
        for (int i = 0, end = _count; i + 1 < end && _count < MaxMembers; i++)
        {
            var name = _members[i];
            if (name.Kind != JsonKind.Text || name.Parent < 0 || _members[name.Parent].NameLength >= 0 || !IsNamed(line, i, "Name"u8, "@Name"u8)) continue;
            var array = _members[name.Parent].Parent;
            if (array < 0 || !IsNamed(line, array, "Data"u8, "Data"u8)) continue;
            var value = _members[i + 1];
            if (value.Parent != name.Parent || value.Kind is JsonKind.Object or JsonKind.Array) continue;
            var above = _members[array].Parent;
            var path = above < 0 ? JsonHash.Start : JsonHash.Next(_members[above].Path, (byte)'.');
            _members[_count++] = value with { Path = JsonPath.HashOf(path, line.Slice(name.Start, name.Length)), Parent = above, NameStart = name.Start, NameLength = name.Length, Index = -1 };
        }
    }

    private bool IsNamed(ReadOnlySpan<byte> line, int at, ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        if (_members[at].NameLength < 0) return false;
        var name = line.Slice(_members[at].NameStart, _members[at].NameLength);
        return name.SequenceEqual(one) || name.SequenceEqual(other);
    }

    private static ulong HashOfElement(ulong path, int index)
    {
        Span<byte> text = stackalloc byte[16];
        return JsonPath.HashOf(path, text[..WriteElement(text, index)]);
    }

    private static int WriteElement(Span<byte> text, int index)
    {
        text[0] = (byte)'[';
        System.Buffers.Text.Utf8Formatter.TryFormat(index, text[1..], out var written);
        text[written + 1] = (byte)']';
        return written + 2;
    }

    // Compares a path with a member's names from the innermost outwards: a hash alone would let a peer forge members by their names.
    private bool IsAt(ReadOnlySpan<byte> line, int at, ReadOnlySpan<byte> path)
    {
        Span<byte> element = stackalloc byte[16];
        while (at >= 0)
        {
            ref readonly var member = ref _members[at];
            var name = member.NameLength >= 0 ? line.Slice(member.NameStart, member.NameLength) : element[..WriteElement(element, member.Index)];
            if (!EndsWithLower(path, name)) return false;
            path = path[..^name.Length];
            at = member.Parent;
            if (at < 0) break;
            if (member.NameLength < 0) continue;
            if (path is not [.., (byte)'.']) return false;
            path = path[..^1];
        }
        return path.IsEmpty;
    }

    private static bool EndsWithLower(ReadOnlySpan<byte> path, ReadOnlySpan<byte> name)
    {
        if (path.Length < name.Length) return false;
        var end = path[^name.Length..];
        for (var i = 0; i < name.Length; i++)
        {
            if (JsonHash.Lower(name[i]) != end[i]) return false;
        }
        return true;
    }

    /// <summary>Member <paramref name="at"/> of those kept; for walks over all of them.</summary>
    internal ref readonly JsonMember this[int at] => ref _members[at];

    /// <summary>How many members are kept.</summary>
    internal int Count => _count;
}
