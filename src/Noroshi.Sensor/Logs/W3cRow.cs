namespace Noroshi.Sensor.Logs;

/// <summary>One row of a W3C extended log while its columns are being read.</summary>
internal ref struct W3cRow(long dayMs)
{
    /// <summary>The row's day, or that of the file.</summary>
    internal long DayMs { get; private set; } = dayMs;

    /// <summary>The row's time of day, or -1.</summary>
    internal long TimeOfDayMs { get; private set; } = -1;

    /// <summary>Takes a column in; false when it cannot be what the declaration says.</summary>
    internal bool TrySet(W3cField field, ReadOnlySpan<byte> value, LogContext context, scoped ref LogRecord record)
    {
        switch (field)
        {
            case W3cField.Date:
                DayMs = value.Length == 10 && value[4] == '-' && value[7] == '-' ? LogTime.Local(LogTime.Four(value), LogTime.Two(value[5..]), LogTime.Two(value[8..]), 0) : LogRecord.NoTime;
                return DayMs != LogRecord.NoTime;
            case W3cField.Time:
                TimeOfDayMs = LogTime.TimeOfDay(value);
                return TimeOfDayMs >= 0;
            case W3cField.ClientAddress:
                if (!LineScan.TryAddress(value, out var source, out _)) return false;
                record.Source = source;
                return true;
            case W3cField.Status:
                record.Status = LineScan.TryNumber(value, out var status) && status <= 999 ? (int)status : -1;
                return record.Status >= 0;
            default:
                SetText(field, value, context, ref record);
                return true;
        }
    }

    private static void SetText(W3cField field, ReadOnlySpan<byte> value, LogContext context, scoped ref LogRecord record)
    {
        switch (field)
        {
            case W3cField.ClientPort: record.SourcePort = LineScan.TryNumber(value, out var port) && port <= 65535 ? (int)port : -1; break;
            case W3cField.ServerAddress: record.Site = record.Site.IsEmpty ? value : record.Site; break;
            case W3cField.Site: record.Site = value; break;
            case W3cField.Host: record.Host = value; break;
            case W3cField.Account: record.Account = WithBlanks(value, context); break;
            case W3cField.Method: record.Operation = value; break;
            case W3cField.Stem: record.Target = value; break;
            case W3cField.Query: record.Target = Joined(record.Target, value, context); break;
            case W3cField.Bytes: record.Bytes = LineScan.TryNumber(value, out var bytes) ? bytes : -1; break;
            case W3cField.UserAgent: record.UserAgent = WithBlanks(value, context); break;
            case W3cField.Referer: record.Referer = WithBlanks(value, context); break;
            case W3cField.Reason: record.Session = value; break;
            default: break;
        }
    }

    private static ReadOnlySpan<byte> WithBlanks(ReadOnlySpan<byte> value, LogContext context)
    {
        if (!value.Contains((byte)'+')) return value;
        var room = context.Room(value.Length);
        value.Replace(room, (byte)'+', (byte)' ');
        return room;
    }

    private static ReadOnlySpan<byte> Joined(ReadOnlySpan<byte> stem, ReadOnlySpan<byte> query, LogContext context)
    {
        var room = context.Room(stem.Length + 1 + query.Length);
        stem.CopyTo(room);
        room[stem.Length] = (byte)'?';
        query.CopyTo(room[(stem.Length + 1)..]);
        return room;
    }
}
