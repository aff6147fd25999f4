namespace Noroshi.Formats.Syslog;

/// <summary>Whether a text is a syslog message, and if not, which part is the first that is wrong.</summary>
public enum SyslogOutcome
{
    /// <summary>The text is a message.</summary>
    Valid,

    /// <summary>The text is empty.</summary>
    Empty,

    /// <summary>No <c>&lt;PRI&gt;</c>, or one that is not 0 to 191 without leading zeros.</summary>
    BadPriority,

    /// <summary>The version is not a number of one to three digits that begins with 1 to 9.</summary>
    BadVersion,

    /// <summary>The timestamp is missing or is not one the standard permits.</summary>
    BadTimestamp,

    /// <summary>The host name is missing, too long, or has characters that are not visible ASCII.</summary>
    BadHostname,

    /// <summary>The application name, likewise.</summary>
    BadAppName,

    /// <summary>The process id, likewise.</summary>
    BadProcId,

    /// <summary>The message id, likewise.</summary>
    BadMsgId,

    /// <summary>The structured data does not follow the grammar.</summary>
    BadStructuredData,

    /// <summary>An element of the structured data has the id of an earlier one.</summary>
    DuplicateElement,

    /// <summary>A message that declares itself UTF-8 is not.</summary>
    BadMessage,
}
