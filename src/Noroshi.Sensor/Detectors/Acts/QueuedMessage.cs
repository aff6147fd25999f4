namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>A message in a mail server's queue that an account sent.</summary>
internal struct QueuedMessage : IRemembered
{
    public long Touched { get; set; }

    /// <summary>Key of the account.</summary>
    internal ulong Account;

    public readonly int Worth => 0;
}
