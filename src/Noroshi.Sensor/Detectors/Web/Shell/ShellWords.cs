namespace Noroshi.Sensor.Detectors.Web.Shell;

/// <summary>Commands of Unix and Windows shells, by how likely the same word is plain language.</summary>
/// <remarks>POSIX.1-2024 utilities, GNU coreutils, util-linux, common network and administration tools; Windows commands reference; what GTFOBins and LOLBAS document as usable for running other things.</remarks>
internal static class ShellWords
{
    /// <summary>Hardly a word of any language.</summary>
    internal const int Rare = 3;

    /// <summary>A command first, but heard elsewhere.</summary>
    internal const int Middle = 2;

    /// <summary>A word of plain language too.</summary>
    internal const int Common = 1;

    /// <summary>Set beside the likelihood for commands of Windows.</summary>
    internal const int Windows = 4;

    private static readonly Words Unix = Words.Groups(
        (Rare, """
            whoami ifconfig netstat uname chmod chown chgrp wget nslookup traceroute tracepath mkfifo mknod lsof dmesg crontab iptables ip6tables nft useradd userdel usermod adduser deluser groupadd passwd
            visudo sudoedit sudo nohup setsid printenv busybox ncat netcat socat telnet tcpdump nmap xxd hexdump uudecode uuencode base64 base32 gunzip gzip bzip2 bunzip2 xz unxz zcat bzcat xzcat zgrep egrep fgrep pgrep pkill
            killall mkdir rmdir mktemp rsync scp sftp sshd ssh-copy-id ssh-keygen ssh-agent apt-get apt-cache dpkg yum dnf rpm pacman zypper apk pip pip3 npm npx gem cpan systemctl journalctl initctl runlevel
            lscpu lsblk lspci lsusb lsmod modprobe insmod rmmod fdisk mkfs fsck umount losetup mkswap swapon blkid findmnt iconv readelf objdump objcopy gdb strace ltrace ldd ldconfig nm gcc g++ cc1 clang tclsh awk gawk mawk nawk
            perl python python2 python3 php php5 php7 php-cgi ruby lua luajit bash zsh ksh csh tcsh ash dash fish rbash sh pwsh irb jjs jrunscript rhino mysqldump mysqladmin psql sqlite3 mongo redis-cli tftp lftp ftp lynx w3m aria2c
            vi vim rvim vimdiff nano emacs pico ed sed xargs tee nl tac rev od strings stty setarch sysctl taskset unshare nsenter chroot pkexec doas capsh doskey hping3 arp arping ss iwconfig ethtool route ipcs finger getent getfacl setfacl
            lsattr chattr md5sum sha1sum sha256sum cksum shuf seq numfmt comm fmt expand unexpand paste csplit ptx basenc pinky logname users groups dirname basename readlink realpath truncate fallocate shred mlocate updatedb whereis whatis
            apropos zless zmore zdiff zcmp zstd zstdcat lz4 lzma unlzma xzgrep tar cpio unzip 7z 7za 7zr unrar ar ranlib make cmake jq openssl gpg kubectl docker dockerd podman crictl ctr runc helm terraform vagrant ansible ansible-playbook ansible-vault ansible-galaxy
            ansible-config ansible-console ansible-doc ansible-inventory ansible-pull chef-run chef-client chef-solo chef-vault knife puppet cscli rmt cpulimit watchdog nice ionice renice timeout stdbuf script scriptreplay screen tmux byobu dtach expect
            rvm nvm conda aws gcloud gsutil az azcopy s3cmd rclone certbot msfconsole msfvenom sqlmap nikto hydra rlogin rsh rcp rexec rlwrap logger mailx sendmail mutt exim postfix git svn cvs hg bzr
            showmount smbclient rpcclient ldapsearch dig drill kdig ipset nc.traditional nc.openbsd pdksh mksh csplit c89 c99 c++ gcc7 gcc8 gcc9 gcc10 f77 gfortran gimp-console mawk tclsh8 wish xelatex pdflatex lualatex loginctl hostnamectl timedatectl localectl
            bcdboot bconsole sqlplus telinit kdump kexec grub-install update-rc.d chkconfig insserv zsoelim aptitude apt snapctl flatpak dstat iostat mpstat vmstat pidstat sar iotop htop atop slabtop pmap pstree pidof fuser perf pipx flock aa-exec aa-disable chef knife lxc incus virsh qemu-img ufw firewall-cmd nmcli nohup lslogins lastlog lastb faillog utmpdump chpasswd chsh chfn vipw vigr newgrp sg gpasswd
            mkpasswd pwck grpck authconfig auditctl ausearch aureport getcap setcap getenforce setenforce restorecon semanage fakeroot debugfs dumpe2fs tune2fs xfs_info smartctl hdparm parted wipefs cryptsetup lvs pvs vgs mdadm expr ftpget ftpput gci gwmi iwr irm usleep rmt-tar xterm iwmi ipmo saps spps rcsi trcm
            agetty ansible-test apport-cli aspell bpftrace batcat busctl check_by_ssh check_cups check_log check_memory check_raid check_ssl_cert check_statusfile choom clamscan cobc cupsfilter dmsetup dosbox dvips easy_install efax elvish enscript espeak exiftool fping genisoimage ghc ghci ginsh gnuplot iftop ispell jtag ksshell ksu latexmk lwp-download lwp-request masscan minicom msgattrib msgcat msgconv msgfilter msgmerge msguniq multitime nasm ncdu ncftp ntpdate pandoc perlbug pexec psftp qpdf restic rpmdb rpmquery rpmverify run-mailcap run-parts rview sash scanmem scrot setlock slsh softlimit ssh-keyscan sshpass start-stop-daemon systemd-resolve systemd-run systemd-analyze tasksh tdbtool tmate torify torsocks troff nroff unsquashfs valgrind varnishncsa wg-quick whiptail xdg-user-dir xdotool xetex xmodmap yash ld.so ld-linux luatex lastcomm ipvsadm brctl rfkill lshw dmidecode hwclock logsave mkinitrd depmod telnetd rndc named-checkconf ldapmodify ldapadd kinit mongosh mongodump pg_dump pg_dumpall mysqlshow mysqlimport sqlcmd isql bcp php-fpm php8 phpdbg python2.7 pypy pypy3 ipython bpython perl5 rbenv pyenv pnpm csc mcs tclkit unlzop lzop pigz pixz brotli arj cabextract unace uncompress mimencode qprint base58 ascii85
            """),
        (Middle, "mtr openvpn dotnet ffmpeg yarn deno bun swiftc ls cat id nc ping ps grep curl rm cp mv ln pwd df du su ssh bc dd wc tr uniq env exec eval printf unset export unalias ulimit umask getopts readonly hostid tty w ip tail stat touch apropos echo ll icm iex gsv declare zip java javac node nodejs scala go rustc cargo ruby1.9 mysql gcore pg bcc cmp diff patch strip svn pic tic bind dc fc fg bg jobs pushd popd setenv pstack ps2"),
        (Common, "whois time who top at find sort head more less last date cd set test kill man host history cut join split look watch wall write mail mesg alias source command type true false sleep wait read trap return local let login logout exit reboot halt shutdown poweroff uptime free mount dir file which locate hash help info factor yes install link unlink sync arch nproc batch view ex rename print"));

    private static readonly Words Dos = Words.Groups(
        (Windows | Rare, """
            ipconfig systeminfo tasklist taskkill wmic certutil bitsadmin rundll32 regsvr32 mshta cscript wscript powershell powershell_ise pwsh schtasks cacls icacls takeown xcopy robocopy attrib findstr qprocess quser qwinsta
            nbtstat netsh nltest dsquery csvde ldifde vssadmin wbadmin bcdedit bcdboot cmdkey msiexec installutil regasm regsvcs msbuild odbcconf pcalua forfiles wevtutil fsutil diskpart driverquery gpresult klist
            setx subst tracert pathping getmac whoami nslookup arp hostname sc reg net net1 cmd doskey assoc ftype pushd popd rmdir mkdir erase del ren typeperf esentutl regedit regedt32 tftp extrac32 makecab expand hh ieexec presentationhost syncappvpublishingserver psexec runas cmstp diskshadow dnscmd infdefaultupdate mavinject msdt pnputil regini register-cimprovider scriptrunner tttracer verclsid wmiprvse fltmc gpupdate manage-bde qappsrv rwinsta tsdiscon winrm winrs wusa
            appinstaller certoc certreq colorcpl conhost datasvcutil desktopimgdownldr diantz dllhost eventvwr extexport gpscript ie4uinit ilasm imewdbld iscsicpl jsc mpcmdrun msconfig pcwrun perfmon pktmon printbrm rasautou rdrleakdiag rpcping runonce runscripthelper sdbinst stordiag ttdinject unregmp2 vbc winget wlrmdr wsreset wuauclt xwizard sqlps adplus bginfo dnx dxcap ntdsutil procdump vsjitdebugger auditpol bootcfg cleanmgr eventcreate ipxroute lodctr logman logoff msinfo32 netdom nfsstat ntbackup openfiles pnpunattend rasdial relog repadmin secedit sfc sigverif tlntadmn tskill waitfor wevtvwr cmdl32 atbroker
            """),
        (Windows | Common, "dir type copy move echo ver vol cls path start call goto for if set more sort find ping format label title date time print replace tree exit chdir calc notepad mspaint"));

    /// <summary>Commands that are names and words as well, alone or in pairs: "cut and paste", "Perl and Python".</summary>
    private static readonly Words Heard = Words.Set("""
        paste finger nice expand unexpand fold make cmake ruby perl python php bash zsh fish csh ksh dash ash screen expect script strings od dig drill knife puppet docker podman helm node vi vim nano emacs pico ed sed git mutt exim postfix
        tar lua conda ansible terraform vagrant incus groups users shred truncate watchdog logger route flock perf atop gem cargo shuf seq jq az aws openssl puppet chef jobs sort finger sg sar ss rev nl tee join help print go title
        color find type copy move replace tree format path label start goto call date time ping exit erase del ren set sc reg net assoc hh base64 passwd sudo nm ctr runc lynx apk pip npm npx yum rpm gimp-console nft
        """);

    /// <summary>Whether a word is hardly ever said of anything but the command.</summary>
    internal static bool IsCertain(ReadOnlySpan<byte> word) => Certain.Has(word) || (TryGet(word, out var likelihood) && (likelihood & 3) == Rare && !Heard.Has(word));

    /// <summary>Whether a word is a name as well, as columns have them: <c>id|title|date</c>.</summary>
    internal static bool IsHeard(ReadOnlySpan<byte> word) => Heard.Has(word);

    private static readonly Words Certain = Words.Set("ls pwd rm mv cp");

    /// <summary>Whether a command says something without being told more, as one does that is sent alone. Interfaces have words of their own in parameters called "cmd": ping, export, users.</summary>
    internal static bool RunsAlone(ReadOnlySpan<byte> word) => Telling.Has(word) || (TryGet(word, out var likelihood) && (likelihood & 3) == Rare && !Heard.Has(word));

    private static readonly Words Telling = Words.Set("id ls dir ps pwd df du env tty ll hostid ulimit umask history mount");

    /// <summary>Whether a text is a command that is asked of a machine first and looked up by hardly anybody.</summary>
    internal static bool IsFirstAsked(ReadOnlySpan<byte> text) => FirstAsked.Has(text) || text.SequenceEqual("uname -a"u8) || text.SequenceEqual("net user"u8) || text.SequenceEqual("ls -la"u8);

    private static readonly Words FirstAsked = Words.Set("whoami ipconfig ifconfig systeminfo");

    /// <summary>Names of parameters that hold what somebody looks for.</summary>
    internal static readonly Words Searches = Words.Set("q query s search keyword keywords term terms text title topic tag name word words wd p k kw subject lang slug");

    internal static bool TryGet(ReadOnlySpan<byte> word, out int likelihood)
    {
        if (Unix.TryGet(word, out likelihood)) return true;
        if (TryGetOfWindows(word, out likelihood)) return true;
        // python3.11, gcc7.4, perl5.36: the version is no part of the name.
        var end = word.Length;
        while (end > 0 && (Lexis.IsDigit(word[end - 1]) || word[end - 1] == '.')) end--;
        return end > 2 && end < word.Length && Unix.TryGet(word[..end], out likelihood) && likelihood == Rare;
    }

    /// <summary>The same for a command of Windows, with or without its ending.</summary>
    internal static bool TryGetOfWindows(ReadOnlySpan<byte> word, out int likelihood) => Dos.TryGet(word.EndsWith(".exe"u8) || word.EndsWith(".com"u8) ? word[..^4] : word, out likelihood);

    /// <summary>Words in front of a command that run it: <c>time id</c>, <c>sudo id</c>, <c>nohup id</c>.</summary>
    internal static readonly Words Prefixes = Words.Set("time sudo nohup exec eval env command builtin nice setsid xargs then do else busybox timeout doas stdbuf ionice chroot unshare setarch watch");

    /// <summary>Names of parameters that are commands already.</summary>
    internal static readonly Words CommandNames = Words.Set("cmd exec command execute ping run shell system sh bash c code rce eval cli proc process payload do daemon upload_cmd cmdline exe ip host dir func call args arg");
}
