namespace Noroshi.Sensor.Logs;

/// <summary>How what a line records ended.</summary>
public enum Outcome
{
    /// <summary>The line does not say.</summary>
    Unknown,

    /// <summary>It was done.</summary>
    Success,

    /// <summary>It was not done.</summary>
    Failure,
}

/// <summary>Why something failed, as far as the line says.</summary>
public enum FailureReason
{
    /// <summary>Not said.</summary>
    None,

    /// <summary>No such account.</summary>
    UnknownAccount,

    /// <summary>Wrong password, key or one-time code.</summary>
    WrongSecret,

    /// <summary>Account locked, expired, disabled or not allowed here.</summary>
    NotAllowed,

    /// <summary>The peer did not speak the protocol properly: no banner, bad key exchange, too many bad commands.</summary>
    Protocol,

    /// <summary>A mail relay was refused.</summary>
    RelayDenied,

    /// <summary>Refused by a filter: spam, block list, rate limit, firewall.</summary>
    Blocked,
}
