namespace Noroshi.Formats.Syslog;

/// <summary>The names of facilities and severities.</summary>
/// <remarks>RFC 5424 tables 1 and 2; the short names are those of POSIX syslog.h and rsyslog, facility 13 to 15 as in the RFC.</remarks>
public static class SyslogNames
{
    private static readonly string[] Facilities =
    [
        "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp", "ntp", "audit", "alert", "clock",
        "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
    ];

    private static readonly string[] Severities = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"];

    /// <summary>The name of a facility, or null.</summary>
    /// <param name="facility">0 to 23.</param>
    public static string? OfFacility(int facility) => (uint)facility < (uint)Facilities.Length ? Facilities[facility] : null;

    /// <summary>The name of a severity, or null.</summary>
    /// <param name="severity">0 to 7.</param>
    public static string? OfSeverity(int severity) => (uint)severity < (uint)Severities.Length ? Severities[severity] : null;

    /// <summary>Reads <c>facility.severity</c>, such as <c>authpriv.info</c>.</summary>
    /// <param name="text">The two names.</param>
    /// <param name="priority">Facility times eight plus severity.</param>
    public static bool TryPriority(ReadOnlySpan<byte> text, out int priority)
    {
        priority = -1;
        var dot = text.IndexOf((byte)'.');
        if (dot <= 0 || text.Length > 20) { return false; }
        var facility = Find(Facilities, text[..dot]);
        var severity = text[(dot + 1)..] is var name && name.SequenceEqual("warn"u8) ? 4 : name.SequenceEqual("error"u8) ? 3 : name.SequenceEqual("panic"u8) ? 0 : Find(Severities, name);
        if (facility < 0 || severity < 0) { return false; }
        priority = (facility * 8) + severity;
        return true;
    }

    /// <summary>Whether a word names a severity, such as <c>err</c> or <c>warning</c>.</summary>
    /// <param name="text">The word.</param>
    public static bool IsSeverity(ReadOnlySpan<byte> text) => Find(Severities, text) >= 0;

    private static int Find(string[] names, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (System.Text.Ascii.Equals(names[i], name)) { return i; }
        }
        return -1;
    }
}
