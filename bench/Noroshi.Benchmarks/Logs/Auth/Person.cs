namespace Noroshi.Benchmarks.Logs.Auth;

/// <summary>Somebody who logs in on working days, mistypes one time in twelve, now and then gives up, and uses sudo.</summary>
internal sealed class Person(Chance chance, string account, string address) : Actor
{
    private int _typos = -1;
    private string _host = "";
    private int _id;
    private bool _isIn;

    internal override long Act(long now, Timeline log)
    {
        if (_isIn) return Leave(now, log);
        if (_typos < 0)
        {
            if (!chance.Is(Timeline.Daylight(now))) return now + chance.Wait(2 * 3_600_000);
            _typos = chance.Is(0.08) ? chance.Between(1, 3) : 0;
            _host = chance.Of(Hosts.All);
            _id = chance.Between(1000, 60000);
        }
        if (_typos > 0) return Mistype(now, log);
        return Enter(now, log);
    }

    private long Mistype(long now, Timeline log)
    {
        _typos--;
        var port = chance.Between(20000, 60000);
        if (chance.Is(0.15)) Hosts.Sshd(log, now, _host, _id, "Failed password for invalid user ", account[1..] + account[0], address, port, " ssh2");
        else Hosts.Sshd(log, now, _host, _id, "Failed password for ", account, address, port, " ssh2");
        if (_typos > 0 || !chance.Is(0.02)) return now + chance.Between(3000, 25000);
        _typos = -1;
        return now + chance.Wait(3 * 3_600_000);
    }

    private long Enter(long now, Timeline log)
    {
        var port = chance.Between(20000, 60000);
        if (chance.Is(0.5)) Hosts.Sshd(log, now, _host, _id, "Accepted publickey for ", account, address, port, " ssh2: ED25519 SHA256:4n8vRr0");
        else Hosts.Sshd(log, now, _host, _id, "Accepted password for ", account, address, port, " ssh2");
        Hosts.Begin(log, now, _host, "sshd", _id).Add("pam_unix(sshd:session): session opened for user "u8).Add(account).Add("(uid=1000) by (uid=0)"u8).End();
        if (chance.Is(0.2)) Hosts.Begin(log, now, _host, "sudo", _id + 1).Add(account).Add(" : TTY=pts/0 ; PWD=/srv ; USER=root ; COMMAND=/usr/bin/systemctl reload nginx"u8).End();
        _isIn = true;
        _typos = -1;
        return now + chance.Wait(1_800_000);
    }

    private long Leave(long now, Timeline log)
    {
        Hosts.Begin(log, now, _host, "sshd", _id).Add("pam_unix(sshd:session): session closed for user "u8).Add(account).End();
        _isIn = false;
        return now + chance.Wait(5 * 3_600_000);
    }
}
