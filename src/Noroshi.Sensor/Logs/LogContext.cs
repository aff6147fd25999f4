using Noroshi.Sensor.Logs.Json;

namespace Noroshi.Sensor.Logs;

/// <summary>The state of one file being read: its clock, its declared fields, room to unescape in. One reader at a time.</summary>
/// <param name="clock">The file's clock.</param>
public sealed class LogContext(LogClock clock)
{
    private byte[] _scratch = new byte[4096];
    private int _used;
    private int _jsonLength = -1;
    private bool _isJson;

    /// <summary>The file's clock.</summary>
    public LogClock Clock { get; } = clock;

    /// <summary>Fields the file itself declared (<c>#Fields:</c> of W3C extended logs), with the format that understands them; null before any declaration.</summary>
    public object? Declaration { get; set; }

    /// <summary>Places of the double quotes of the line being read; none when the reader was not told.</summary>
    public LineQuotes Quotes { get; internal set; }
    /// <summary>What JSON lines mean, by product; none unless given.</summary>
    public LogMapSet Maps { get => field ??= LoadMaps?.Invoke() ?? LogMapSet.Empty; init; }

    /// <summary>Where the maps come from when the first JSON line is met, so that a log without one does not wait for them.</summary>
    public Func<LogMapSet>? LoadMaps { get; init; }

    /// <summary>The JSON line being read.</summary>
    internal JsonLine Json => field ??= new();

    /// <summary>Lays a line flat in <see cref="Json"/>, once however many formats ask for it.</summary>
    internal bool TryJson(ReadOnlySpan<byte> text)
    {
        // Within one line a JSON text inside another is always the shorter one, so that the length tells them apart.
        if (text.Length == _jsonLength) return _isJson;
        var begin = text.TrimStart(" \t,["u8);
        _jsonLength = text.Length;
        _isJson = (begin is [(byte)'{', ..] || begin.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) && Json.TryRead(text, isPartial: text.Length >= LogReader.MaxLineBytes);
        return _isJson;
    }

    /// <summary>The map that read the JSON line before.</summary>
    internal LogMap? LastMap { get; set; }

    /// <summary>Frees the room of the previous line.</summary>
    public void BeginLine()
    {
        _used = 0;
        _jsonLength = -1;
    }

    /// <summary>Room for text that must be unescaped; it stays valid until <see cref="BeginLine"/>.</summary>
    /// <param name="length">Bytes needed.</param>
    public Span<byte> Room(int length)
    {
        if (_used + length > _scratch.Length)
        {
            // Slices handed out before keep the old array alive: they stay valid.
            _scratch = new byte[Math.Max(_scratch.Length * 2, length)];
            _used = 0;
        }
        var room = _scratch.AsSpan(_used, length);
        _used += length;
        return room;
    }
}
