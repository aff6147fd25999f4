namespace Noroshi.Sensor.Detectors.Web.Files;

/// <summary>Files of operating systems and applications that only their owners read.</summary>
/// <remarks>Filesystem Hierarchy Standard 3.0, proc(5), and where the common servers keep their settings.</remarks>
internal static class SystemFiles
{
    private static readonly byte[][] Files =
    [
        .. Bytes("""
            etc/passwd etc/shadow etc/group etc/hosts etc/issue etc/fstab etc/crontab etc/sudoers etc/resolv.conf etc/motd etc/profile etc/inetd.conf etc/my.cnf etc/mysql/ etc/apache2/ etc/httpd/ etc/nginx/ etc/ssh/ etc/ssl/
            etc/redhat-release etc/debian_version etc/os-release etc/lsb-release etc/services etc/exports etc/bashrc etc/subuid etc/subgid etc/gshadow etc/master.passwd etc/security/ etc/network/ etc/sysconfig/ etc/php etc/tomcat etc/cron etc/init.d etc/samba/ etc/postfix/ etc/vsftpd etc/proftpd etc/ldap etc/krb5 etc/environment etc/hostname etc/mtab etc/pam etc/shells etc/securetty etc/rc etc/dovecot etc/exim etc/bind etc/named
            proc/self/ proc/version proc/cpuinfo proc/meminfo proc/net/ proc/mounts proc/cmdline proc/1/ proc/sched proc/sys/ proc/modules proc/partitions sys/class/ sys/kernel/ dev/mem dev/kmem dev/shm
            var/log/ var/run/ var/spool/ var/mail/ var/lib/mysql var/lib/php var/backups/ var/www/ var/apache usr/local/apache usr/local/etc/ usr/local/nginx usr/share/tomcat usr/lib/ usr/etc/ opt/lampp opt/xampp opt/tomcat
            root/.ssh root/.bash root/.my root/.aws root/.profile home/.ssh .ssh/id_ .ssh/authorized_keys .ssh/known_hosts .ssh/config .bash_history .bashrc .bash_profile .profile .mysql_history .psql_history .viminfo .netrc .pgpass .aws/credentials .aws/config .docker/config .kube/config .npmrc .git-credentials .gnupg
            id_rsa id_dsa id_ecdsa id_ed25519 private_key httpd.conf apache2.conf nginx.conf php.ini my.cnf my.ini sshd_config vsftpd.conf proftpd.conf smb.conf
            boot.ini win.ini system.ini windows/win winnt/ windows/system32 system32/ windows/repair windows/php windows/my windows/debug windows/panther windows/temp windows/explorer sysprep.inf sysprep.xml unattend.xml unattended.xml ntuser.dat ntds.dit config/sam config/regback config/system drivers/etc/hosts inetpub/ autoexec.bat pagefile.sys hiberfil.sys desktop.ini
            web-inf/ meta-inf/ web.config applicationhost.config machine.config global.asax wp-config.php configuration.php settings.php settings.py wc.db .ds_store .npmrc .pypirc database.yml secrets.yml localsettings.php config.inc.php parameters.yml application.properties application.yml tomcat-users.xml server.xml web.xml .htpasswd .htaccess .env .git/config .svn/entries
            """),
    ];

    /// <summary>Files whose name alone, anywhere in a value, is worth showing.</summary>
    private static readonly byte[][] Telling =
    [
        .. Bytes("""
            /etc/passwd /etc/shadow /etc/group /etc/hosts /etc/issue /etc/sudoers /etc/crontab /etc/fstab /etc/apache2 /etc/httpd /etc/nginx /etc/mysql /etc/ssh/ /etc/my.cnf /etc/php /etc/resolv.conf /etc/services /etc/subuid /etc/subgid /etc/gshadow /etc/os-release /etc/redhat-release /etc/profile /proc/self/ /proc/version /proc/cpuinfo
            /proc/net/ /proc/1/ /proc/mounts /proc/cmdline /proc/sys /proc/meminfo /sys/class /sys/kernel /var/log/ /var/run/ /var/lib/php /var/lib/mysql /var/mail/ /var/spool/ /root/.ssh /root/. /dev/shm boot.ini win.ini system.ini system32 /.ssh/ .ssh/id_ .ssh/authorized_keys id_rsa id_ed25519 .bash_history .mysql_history
            web-inf/ meta-inf/ web-inf\ meta-inf\ web.config wp-config.php .htpasswd .htaccess .aws/credentials ntuser.dat ntds.dit sysprep.inf unattend.xml inetpub\ inetpub/ applicationhost.config tomcat-users.xml .git/config .git/head .git/ .svn/ .hg/ .bashrc .bash_profile .netrc .pgpass .docker/config .kube/config /opt/lampp /usr/local/apache c:\windows c:/windows c:\boot c:/boot c:\inetpub c:/inetpub c:\winnt c:/winnt
            /dev/stdin /dev/fd/ /proc/sched /proc/config /proc/filesystems /proc/modules /proc/partitions /proc/thread-self /proc/devices /sys/devices /sys/kernel /run/secrets/ /boot/grub /.dockerenv /var/www/ /var/lib/ /var/backups/
            /usr/local/etc/ /usr/share/nginx /usr/share/apache /usr/share/tomcat /tmp/sess_ /var/tmp/sess_ /root/anaconda /php.ini \php.ini /my.cnf /my.ini \my.ini /httpd.conf \httpd.conf /nginx.conf \nginx.conf \xampp\ /xampp/ c:\wamp c:/wamp /lampp/
            /access.log /access_log /error.log /error_log /errors.log \access.log \error.log /var/task/ /conf/server.xml /library/webserver /private/etc/
            windows\win winnt\ windows/win etcpasswd windowswin.ini web-infweb.xml inetpubwwwroot /etc\passwd \etc\passwd \windows\ etc/passwd
            """),
    ];

    private static ReadOnlySpan<byte> Settings => "/etc/"u8;

    /// <summary>All names, for the one look at a whole request.</summary>
    internal static IEnumerable<byte[]> All => [.. Files, .. Telling, Settings.ToArray()];

    /// <summary>Whether a path, without what leads to it, names such a file.</summary>
    internal static bool IsNamed(ReadOnlySpan<byte> path)
    {
        foreach (var file in Files)
        {
            if (path.IndexOf(file) >= 0) return true;
        }
        return false;
    }

    /// <summary>Whether such a file stands anywhere in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isPath">Whether it is a path, in which sites have folders called etc as well.</param>
    internal static bool IsMentioned(ReadOnlySpan<byte> text, bool isPath = false)
    {
        if (!isPath && text.IndexOf(Settings) >= 0) return true;
        foreach (var file in Telling)
        {
            var at = text.IndexOf(file);
            if (at >= 0 && (at == 0 || !Lexis.IsLetter(file[0]) && file[0] != '.' || !Lexis.IsWord(text[at - 1]))) return true;
        }
        return false;
    }

    private static IEnumerable<byte[]> Bytes(string words) => words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(System.Text.Encoding.ASCII.GetBytes);
}
