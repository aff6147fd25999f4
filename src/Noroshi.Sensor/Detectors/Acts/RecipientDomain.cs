namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>A domain to which one server handed on mail of strangers.</summary>
internal struct RecipientDomain : IRemembered
{
    /// <summary>So many networks make it a domain that the server takes mail for.</summary>
    private const int Many = 3;

    public long Touched { get; set; }

    /// <summary>Networks of the strangers.</summary>
    internal DistinctCount Networks;

    /// <summary>Whether mail for it comes from all sides: the server is its gateway or backup, or forwards there.</summary>
    internal readonly bool IsServed => Networks.Estimate >= Many;

    public readonly int Worth => IsServed ? 1 : 0;
}
