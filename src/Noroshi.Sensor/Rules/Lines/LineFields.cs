using System.Collections.Frozen;

namespace Noroshi.Sensor.Rules.Lines;

/// <summary>The names rules give to what our records hold. A line that has a member of the asked name itself (JSON, key and value) answers with that first.</summary>
/// <remarks>Sigma taxonomy appendix 2.0.0: W3C extended log names for web servers and proxies, Windows names elsewhere; other spellings as the public rules have them.</remarks>
public static class LineFields
{
    private static readonly FrozenDictionary<string, LineField> Names = new Dictionary<LineField, string[]>
    {
        [LineField.Method] = ["cs-method", "c-method", "http_method"],
        [LineField.Uri] = ["cs-uri", "c-uri", "url"],
        [LineField.Stem] = ["cs-uri-stem", "c-uri-stem", "cs-uri-path", "uri_path"],
        [LineField.Query] = ["cs-uri-query", "c-uri-query", "uri_query"],
        [LineField.Extension] = ["c-uri-extension", "cs-uri-extension"],
        [LineField.Version] = ["cs-version"],
        [LineField.Status] = ["sc-status", "status_code"],
        [LineField.Bytes] = ["sc-bytes", "rs-bytes"],
        [LineField.Agent] = ["cs-user-agent", "c-useragent", "c-user-agent", "cs(User-Agent)", "user_agent"],
        [LineField.Referer] = ["cs-referer", "cs-referrer", "c-referer", "cs(Referer)"],
        [LineField.Site] = ["cs-host", "cs(Host)", "r-dns", "c-uri-host", "dst_host", "DestinationHostname"],
        [LineField.Client] = ["c-ip", "src_ip", "SourceIp", "IpAddress", "SourceAddress", "source.ip", "ClientIP", "client_ip", "srcip", "src"],
        [LineField.ClientPort] = ["c-port", "src_port", "SourcePort", "IpPort"],
        [LineField.Account] = ["User", "TargetUserName", "cs-username", "user", "username", "UserName", "account"],
        [LineField.Actor] = ["SubjectUserName"],
        [LineField.Machine] = ["Computer", "ComputerName", "Hostname", "hostname", "host", "dvc"],
        [LineField.Program] = ["program", "process", "ProcessName", "Provider_Name", "SyslogIdentifier"],
        [LineField.Message] = ["message", "Message", "msg"],
        [LineField.Command] = ["CommandLine", "cmdline", "command"],
        [LineField.File] = ["TargetFilename", "filename", "file", "path"],
        [LineField.Name] = ["query", "QueryName", "dns.question.name"],
        [LineField.Sender] = ["sender", "from"],
        [LineField.Recipient] = ["recipient", "to"],
        [LineField.Session] = ["session", "LogonId"],
    }.SelectMany(f => f.Value, (f, name) => (name, f.Key)).ToFrozenDictionary(f => f.name, f => f.Key, StringComparer.Ordinal);

    /// <summary>All names.</summary>
    public static IEnumerable<string> Known => Names.Keys.Order(StringComparer.Ordinal);

    /// <summary>Whether a record has a place for a field of this name.</summary>
    /// <param name="name">As a rule writes it.</param>
    public static bool IsKnown(string name) => Names.ContainsKey(name);

    internal static LineField Of(string name) => Names.GetValueOrDefault(name);
}
