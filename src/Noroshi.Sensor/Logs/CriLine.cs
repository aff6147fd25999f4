namespace Noroshi.Sensor.Logs;

/// <summary>A container's log as containerd and CRI-O write it: <c>2026-10-06T00:17:09.669794202Z stdout F text</c>. An envelope.</summary>
/// <remarks>Kubernetes CRI logging format (kubelet cri, "CRI log"): time in RFC 3339 with nanoseconds, stream, <c>F</c> for a whole line or <c>P</c> for a part of one, text.</remarks>
public sealed class CriLine : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "cri";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool CanBegin(byte first) => LogFormats.IsDigit(first);

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (text.Length < 30 || text[10] != 'T' || !LogTimeText.TryIso(text, context.Clock, out record.Time, out var used) || used >= text.Length) return false;
        var rest = text[used..];
        if (!LineScan.TrySkip(ref rest, " stdout "u8) && !LineScan.TrySkip(ref rest, " stderr "u8)) return false;
        if (rest is not [(byte)'F' or (byte)'P', (byte)' ' or (byte)':', ..]) return false;
        var blank = rest.IndexOf((byte)' ');
        record.Format = "cri";
        record.IsEnvelope = true;
        record.Message = blank < 0 ? [] : rest[(blank + 1)..];
        return true;
    }
}
