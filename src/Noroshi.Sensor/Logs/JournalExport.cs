namespace Noroshi.Sensor.Logs;

/// <summary>The journal export format of systemd: a field a line, an empty line after each entry. The entry is one record, at its last line.</summary>
/// <remarks>
/// systemd, "Journal Export Formats": <c>NAME=value</c>, or, for a value with line feeds or other control characters, the name alone, then a 64-bit little-endian length, the octets, and a line feed.
/// Since a value's length is told, nothing in a message can begin a new field.
/// </remarks>
public sealed class JournalExport : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "journald-export";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        var entry = context.Declaration as JournalEntry;
        if (entry is null)
        {
            if (!text.StartsWith("__CURSOR="u8) && !text.StartsWith("__REALTIME_TIMESTAMP="u8)) return false;
            context.Declaration = entry = new();
        }
        record.Format = "journald-export";
        if (entry.TakeLine(text)) return true;
        if (entry.IsEmpty) return text.IsEmpty;
        record.IsEnvelope = true;
        record.Time = entry.RealTimeMicroseconds > 0 ? context.Clock.Of(entry.RealTimeMicroseconds / 1000) : LogRecord.NoTime;
        record.Host = entry.Of(JournalEntry.Host);
        record.Program = entry.Of(JournalEntry.Identifier) is { IsEmpty: false } identifier ? identifier : entry.Of(JournalEntry.Command);
        record.Session = entry.Of(JournalEntry.Pid);
        record.Message = entry.Of(JournalEntry.Message);
        entry.Close();
        return true;
    }
}
