namespace Noroshi.Sensor.Logs.Windows;

/// <summary>Windows security events as XML, one event a line: <c>&lt;Event xmlns="..."&gt;&lt;System&gt;...&lt;EventData&gt;&lt;Data Name="IpAddress"&gt;192.0.2.1&lt;/Data&gt;...</c>.</summary>
/// <remarks>Microsoft, event schema; <c>wevtutil qe Security /f:xml</c>. No XML is built: elements are looked for by name, which is enough as values cannot hold an angle bracket.</remarks>
public sealed class WindowsXml : ILogFormat
{
    private const int MaxData = 64;

    /// <inheritdoc/>
    public string Name => "windows-xml";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool CanBegin(byte first) => first == '<';

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (!text.StartsWith("<Event "u8) && !text.StartsWith("<Event>"u8)) return false;
        // A half line could lack what makes a failure of a success.
        if (text.IndexOf("</Event>"u8) < 0) return false;
        WindowsFields fields = default;
        if (!LineScan.TryNumber(Element(text, "<EventID"u8), out var eventId) || eventId > 65535) return false;
        fields.EventId = (int)eventId;
        fields.Channel = Element(text, "<Channel"u8);
        ReadData(text, context, ref fields);
        if (Json.JsonTime.TryRead(Attribute(text, "<TimeCreated"u8, "SystemTime="u8), context.Clock, out var time)) record.Time = time;
        record.Host = Element(text, "<Computer"u8);
        record.Format = "windows";
        record.Message = text;
        WindowsMeaning.Set(fields, ref record);
        return true;
    }

    private static void ReadData(ReadOnlySpan<byte> text, LogContext context, scoped ref WindowsFields fields)
    {
        var rest = text;
        for (var i = 0; i < MaxData && LineScan.TryUntil(ref rest, "<Data Name="u8, out _); i++)
        {
            if (rest is not [(byte)'"' or (byte)'\'', ..]) continue;
            var quote = rest[0];
            rest = rest[1..];
            var end = rest.IndexOf(quote);
            if (end < 0) return;
            var name = rest[..end];
            rest = rest[(end + 1)..];
            if (!LineScan.TrySkip(ref rest, ">"u8) || !LineScan.TryUntil(ref rest, "<"u8, out var value)) continue;
            fields.Set(name, Decoded(value, context));
        }
    }

    private static ReadOnlySpan<byte> Element(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start)
    {
        var rest = text;
        return LineScan.TryUntil(ref rest, start, out _) && LineScan.TryUntil(ref rest, ">"u8, out _) && LineScan.TryUntil(ref rest, "<"u8, out var value) ? value : [];
    }

    private static ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start, ReadOnlySpan<byte> name)
    {
        var rest = text;
        if (!LineScan.TryUntil(ref rest, start, out _) || !LineScan.TryUntil(ref rest, name, out _) || rest.IsEmpty) return [];
        var quote = rest[0];
        rest = rest[1..];
        var end = rest.IndexOf(quote);
        return end < 0 ? [] : rest[..end];
    }

    private static ReadOnlySpan<byte> Decoded(ReadOnlySpan<byte> value, LogContext context)
    {
        if (!value.Contains((byte)'&')) return value;
        var room = context.Room(value.Length);
        var written = 0;
        for (var rest = value; !rest.IsEmpty;)
        {
            room[written++] = LineScan.TrySkip(ref rest, "&lt;"u8) ? (byte)'<' : LineScan.TrySkip(ref rest, "&gt;"u8) ? (byte)'>' : LineScan.TrySkip(ref rest, "&quot;"u8) ? (byte)'"'
                : LineScan.TrySkip(ref rest, "&apos;"u8) ? (byte)'\'' : LineScan.TrySkip(ref rest, "&amp;"u8) ? (byte)'&' : First(ref rest);
        }
        return room[..written];
    }

    private static byte First(ref ReadOnlySpan<byte> rest)
    {
        var first = rest[0];
        rest = rest[1..];
        return first;
    }
}
