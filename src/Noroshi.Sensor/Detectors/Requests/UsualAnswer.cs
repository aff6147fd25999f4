namespace Noroshi.Sensor.Detectors.Requests;

/// <summary>How large a page is when nobody attacks it. An attack that gets just that has been ignored, whatever the status says.</summary>
internal struct UsualAnswer
{
    private const long Slack = 64;

    private bool _isKnown;
    private long _bytes;

    /// <summary>Notes a plain answer with status 200.</summary>
    internal void See(long bytes) => (_isKnown, _bytes) = (true, bytes);

    /// <summary>Whether an answer is about as large as usual: by 64 bytes or a twentieth, since pages carry times and names.</summary>
    internal readonly bool IsLike(long bytes) => _isKnown && Math.Abs(bytes - _bytes) <= Math.Max(Slack, _bytes / 20);
}
