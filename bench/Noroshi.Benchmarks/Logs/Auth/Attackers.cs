namespace Noroshi.Benchmarks.Logs.Auth;

/// <summary>What attackers have in common: a try and how sshd writes it.</summary>
internal abstract class Attacker(Chance chance, string address) : Actor
{
    protected Chance Chance => chance;

    protected void Fail(long now, Timeline log, string account, bool exists)
    {
        var host = Chance.Of(Hosts.All);
        var id = Chance.Between(1000, 60000);
        var port = Chance.Between(20000, 60000);
        if (!exists) Hosts.Sshd(log, now, host, id, "Invalid user ", account, address, port, "");
        Hosts.Sshd(log, now, host, id, exists ? "Failed password for " : "Failed password for invalid user ", account, address, port, " ssh2");
        if (!Chance.Is(0.5)) return;
        Hosts.Begin(log, now, host, "sshd", id).Add(exists ? "Connection closed by authenticating user "u8 : "Connection closed by invalid user "u8)
            .Add(account).Add(" "u8).Add(address).Add(" port "u8).Add(port).Add(" [preauth]"u8).End();
    }

    protected void Succeed(long now, Timeline log, string account)
    {
        Hosts.Sshd(log, now, Chance.Of(Hosts.All), Chance.Between(1000, 60000), "Accepted password for ", account, address, Chance.Between(20000, 60000), " ssh2");
        log.Labels.Line(log.Writer.Lines, "break-in", address);
    }
}

/// <summary>Guesses passwords, and sometimes finds one.</summary>
internal sealed class Guesser(Chance chance, string address, int tries, double everyMs, bool isBreakIn) : Attacker(chance, address)
{
    private readonly string? _only = chance.Is(0.4) ? "root" : null;
    private int _left = tries;

    internal override long Act(long now, Timeline log)
    {
        if (_left-- <= 0)
        {
            if (isBreakIn) Succeed(now, log, _only ?? Accounts.Real(Chance.Below(60)));
            return Never;
        }
        var account = _only ?? Chance.Of(Accounts.Guessed);
        Fail(now, log, account, exists: account == "root");
        return now + 1 + (long)(everyMs * (0.5 + Chance.Part()));
    }
}

/// <summary>Tries a few passwords on many accounts.</summary>
internal sealed class Sprayer(Chance chance, string address, int accounts, double everyMs) : Attacker(chance, address)
{
    private int _at;

    internal override long Act(long now, Timeline log)
    {
        if (_at >= accounts) return Never;
        Fail(now, log, Accounts.Real(_at++), exists: true);
        return now + Chance.Wait(everyMs);
    }
}

/// <summary>One of thousands that try a stolen list: one name after the other, each once, seldom.</summary>
internal sealed class Lister(Chance chance, string address, int tries, double everyMs, bool isBreakIn) : Attacker(chance, address)
{
    private int _left = isBreakIn ? Math.Max(2, tries) : tries;

    internal override long Act(long now, Timeline log)
    {
        if (--_left == 0 && isBreakIn) Succeed(now, log, Accounts.Real(Chance.Below(400)));
        else
        {
            var account = Accounts.Listed(Chance);
            Fail(now, log, account, exists: !account.Contains('.', StringComparison.Ordinal));
        }
        return _left <= 0 ? Never : now + Chance.Wait(everyMs);
    }
}
