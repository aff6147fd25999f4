namespace Noroshi.Cli.Scan;

/// <summary>What logs of the kinds that were read cannot show: silence there proves nothing.</summary>
internal static class BlindSpots
{
    private static readonly (string Key, string[] Formats)[] _known =
    [
        ("scan.blind.web", ["combined", "iis", "nginx", "apache", "caddy", "haproxy", "httperr"]),
        ("scan.blind.login", ["sshd", "pam", "sudo", "su", "login"]),
        ("scan.blind.mail", ["postfix", "sendmail", "exim", "dovecot", "courier"]),
        ("scan.blind.ftp", ["vsftpd", "proftpd", "pure-ftpd", "xferlog"]),
    ];

    /// <summary>Keys of the texts that apply.</summary>
    internal static IEnumerable<string> Of(ScanResult result) =>
        _known.Where(k => k.Formats.Any(f => result.Formats.Keys.Any(r => r.StartsWith(f, StringComparison.Ordinal)))).Select(k => k.Key);
}
