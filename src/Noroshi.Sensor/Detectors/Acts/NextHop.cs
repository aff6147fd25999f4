namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>An address that mail was handed to.</summary>
internal struct NextHop : IRemembered
{
    public long Touched { get; set; }

    /// <summary>Whether it is of another network: not a content filter or a server of the own.</summary>
    internal bool IsForeign;

    public readonly int Worth => 0;
}
