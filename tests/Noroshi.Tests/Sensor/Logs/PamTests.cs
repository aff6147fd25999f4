using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>PAM's lines under any program's name, sudo and su.</summary>
public sealed class PamTests
{
    [Theory]
    [InlineData("sshd", "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.9  user=root", "192.0.2.9", "root")]
    [InlineData("sshd", "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.9", "192.0.2.9", "")]
    [InlineData("sshd", "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.9  user=x rhost=198.51.100.66", "192.0.2.9", "x rhost=198.51.100.66")]
    [InlineData("vsftpd", "pam_unix(vsftpd:auth): authentication failure; logname= uid=0 euid=0 tty=ftp ruser=bob rhost=192.0.2.9  user=bob", "192.0.2.9", "bob")]
    [InlineData("vsftpd", "pam_unix(vsftpd:auth): authentication failure; logname= uid=0 euid=0 tty=ftp ruser=x rhost=198.51.100.66 rhost=192.0.2.9  user=x rhost=198.51.100.66", "192.0.2.9", "x rhost=198.51.100.66")]
    [InlineData("vsftpd", "pam_unix(vsftpd:auth): authentication failure; logname= uid=0 euid=0 tty=ftp ruser=x rhost=198.51.100.66 rhost=192.0.2.9", "", "")]
    [InlineData("sshd(pam_unix)", "authentication failure; logname= uid=0 euid=0 tty=NODEVssh ruser= rhost=192.0.2.9  user=root", "192.0.2.9", "root")]
    [InlineData("webui", "PAM 2 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.9  user=root", "192.0.2.9", "root")]
    [InlineData("crond", "pam_access(sshd:account): access denied for user `x' from `198.51.100.66' from `192.0.2.9'", "192.0.2.9", "x' from `198.51.100.66")]
    [InlineData("sudo", "pam_tally2(sudo:auth): user bob (4001) tally 6, deny 5", "", "bob")]
    [InlineData("smbd", "pam_sss(smbd:auth): received for user bob: 7 (Authentication failure)", "", "bob")]
    [InlineData("sshd(pam_google_authenticator)", "Invalid verification code for bob", "", "bob")]
    [InlineData("sshd", "pam_ldap(sshd:auth): Authentication failure; user=bob", "", "bob")]
    [InlineData("sshd", "pam_faillock(sshd:auth): User unknown", "", "")]
    [InlineData("sshd", "pam_krb5(sshd:auth): authentication failure; logname=bob uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.9", "192.0.2.9", "bob")]
    [InlineData("sshd", "pam_krb5(sshd:auth): authentication failure; logname=bob smith uid=0 euid=0 tty=ssh ruser= rhost=client.example.org", "client.example.org", "bob smith")]
    [InlineData("sshd(pam_krb5)", "authentication failure; logname=bob uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.9", "192.0.2.9", "bob")]
    [InlineData("sshd", "(pam_krb5) authentication failure; logname=bob uid=0 euid=0 tty=ssh ruser= rhost=", "", "bob")]
    [InlineData("sshd", "pam_krb5(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.9  user=bob", "192.0.2.9", "bob")]
    [InlineData("sshd", "pam_krb5(sshd:auth): authentication failure; logname=x uid=0 euid=0 tty=ssh ruser= rhost=198.51.100.66 uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.9", "192.0.2.9", "")]
    [InlineData("vsftpd", "pam_krb5(vsftpd:auth): authentication failure; logname=x rhost=198.51.100.66 uid=0 euid=0 tty=ftp ruser=x rhost=198.51.100.66 rhost=192.0.2.9", "192.0.2.9", "x rhost=198.51.100.66")]
    [InlineData("sshd", "pam_unix(sshd:auth): authentication failure; logname=carol uid=1000 euid=0 tty=ssh ruser= rhost=192.0.2.9", "192.0.2.9", "")]
    [InlineData("sshd", "pam_winbind(sshd:auth): request wbcLogonUser failed: WBC_ERR_AUTH_ERROR, PAM error: PAM_AUTH_ERR (7), NTSTATUS: NT_STATUS_LOGON_FAILURE, Error message was: Logon failure", "", "")]
    public void Read_Failure_TakesPamsOwnFields(string program, string message, string source, string account)
    {
        var line = ReadLine.Of($"Oct 12 15:44:43 gate {program}[77]: {message}")!;
        Assert.Equal(("pam", RecordKind.Login, Outcome.Failure, source, account), (line.Said.Format, line.Said.Kind, line.Said.Outcome, line.Said.Source, line.Said.Account));
    }

    [Theory]
    [InlineData("pam_krb5(sshd:auth): user bob authenticated as bob@EXAMPLE.ORG", "bob")]
    [InlineData("pam_krb5(sshd:auth): user x authenticated as root@EXAMPLE.ORG authenticated as bob@EXAMPLE.ORG", "x authenticated as root@EXAMPLE.ORG")]
    [InlineData("(pam_krb5) user bob authenticated as bob/admin@EXAMPLE.ORG", "bob")]
    public void Read_KerberosSuccess_NamesTheAccount(string message, string account)
    {
        var line = ReadLine.Of($"Oct 12 15:44:43 gate sshd[77]: {message}")!;
        Assert.Equal(("pam", RecordKind.Login, Outcome.Success, account), (line.Said.Format, line.Said.Kind, line.Said.Outcome, line.Said.Account));
    }

    [Theory]
    [InlineData("sudo", "   alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/bin/ls /root", Outcome.Success, FailureReason.None, "root", "/bin/ls /root")]
    [InlineData("sudo", "alice : 3 incorrect password attempts ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/sh", Outcome.Failure, FailureReason.WrongSecret, "root", "/bin/sh")]
    [InlineData("sudo", "alice : user NOT in sudoers ; TTY=pts/0 ; PWD=/tmp/ ; USER=bob ; COMMAND=x ; USER=root ; COMMAND=/bin/sh", Outcome.Failure, FailureReason.NotAllowed, "", "x ; USER=root ; COMMAND=/bin/sh")]
    [InlineData("su", "FAILED su for root by alice", Outcome.Failure, FailureReason.WrongSecret, "root", "")]
    [InlineData("su", "(to root) alice on pts/0", Outcome.Success, FailureReason.None, "root", "")]
    [InlineData("su", "- pts/0 alice:root", Outcome.Failure, FailureReason.WrongSecret, "root", "")]
    [InlineData("sudo", "alice : HOST=h ; TTY=pts/0 ; PWD=/ ; USER=postgres ; TSID=000001 ; COMMAND=/bin/sh", Outcome.Success, FailureReason.None, "postgres", "/bin/sh")]
    [InlineData("su", "'su root' failed for alice on /dev/pts/0", Outcome.Failure, FailureReason.WrongSecret, "root", "")]
    [InlineData("su", "'su root' succeeded for alice on /dev/pts/0", Outcome.Success, FailureReason.None, "root", "")]
    public void Read_Elevation_SaysWhoBecameWhom(string program, string message, Outcome outcome, FailureReason reason, string account, string target)
    {
        LogRecord record = new();
        Assert.True(ReadLine.NewReader().TryRead(System.Text.Encoding.UTF8.GetBytes($"Oct 12 15:44:43 gate {program}: {message}"), ref record));
        Assert.Equal((RecordKind.Elevation, outcome, reason), (record.Kind, record.Outcome, record.Reason));
        Assert.Equal(("alice", account, target), (Text(record.Actor), Text(record.Account), Text(record.Target)));
    }

    private static string Text(ReadOnlySpan<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes);
}
