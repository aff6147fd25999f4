namespace Noroshi.Sensor.Logs;

/// <summary>A line of Exim's own main or reject log: <c>2026-01-02 03:04:05 [+0900] [[pid]] text</c>.</summary>
/// <remarks>Exim specification, chapter "Log files"; log selectors <c>millisec</c>, <c>pid</c> and the option <c>log_timezone</c>. Asked before syslog, for which a time and two words are enough.</remarks>
public sealed class EximLine : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "exim-line";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool CanBegin(byte first) => LogFormats.IsDigit(first);

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (text.Length < 30 || text[4] != '-' || text[10] != ' ') return false;
        if (!LogTimeText.TryIso(text, context.Clock, out record.Time, out var used) || used >= text.Length || text[used] != ' ') return false;
        var rest = text[(used + 1)..];
        if (rest is [(byte)'[', ..] && rest.IndexOf("] "u8) is > 0 and < 12 and var pid) rest = rest[(pid + 2)..];
        record.Format = "exim";
        record.Message = rest;
        return Exim.TryText(rest, ref record);
    }
}
