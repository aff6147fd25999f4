namespace Noroshi.Sensor.Detectors.Web.Knowledge;

/// <summary>The decoded parts of a request that signatures look at; empty where not under judgement.</summary>
internal readonly ref struct WebParts
{
    private readonly ReadOnlySpan<byte> _target;
    private readonly ReadOnlySpan<byte> _path;
    private readonly ReadOnlySpan<byte> _query;
    private readonly ReadOnlySpan<byte> _agent;
    private readonly ReadOnlySpan<byte> _referer;

    internal WebParts(ReadOnlySpan<byte> text, Place place)
    {
        if (place == Place.Agent) _agent = text;
        else if (place == Place.Referer) _referer = text;
        else
        {
            _target = text;
            RequestParts.Split(text, out _path, out _query);
        }
    }

    internal ReadOnlySpan<byte> this[WebPart part] => part switch
    {
        WebPart.Path => _path,
        WebPart.Query => _query,
        WebPart.Target => _target,
        WebPart.Agent => _agent,
        _ => _referer,
    };
}
