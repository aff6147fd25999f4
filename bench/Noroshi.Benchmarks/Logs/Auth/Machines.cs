namespace Noroshi.Benchmarks.Logs.Auth;

/// <summary>cron: a session every five minutes.</summary>
internal sealed class Cron(string host) : Actor
{
    private int _id = 3000;

    internal override long Act(long now, Timeline log)
    {
        _id = (_id + 7) % 60000;
        Hosts.Begin(log, now, host, "CRON", _id).Add("pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)"u8).End();
        Hosts.Begin(log, now, host, "CRON", _id).Add("pam_unix(cron:session): session closed for user root"u8).End();
        return now + 300_000;
    }
}

/// <summary>Monitoring that opens the port every minute and goes away.</summary>
internal sealed class Probe(string host) : Actor
{
    private int _port = 20000;

    internal override long Act(long now, Timeline log)
    {
        _port = _port >= 60000 ? 20000 : _port + 1;
        log.Labels.Source("192.0.2.5", "benign");
        Hosts.Begin(log, now, host, "sshd", _port).Add("Connection closed by 192.0.2.5 port "u8).Add(_port).Add(" [preauth]"u8).End();
        return now + 60_000;
    }
}

/// <summary>A program that logs in with a key every few minutes.</summary>
internal sealed class Robot(Chance chance, int number, string address) : Actor
{
    internal override long Act(long now, Timeline log)
    {
        Hosts.Sshd(log, now, Hosts.All[number % Hosts.All.Length], chance.Between(1000, 60000), "Accepted publickey for ", number % 2 == 0 ? "deploy" : "backup", address, chance.Between(20000, 60000), " ssh2: ED25519 SHA256:9qZt");
        return now + chance.Between(120_000, 600_000);
    }
}

/// <summary>A mail program that tries an old password every minute until somebody tells it the new one.</summary>
internal sealed class OldPassword(Chance chance, string account, string address) : Actor
{
    private int _left = chance.Between(30, 900);
    private bool _hasBegun;

    internal override long Act(long now, Timeline log)
    {
        var isRight = !_hasBegun || _left-- <= 0;
        var line = Hosts.Begin(log, now, "mail", "dovecot", 900);
        if (isRight) line.Add("imap-login: Login: user=<"u8).Add(account).Add(">, method=PLAIN, rip="u8).Add(address).Add(", lip=192.0.2.25, mpid=411, TLS, session=<Kq>"u8).End();
        else line.Add("imap-login: Disconnected: Connection closed (auth failed, 1 attempts in 2 secs): user=<"u8).Add(account).Add(">, method=PLAIN, rip="u8).Add(address).Add(", lip=192.0.2.25, TLS, session=<Kq>"u8).End();
        _hasBegun = true;
        return _left < -20 ? Never : now + 60_000 + chance.Below(1500);
    }
}

/// <summary>Sources that knock once and go away.</summary>
internal sealed class Noise(Chance chance, Addresses addresses, double everyMs) : Actor
{
    internal override long Act(long now, Timeline log)
    {
        var address = addresses.Next();
        log.Labels.Source(address, "noise");
        var host = chance.Of(Hosts.All);
        var id = chance.Between(1000, 60000);
        var port = chance.Between(20000, 60000);
        switch (chance.Below(3))
        {
            case 0: Hosts.Sshd(log, now, host, id, "Invalid user ", chance.Of(Accounts.Guessed), address, port, ""); break;
            case 1: Hosts.Begin(log, now, host, "sshd", id).Add("Did not receive identification string from "u8).Add(address).Add(" port "u8).Add(port).End(); break;
            default: Hosts.Begin(log, now, host, "sshd", id).Add("banner exchange: Connection from "u8).Add(address).Add(" port "u8).Add(port).Add(": invalid format"u8).End(); break;
        }
        return now + chance.Wait(everyMs);
    }
}
