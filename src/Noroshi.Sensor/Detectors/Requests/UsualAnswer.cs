namespace Noroshi.Sensor.Detectors.Requests;

/// <summary>How large a page is when nobody attacks it. An attack that gets just that has been ignored, whatever the status says.</summary>
internal struct UsualAnswer : IRemembered
{
    private const long Slack = 64;

    /// <inheritdoc/>
    public long Touched { get; set; }

    /// <summary>Bytes of the last plain answer with status 200; -1 before any.</summary>
    internal long Bytes { get; set; }

    /// <inheritdoc/>
    public readonly int Worth => 0;

    /// <summary>Whether an answer is about as large as usual: by 64 bytes or a twentieth, since pages carry times and names.</summary>
    internal readonly bool IsLike(long bytes) => Bytes >= 0 && Math.Abs(bytes - Bytes) <= Math.Max(Slack, Bytes / 20);
}
