namespace Noroshi.Sensor.Logs;

/// <summary>A line of PostgreSQL's own log, whatever <c>log_line_prefix</c> it has.</summary>
/// <remarks>PostgreSQL documentation, "Error Reporting and Logging". Asked before syslog, for which a time and two words are enough.</remarks>
public sealed class PostgreSqlLine : ILogFormat
{
    private static readonly PostgreSql Texts = new();

    /// <inheritdoc/>
    public string Name => "postgresql-line";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        // A line through syslog begins with a month's name and is read by its program.
        if (text.Length < 20 || text[3] == ' ' || text[0] is (byte)'<' or (byte)'{') return false;
        return Texts.TryRead(text, context, ref record);
    }
}
