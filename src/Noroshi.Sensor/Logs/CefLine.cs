using Noroshi.Formats.Cef;
using Noroshi.Formats.Syslog;

namespace Noroshi.Sensor.Logs;

/// <summary>Lines of the Common Event Format, whatever product wrote them: <c>CEF:0|vendor|product|1.0|id|name|5|src=192.0.2.1 act=blocked</c>.</summary>
/// <remarks>ArcSight Common Event Format Implementation Standard, extension dictionary: src, spt, suser, duser, act, outcome, request, requestMethod, requestClientApplication, rt, dvchost, in, out. Of a repeated key the first counts.</remarks>
public sealed class CefLine : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "cef";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => ["CEF"];

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        var line = text is [(byte)'0' or (byte)'1', (byte)'|', ..] ? WithName(text, context) : text;
        if (CefMessage.Read(line, out var message) != CefOutcome.Valid) return false;
        if (!message.Prefix.IsEmpty) ReadPrefix(message.Prefix, context, ref record);
        record.Format = "cef";
        record.Program = Header(message.DeviceProduct, context);
        record.Message = Header(message.Name, context);
        record.Session = message.ClassId;
        ReadExtension(message.Extension, context, ref record);
        CefMeaning.Set(message, ref record);
        return true;
    }

    // A syslog header took "CEF:" for its tag, or the device forgot it.
    private static ReadOnlySpan<byte> WithName(ReadOnlySpan<byte> text, LogContext context)
    {
        var room = context.Room(text.Length + 4);
        "CEF:"u8.CopyTo(room);
        text.CopyTo(room[4..]);
        return room;
    }

    private static void ReadPrefix(ReadOnlySpan<byte> prefix, LogContext context, scoped ref LogRecord record)
    {
        if (Rfc5424.Read(prefix, out var header) != SyslogOutcome.Valid && BsdLine.Read(prefix, out header) != SyslogOutcome.Valid) return;
        record.Host = header.Hostname;
        if (!LogTimeText.TryIso(header.Timestamp, context.Clock, out record.Time, out _)) LogTimeText.TrySyslog(header.Timestamp, context.Clock, out record.Time, out _);
    }

    private static void ReadExtension(ReadOnlySpan<byte> extension, LogContext context, scoped ref LogRecord record)
    {
        var walk = new CefExtension(extension);
        while (walk.MoveNext())
        {
            if (!walk.RawValue.IsEmpty) Set(walk.Key, walk.RawValue, context, ref record);
        }
        if (record.Source.IsEmpty && CefExtension.TryFind(extension, "shost"u8, out var host) && SshdPeer.IsHostName(host)) record.Source = host;
    }

    private static void Set(ReadOnlySpan<byte> key, ReadOnlySpan<byte> raw, LogContext context, scoped ref LogRecord record)
    {
        switch (key)
        {
            case [(byte)'s', (byte)'r', (byte)'c'] or [(byte)'c', (byte)'6', (byte)'a', (byte)'2'] when record.Source.IsEmpty:
                LineScan.TryAddress(raw, out record.Source, out _);
                break;
            case [(byte)'s', (byte)'p', (byte)'t'] when record.SourcePort < 0:
                record.SourcePort = LineScan.TryNumber(raw, out var port) && port <= 65535 ? (int)port : -1;
                break;
            case [(byte)'r', (byte)'t'] or [(byte)'e', (byte)'n', (byte)'d'] when TryTime(raw, context.Clock, out var time):
                record.Time = time;
                break;
            case [(byte)'s', (byte)'t', (byte)'a', (byte)'r', (byte)'t'] when record.Time == LogRecord.NoTime && TryTime(raw, context.Clock, out var start):
                record.Time = start;
                break;
            case [(byte)'d', (byte)'s', (byte)'t'] when record.Site.IsEmpty: record.Site = raw; break;
            default: SetText(key, raw, context, ref record); break;
        }
    }

    /// <summary>Milliseconds since 1970, or <c>MMM dd yyyy HH:mm:ss[.SSS][ zone]</c>.</summary>
    private static bool TryTime(ReadOnlySpan<byte> raw, LogClock clock, out long time) => Patterns.PatternTime.TryMonthFirst(raw, clock, out time, out _) || Json.JsonTime.TryRead(raw, clock, out time);

    private static void SetText(ReadOnlySpan<byte> key, ReadOnlySpan<byte> raw, LogContext context, scoped ref LogRecord record)
    {
        if (key.SequenceEqual("duser"u8)) First(ref record.Account, raw, context);
        else if (key.SequenceEqual("suser"u8)) First(ref record.Actor, raw, context);
        else if (key.SequenceEqual("request"u8)) First(ref record.Target, raw, context);
        else if (key.SequenceEqual("requestMethod"u8)) First(ref record.Operation, raw, context);
        else if (key.SequenceEqual("requestClientApplication"u8)) First(ref record.UserAgent, raw, context);
        else if (key.SequenceEqual("dvchost"u8)) First(ref record.Host, raw, context);
        else if (key.SequenceEqual("fname"u8) || key.SequenceEqual("filePath"u8)) First(ref record.Target, raw, context);
        else if (key.SequenceEqual("msg"u8)) record.Message = Value(raw, context);
        else if (key.SequenceEqual("out"u8) && LineScan.TryNumber(raw, out var bytes)) record.Bytes = bytes;
    }

    private static void First(ref ReadOnlySpan<byte> field, ReadOnlySpan<byte> raw, LogContext context)
    {
        if (field.IsEmpty) field = Value(raw, context);
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> raw, LogContext context)
    {
        if (!raw.Contains((byte)'\\')) return raw;
        var room = context.Room(raw.Length);
        return room[..CefExtension.Unescape(raw, room)];
    }

    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> raw, LogContext context)
    {
        if (!raw.Contains((byte)'\\')) return raw;
        var room = context.Room(raw.Length);
        return room[..CefMessage.UnescapeHeader(raw, room)];
    }
}
