namespace Noroshi.Sensor.Logs.Json;

/// <summary>The fields a map can fill; the names in content files are these in small letters with hyphens.</summary>
public enum LogField
{
    /// <summary>When.</summary>
    Time,

    /// <summary>The machine that logged.</summary>
    Host,

    /// <summary>The program that logged.</summary>
    Program,

    /// <summary>Who connected; a port behind it is taken off.</summary>
    Source,

    /// <summary>The source's port.</summary>
    SourcePort,

    /// <summary>The account.</summary>
    Account,

    /// <summary>Who acted.</summary>
    Actor,

    /// <summary>The operation.</summary>
    Operation,

    /// <summary>A whole request line: operation, target and protocol.</summary>
    Request,

    /// <summary>What it was done to.</summary>
    Target,

    /// <summary>A query string that belongs behind the target, unless the target has one.</summary>
    Query,

    /// <summary>The site addressed.</summary>
    Site,

    /// <summary>The status.</summary>
    Status,

    /// <summary>Bytes sent.</summary>
    Bytes,

    /// <summary>The referer.</summary>
    Referer,

    /// <summary>The user agent.</summary>
    UserAgent,

    /// <summary>The mail sender.</summary>
    Sender,

    /// <summary>What joins lines of one transaction.</summary>
    Session,

    /// <summary>The message.</summary>
    Message,
}
