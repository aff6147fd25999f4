namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>A session that began and has not ended yet.</summary>
internal struct OpenSession : IRemembered
{
    public long Touched { get; set; }

    internal long Since;

    public readonly int Worth => 0;
}
