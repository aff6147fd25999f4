namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>A message in a mail server's queue: an account sent it, or a source that did not log in.</summary>
internal struct QueuedMessage : IRemembered
{
    public long Touched { get; set; }

    /// <summary>Key of the account; 0 for none.</summary>
    internal ulong Account;

    /// <summary>Key of the source among the strangers of <see cref="RelayBook"/>; 0 when it is none of them.</summary>
    internal ulong Stranger;

    public readonly int Worth => Account != 0 ? 1 : 0;
}
