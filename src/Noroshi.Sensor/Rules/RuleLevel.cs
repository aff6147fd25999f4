namespace Noroshi.Sensor.Rules;

/// <summary>How grave a rule's firing is, in Sigma's words.</summary>
public enum RuleLevel
{
    /// <summary>Not said.</summary>
    Unsaid,

    /// <summary>Meant to enrich, not to alert.</summary>
    Informational,

    /// <summary>Rarely an incident.</summary>
    Low,

    /// <summary>To be looked at regularly.</summary>
    Medium,

    /// <summary>To be looked at promptly.</summary>
    High,

    /// <summary>Very likely an incident.</summary>
    Critical,
}

/// <summary>How far a rule is tried, in Sigma's words.</summary>
public enum RuleStatus
{
    /// <summary>Not said.</summary>
    Unsaid,

    /// <summary>Good for production.</summary>
    Stable,

    /// <summary>May need small changes.</summary>
    Test,

    /// <summary>May raise false alarms.</summary>
    Experimental,

    /// <summary>Replaced by another rule.</summary>
    Deprecated,

    /// <summary>Not usable as it is.</summary>
    Unsupported,
}
