namespace Noroshi.Sensor.Logs;

/// <summary>A line of Dovecot's own log file: <c>Jan 02 03:04:05 imap-login: Info: Login: user=...</c>, also with an ISO time.</summary>
/// <remarks>Dovecot, settings <c>log_path</c> and <c>log_timestamp</c> (default <c>"%b %d %H:%M:%S "</c>).</remarks>
public sealed class DovecotLine : ILogFormat
{
    private static readonly Dovecot Texts = new();

    /// <inheritdoc/>
    public string Name => "dovecot-line";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool CanBegin(byte first) => LogFormats.IsDigit(first) || LogFormats.IsMonth(first);

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (text.Length < 40) return false;
        var start = text[3] == ' ' ? 16 : 20;
        var rest = text[start..];
        LineScan.TrySkip(ref rest, "dovecot: "u8);
        var colon = rest[..Math.Min(rest.Length, 40)].IndexOf(": "u8);
        if (colon < 4 || rest[..colon].Contains((byte)' ') || !(rest[..colon].EndsWith("-login"u8) || rest.StartsWith("auth: "u8) || rest.StartsWith("auth-worker("u8))) return false;
        if (start == 16 ? !LogTimeText.TrySyslog(text, context.Clock, out record.Time, out _) : !LogTimeText.TryIso(text, context.Clock, out record.Time, out _)) return false;
        record.Message = rest;
        return Texts.TryRead(rest, context, ref record);
    }
}
