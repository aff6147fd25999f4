namespace Noroshi.Sensor.Logs;

/// <summary>A line of radius.log: <c>Thu Oct 17 16:34:14 2013 : Auth: (7) Login incorrect ...</c>.</summary>
/// <remarks>FreeRADIUS src/lib/log.c; times are ctime's, without a zone.</remarks>
public sealed class RadiusLine : ILogFormat
{
    private static readonly Radius Texts = new();

    /// <inheritdoc/>
    public string Name => "radius-line";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool CanBegin(byte first) => LogFormats.IsWeekday(first);

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (text.Length < 30 || !text[24..].StartsWith(" : "u8) || !LogTimeText.TryCtime(text, context.Clock, out record.Time, out _)) return false;
        var rest = text[27..];
        record.Format = "radius";
        record.Message = rest;
        if (!LineScan.TryUntil(ref rest, ": "u8, out var level) || level.Contains((byte)' ')) return false;
        var time = record.Time;
        if (Texts.TryRead(rest, context, ref record)) return true;
        record = new() { Format = "radius", Time = time, Message = text[27..] };
        return true;
    }
}
