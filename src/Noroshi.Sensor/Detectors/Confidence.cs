namespace Noroshi.Sensor.Detectors;

/// <summary>How sure a finding is that it means what its title says.</summary>
public enum Confidence
{
    /// <summary>There is a harmless explanation that happens often; look before acting.</summary>
    Low,

    /// <summary>Harmless explanations are rare.</summary>
    Medium,

    /// <summary>Hardly anything harmless looks like this.</summary>
    High,
}
