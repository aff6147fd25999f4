namespace Noroshi.Sensor.Logs;

/// <summary>What kind of thing a line records. Detectors look at this first.</summary>
public enum RecordKind
{
    /// <summary>Something else; only rules on the text look at it.</summary>
    Other,

    /// <summary>An HTTP request.</summary>
    Request,

    /// <summary>A try to authenticate, with its outcome.</summary>
    Login,

    /// <summary>A connection opened or refused before any authentication.</summary>
    Connection,

    /// <summary>A session of an account began.</summary>
    SessionOpened,

    /// <summary>A session of an account ended.</summary>
    SessionClosed,

    /// <summary>Rights were raised: sudo, su, a privileged log-on.</summary>
    Elevation,

    /// <summary>A file went up, down or away.</summary>
    Transfer,

    /// <summary>A message was accepted, relayed, refused.</summary>
    Mail,

    /// <summary>An account or group was made, changed, locked, removed.</summary>
    AccountChange,

    /// <summary>A protective device speaks: web application firewall, intrusion detection, packet filter.</summary>
    Alarm,

    /// <summary>A name was looked up.</summary>
    NameLookup,

    /// <summary>A command was run or typed, as in an audit log or a honeypot.</summary>
    Command,
}
