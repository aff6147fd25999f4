namespace Noroshi.Sensor.Detectors;

/// <summary>How bad it is if a finding is right.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing to do.</summary>
    Info,

    /// <summary>The everyday noise of the Internet, turned away.</summary>
    Low,

    /// <summary>Someone means this organisation, or a rule of its own was broken.</summary>
    Medium,

    /// <summary>It probably worked, or works soon unless something is done.</summary>
    High,

    /// <summary>It worked: act now.</summary>
    Critical,
}
