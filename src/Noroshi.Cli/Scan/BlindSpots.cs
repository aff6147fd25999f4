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
    internal static IEnumerable<string> Of(ScanResult result)
    {
        string[] read = [.. result.Formats.Keys];
        foreach (var (key, formats) in _known)
        {
            if (formats.Any(f => read.Any(r => r.StartsWith(f, StringComparison.Ordinal)))) yield return key;
        }
    }
}
