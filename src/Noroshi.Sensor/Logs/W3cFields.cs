using System.Text;

namespace Noroshi.Sensor.Logs;

/// <summary>The columns a W3C extended log declared with <c>#Fields:</c>, and the software that wrote it.</summary>
internal sealed class W3cFields
{
    private const int MaxColumns = 128;

    private W3cFields(W3cField[] columns, bool hasTabs) => (Columns, HasTabs) = (columns, hasTabs);

    /// <summary>What IIS 7 and later write unless told otherwise.</summary>
    internal static W3cFields IisDefault { get; } = Parse("date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken"u8)!;

    /// <summary>What IIS 6 writes unless told otherwise.</summary>
    internal static W3cFields Iis6Default { get; } = Parse("date time s-sitename s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status"u8)!;

    /// <summary>What IIS writes when told to write everything.</summary>
    internal static W3cFields IisEverything { get; } = Parse("date time s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs-version cs(User-Agent) cs(Cookie) cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken"u8)!;

    /// <summary>What HTTP.sys writes unless told otherwise.</summary>
    internal static W3cFields HttpErrDefault { get; } = Parse("date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename"u8)!;

    /// <summary>What each column is.</summary>
    internal W3cField[] Columns { get; }

    /// <summary>Whether columns are parted by tabs (CloudFront).</summary>
    internal bool HasTabs { get; }

    /// <summary>Whether the log is that of HTTP.sys.</summary>
    internal bool IsHttpErr { get; init; }

    /// <summary>The day of the <c>#Date:</c> directive, for rows with a time only.</summary>
    internal long DayMs { get; set; } = LogRecord.NoTime;

    /// <summary>Reads a declaration; null when it does not name at least a client or a time.</summary>
    internal static W3cFields? Parse(ReadOnlySpan<byte> names)
    {
        List<W3cField> columns = [];
        foreach (var name in Encoding.UTF8.GetString(names).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Take(MaxColumns)) columns.Add(Of(name));
        if (!columns.Contains(W3cField.ClientAddress) && !columns.Contains(W3cField.Time)) return null;
        var isHttpErr = names.IndexOf("s-queuename"u8) >= 0 || names.IndexOf("s-reason"u8) >= 0;
        return new([.. columns], names.IndexOf("x-edge-"u8) >= 0) { IsHttpErr = isHttpErr };
    }

    private static W3cField Of(string name) => name.ToUpperInvariant() switch
    {
        "DATE" => W3cField.Date,
        "TIME" => W3cField.Time,
        "C-IP" => W3cField.ClientAddress,
        "C-PORT" => W3cField.ClientPort,
        "S-IP" => W3cField.ServerAddress,
        "S-COMPUTERNAME" or "X-EDGE-LOCATION" => W3cField.Host,
        "S-SITENAME" => W3cField.SiteName,
        "CS-USERNAME" => W3cField.Account,
        "CS-METHOD" => W3cField.Method,
        "CS-URI" or "CS-URI-STEM" => W3cField.Stem,
        "CS-URI-QUERY" => W3cField.Query,
        "CS-HOST" or "CS(HOST)" => W3cField.Site,
        "SC-STATUS" => W3cField.Status,
        "SC-BYTES" => W3cField.Bytes,
        "CS(USER-AGENT)" => W3cField.UserAgent,
        "CS(REFERER)" => W3cField.Referer,
        "S-REASON" => W3cField.Reason,
        _ => W3cField.Other,
    };
}

/// <summary>A column of a W3C extended log that records have a place for.</summary>
internal enum W3cField : byte
{
    Other,
    Date,
    Time,
    ClientAddress,
    ClientPort,
    ServerAddress,
    Host,
    SiteName,
    Account,
    Method,
    Stem,
    Query,
    Site,
    Status,
    Bytes,
    UserAgent,
    Referer,
    Reason,
}
