using System.Buffers.Text;

namespace Noroshi.Sensor.Logs.Json;

/// <summary>Puts a value into the field it is for, in the form records have it.</summary>
internal static class LogFieldSetter
{
    internal static void Set(LogField field, ReadOnlySpan<byte> value, LogContext context, scoped ref LogRecord record)
    {
        switch (field)
        {
            case LogField.Time: record.Time = JsonTime.TryRead(value, context.Clock, out var time) ? time : record.Time; break;
            case LogField.Host: record.Host = value; break;
            case LogField.Program: record.Program = value; break;
            case LogField.Source: SetSource(value, ref record); break;
            case LogField.SourcePort: record.SourcePort = LineScan.TryNumber(value, out var port) && port <= 65535 ? (int)port : record.SourcePort; break;
            case LogField.Account: record.Account = value; break;
            case LogField.Actor: record.Actor = value; break;
            case LogField.Operation: record.Operation = value; break;
            case LogField.Target: record.Target = value; break;
            case LogField.Query: record.Target = WithQuery(record.Target, value, context); break;
            case LogField.Request: Combined.SplitRequest(value, ref record); break;
            case LogField.Site: record.Site = value; break;
            case LogField.Status: record.Status = Number(value) is >= 0 and <= 999 and var status ? (int)status : record.Status; break;
            case LogField.Bytes: record.Bytes = Number(value); break;
            case LogField.Referer: record.Referer = value; break;
            case LogField.UserAgent: record.UserAgent = value; break;
            case LogField.Sender: record.Sender = value; break;
            case LogField.Session: record.Session = value; break;
            default: record.Message = value.TrimEnd("\r\n"u8); break;
        }
    }

    // A list of proxies, as in X-Forwarded-For, begins with the client.
    private static void SetSource(ReadOnlySpan<byte> value, scoped ref LogRecord record)
    {
        var comma = value.IndexOf((byte)',');
        var first = (comma < 0 ? value : value[..comma]).Trim((byte)' ');
        if (LineScan.TryAddress(first, out record.Source, out var port) && port >= 0) record.SourcePort = port;
    }

    private static ReadOnlySpan<byte> WithQuery(ReadOnlySpan<byte> target, ReadOnlySpan<byte> query, LogContext context)
    {
        if (target.Contains((byte)'?')) return target;
        if (query[0] == '?') query = query[1..];
        var room = context.Room(target.Length + 1 + query.Length);
        target.CopyTo(room);
        room[target.Length] = (byte)'?';
        query.CopyTo(room[(target.Length + 1)..]);
        return room;
    }

    private static long Number(ReadOnlySpan<byte> value)
    {
        if (LineScan.TryNumber(value, out var number)) return number;
        return Utf8Parser.TryParse(value, out double real, out var used) && used == value.Length && real is >= 0 and < 1e15 ? (long)real : -1;
    }
}
