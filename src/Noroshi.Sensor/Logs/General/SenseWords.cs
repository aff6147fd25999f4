using System.Collections.Frozen;

namespace Noroshi.Sensor.Logs.General;

/// <summary>The words of log-in messages, and names of fields, found without making texts of them.</summary>
internal static class SenseWords
{
    private static readonly FrozenDictionary<WordKey, Sense> Words = WordKey.Table(
    [
        (Sense.Login, "login logon logins logons signin sign-in signon sign-on log-in log-on auth authn authentication authentification authorization authorisation authenticate authenticating password passwd passcode credential credentials access"),
        (Sense.Fail, "fail fails failed failing failure failures invalid incorrect wrong bad unsuccessful unsuccessfully rejected refused error mismatch unable cannot illegal fraud absent"),
        (Sense.Fail | Sense.Barred, "denied unauthorized unauthorised blocked forbidden locked disabled suspended"),
        (Sense.Fail | Sense.Unknown, "unknown nonexistent non-existent non-existing"),
        (Sense.Done, "success successful successfully succeeded succeeds succeed accepted ok passed granted permitted allowed approved"),
        (Sense.Login | Sense.Done, "authenticated"),
        (Sense.Not, "not wasn't didn't"),
        (Sense.IfNot, "correct valid match matched matching found recognized recognised exist authorized"),
        (Sense.Verb, "log logged signed sign logging signing"),
        (Sense.In | Sense.Filler, "in into"),
        (Sense.In | Sense.Means | Sense.Filler, "on"),
        (Sense.Filler, "attempt attempts attempted attempting try tries tried trying the to detected check a an was were has have had been is are did does do could be as and or during request requests session connection remotely local ssh ssh2 sshd telnet http https ftp ftps sftp scp web webui gui cli api console imap imaps pop3 pop3s pop smtp smtps smtpd rdp vnc vpn ssl tls sslvpn ssl-vpn l2tp pptp ipsec ldap radius tacacs tacacs+ pam kerberos saml sso internet basic digest plain login-attempt mfa 2fa two-factor otp webadmin portal panel administrative system management interface browser native name id interactive primary secondary domain winbox telnetd controller server device router switch firewall application website site dashboard entered form validation temporarily method"),
        (Sense.Means | Sense.Filler, "port via using with through over at due because reason"),
        (Sense.Account, "for of by user username user-name userid user-id usr uname account accounts principal email e-mail loginid loginname identity login_id user_name user_id"),
        (Sense.Account | Sense.Name, "admin administrator"),
        (Sense.Source, "from ip ip-address address addr host hostname client source src peer rhost remote clientip client_ip client-ip remoteip remote_ip remote_addr remote_address ipaddr ipaddress ip_address client_addr srcip sourceip src_ip"),
        (Sense.Veto, "out off logout logoff signout page counter count counts threshold reset policy settings setting config configuration handler module plugin enabled created deleted updated changed change cleared unlocked expired expires notification report required provider list view"),
    ]);

    /// <summary>What a word contributes; also one written as names in programs are: <c>LOGIN_FAILED</c>, <c>clientAddress</c>.</summary>
    internal static Sense OfAny(ReadOnlySpan<byte> word)
    {
        var sense = Of(word);
        if (sense != Sense.None || word.Length < 6) return sense;
        if (FieldNames.Of(word) is FieldSense.Source) return Sense.Source;
        if (FieldNames.Of(word) is FieldSense.Account or FieldSense.AccountId) return Sense.Account;
        if (!word.ContainsAny("_-"u8)) return Sense.None;
        var term = GeneralWords.OfName(word);
        return (term & Sense.Login) != 0 ? term : Sense.None;
    }

    /// <summary>What a word contributes, whatever its case.</summary>
    internal static Sense Of(ReadOnlySpan<byte> word) => WordKey.TryOf(word, out var key) && Words.TryGetValue(key, out var sense) ? sense : Sense.None;
}
