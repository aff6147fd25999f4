using System.Collections.Frozen;

namespace Noroshi.Sensor.Rules.Lines;

/// <summary>
/// Which lines the words of a rule's log source mean. What is said must fit, all of it. A word that is not in the tables fits every line, since its owner knows what they write it for; but then the line must
/// have one of the fields the rule asks for, or a rule that says what a field must not be would fire at everything.
/// </summary>
/// <remarks>Sigma taxonomy appendix 2.0.0, "Log Sources"; numbers of Windows events as Sysmon and the Security log have them.</remarks>
internal static class LogSources
{
    private delegate bool Fit(in LineKind line);

    private static readonly FrozenDictionary<string, Fit> Categories = Table(new()
    {
        ["webserver proxy"] = (in l) => l.IsRequest,
        ["dns"] = (in l) => !l.IsRequest && !l.IsWindows,
        ["firewall antivirus ids vpn authentication"] = (in l) => !l.IsRequest,
        ["process_creation"] = (in l) => Event(l, 1, 4688),
        ["file_change"] = (in l) => Event(l, 2),
        ["network_connection"] = (in l) => Event(l, 3),
        ["sysmon_status"] = (in l) => Event(l, 4, 16),
        ["process_termination"] = (in l) => Event(l, 5),
        ["driver_load"] = (in l) => Event(l, 6),
        ["image_load"] = (in l) => Event(l, 7),
        ["create_remote_thread"] = (in l) => Event(l, 8),
        ["raw_access_thread"] = (in l) => Event(l, 9),
        ["process_access"] = (in l) => Event(l, 10),
        ["file_event"] = (in l) => Event(l, 11),
        ["registry_add registry_delete"] = (in l) => Event(l, 12),
        ["registry_set"] = (in l) => Event(l, 13),
        ["registry_rename"] = (in l) => Event(l, 14),
        ["registry_event"] = (in l) => Event(l, 12, 13, 14),
        ["create_stream_hash"] = (in l) => Event(l, 15),
        ["pipe_created"] = (in l) => Event(l, 17, 18),
        ["wmi_event"] = (in l) => Event(l, 19, 20, 21),
        ["dns_query"] = (in l) => Event(l, 22),
        ["clipboard_capture"] = (in l) => Event(l, 24),
        ["process_tampering"] = (in l) => Event(l, 25),
        ["file_delete"] = (in l) => Event(l, 23, 26),
        ["file_block_executable"] = (in l) => Event(l, 27),
        ["file_executable_detected"] = (in l) => Event(l, 29),
        ["ps_module"] = (in l) => Event(l, 4103),
        ["ps_script"] = (in l) => Event(l, 4104),
    });

    private static readonly FrozenDictionary<string, Fit> Products = Table(new()
    {
        ["windows"] = (in l) => l.IsWindows,
        // Sysmon for Linux writes Windows events.
        ["linux macos"] = (in l) => !l.IsRequest && (!l.IsWindows || l.Channel.StartsWith("Linux"u8)),
        ["apache nginx iis tomcat"] = (in l) => l.IsRequest || (!l.IsWindows && l.Program.IsEmpty) || l.IsOf(["apache", "apache2", "httpd", "nginx", "tomcat"]),
        ["cisco huawei juniper fortigate fortios paloalto checkpoint"] = (in l) => !l.IsRequest && !l.IsWindows,
    });

    private static readonly FrozenDictionary<string, Fit> Services = Table(new()
    {
        ["sshd ssh"] = (in l) => l.IsOf(["sshd", "sshd-session", "sshd-auth", "dropbear"]),
        ["auth"] = (in l) => l.IsOf(["sshd", "sshd-session", "sshd-auth", "dropbear", "sudo", "su", "login", "pam", "systemd-logind", "useradd", "userdel", "usermod", "groupadd", "groupdel", "passwd", "chpasswd", "polkitd", "gdm", "gdm-password", "lightdm"]),
        ["sudo"] = (in l) => l.IsOf(["sudo"]),
        ["su"] = (in l) => l.IsOf(["su"]),
        ["cron"] = (in l) => l.IsOf(["cron", "crond", "crontab", "anacron", "atd"]),
        ["clamav"] = (in l) => l.IsOf(["clamd", "clamscan", "clamav", "clamonacc", "freshclam", "clamav-milter"]) || l is { Format.Length: 0, Program.IsEmpty: true },
        ["vsftpd"] = (in l) => l.IsOf(["vsftpd"]),
        ["auditd"] = (in l) => l.IsOf(["auditd", "audispd", "audisp-syslog", "audit", "kernel", "laurel"]) || (!l.IsRequest && l.Program.IsEmpty),
        ["guacamole"] = (in l) => l.IsOf(["guacd", "guacamole", "tomcat"]) || l.Program.IsEmpty,
        ["syslog modsecurity"] = (in l) => !l.IsRequest,
        ["apache"] = (in l) => l.IsRequest || (!l.IsWindows && l.Program.IsEmpty) || l.IsOf(["apache", "apache2", "httpd"]),
        ["security"] = (in l) => Channel(l, "Security"u8),
        ["system"] = (in l) => Channel(l, "System"u8),
        ["application"] = (in l) => Channel(l, "Application"u8),
        ["sysmon"] = (in l) => Channel(l, "Sysmon/Operational"u8),
        ["powershell"] = (in l) => Channel(l, "Microsoft-Windows-PowerShell/Operational"u8) || Channel(l, "PowerShellCore/Operational"u8),
        ["powershell-classic"] = (in l) => Channel(l, "Windows PowerShell"u8),
        ["taskscheduler"] = (in l) => Channel(l, "TaskScheduler/Operational"u8),
        ["wmi"] = (in l) => Channel(l, "WMI-Activity/Operational"u8),
        ["windefend"] = (in l) => Channel(l, "Windows Defender/Operational"u8),
        ["dns-server"] = (in l) => Channel(l, "DNS Server"u8),
        ["bits-client"] = (in l) => Channel(l, "Bits-Client/Operational"u8),
    });

    /// <summary>Whether the tables know every word.</summary>
    internal static bool IsKnown(LogSource source) =>
        (source.Category is null || Categories.ContainsKey(source.Category)) && (source.Product is null || Products.ContainsKey(source.Product)) && (source.Service is null || Services.ContainsKey(source.Service));

    /// <summary>Whether a rule is written for a line.</summary>
    internal static bool Fits(LogSource source, in LineKind line) =>
        line.IsUnknownObject || (Fits(Categories, source.Category, line) && Fits(Products, source.Product, line) && Fits(Services, source.Service, line));

    private static bool Fits(FrozenDictionary<string, Fit> table, string? word, in LineKind line) => word is null || !table.TryGetValue(word, out var fit) || fit(line);

    /// <summary>An event of one of some numbers. What has no number may be such an event in another shape: a command that was run, an object.</summary>
    private static bool Event(in LineKind line, params ReadOnlySpan<int> ids) => line.EventId < 0 ? !line.IsRequest && !line.IsWindows : ids.Contains(line.EventId);

    // Services of Windows are channels; elsewhere the word says nothing.
    private static bool Channel(in LineKind line, ReadOnlySpan<byte> name) => line.Channel.IsEmpty || line.Channel.EndsWith(name);

    private static FrozenDictionary<string, Fit> Table(Dictionary<string, Fit> rows) =>
        rows.SelectMany(row => row.Key.Split(' '), (row, word) => (word, row.Value)).ToFrozenDictionary(r => r.word, r => r.Value, StringComparer.Ordinal);
}
