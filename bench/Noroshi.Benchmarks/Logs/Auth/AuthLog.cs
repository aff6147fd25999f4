namespace Noroshi.Benchmarks.Logs.Auth;

/// <summary>
/// Authentication logs of six machines: people who mistype, an office behind one address, programs, mail programs with an old password, probes, the noise of the Internet, until the size is reached;
/// and in the first six and a half days guessing fast and slow, lists of passwords tried from thousands of addresses, spraying, and break-ins.
/// </summary>
internal static class AuthLog
{
    private const long HourMs = 3_600_000;
    private const long Days = 156 * HourMs;
    private const int BytesPerLine = 105;

    private static readonly long Begin = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    internal static void Run(Timeline log, long bytes, Chance chance, bool hasAttacks)
    {
        var lines = bytes / BytesPerLine;
        Addresses addresses = new(chance.Fork());
        Benign(log, chance, addresses, hasAttacks ? lines / 5 : lines);
        if (hasAttacks) Attacks(log, chance, addresses, lines);
        // People and programs go on until the size is reached.
        log.Run(long.MaxValue, bytes);
    }

    private static void Benign(Timeline log, Chance chance, Addresses addresses, long lines)
    {
        var people = (int)Math.Clamp(lines / 160, 60, 8000);
        foreach (var host in Hosts.All) log.Add(Begin + chance.Below(300_000), new Cron(host));
        foreach (var host in Hosts.All) log.Add(Begin + chance.Below(60_000), new Probe(host));
        var office = addresses.Next();
        for (var i = 0; i < people; i++)
        {
            var address = i % 4 == 0 ? office : addresses.Next();
            log.Labels.Source(address, "benign");
            log.Add(Begin + chance.Wait(20 * HourMs), new Person(chance.Fork(), Accounts.Real(i), address));
        }
        for (var i = 0; i < Math.Max(2, people / 100); i++)
        {
            var address = addresses.Next();
            log.Labels.Source(address, "benign");
            log.Add(Begin + chance.Below((int)(100 * HourMs / 1000)) * 1000L, new OldPassword(chance.Fork(), Accounts.Real(i * 7), address));
        }
        for (var i = 0; i < 4; i++)
        {
            var address = addresses.Next();
            log.Labels.Source(address, "benign");
            log.Add(Begin + chance.Below(60_000), new Robot(chance.Fork(), i, address));
        }
        log.Add(Begin, new Noise(chance.Fork(), addresses, Days / Math.Max(200, lines / 60)));
    }

    private static void Attacks(Timeline log, Chance chance, Addresses addresses, long lines)
    {
        var campaigns = (int)Math.Clamp(lines / 4000, 24, 400);
        var left = lines * 66 / 100 * 10 / 22;
        for (var i = 0; i < campaigns; i++)
        {
            var isSlow = i % 4 == 0;
            var tries = isSlow ? chance.Between(15, 200) : (int)Math.Min(left, Math.Max(12, i > campaigns - 8 ? left / (campaigns - i) : chance.Skewed(20, (int)Math.Max(100, left / 20))));
            left = Math.Max(0, left - tries);
            var every = Math.Min(isSlow ? chance.Between(180, 3000) * 1000.0 : chance.Between(200, 9000), Days * 0.8 / tries);
            var address = addresses.Next();
            log.Labels.Source(address, isSlow ? "brute-slow" : "brute");
            var begin = Begin + (long)(chance.Part() * Math.Max(HourMs, Days - (tries * every) - HourMs));
            log.Add(begin, new Guesser(chance.Fork(), address, tries, every, isBreakIn: chance.Is(0.06)));
        }
        for (var i = 0; i < Math.Max(3, campaigns / 12); i++)
        {
            var address = addresses.Next();
            log.Labels.Source(address, "spray");
            log.Add(Begin + (long)(chance.Part() * (Days - (40 * HourMs))), new Sprayer(chance.Fork(), address, chance.Between(20, 300), chance.Between(20, 400) * 1000.0));
        }
        foreach (var (at, hours, each) in new[] { (20, 2, 1), (60, 10, 3), (110, 24, 6) })
        {
            var sources = (int)Math.Clamp(lines / 2000, 150, 2200);
            for (var i = 0; i < sources; i++)
            {
                var address = addresses.Next();
                log.Labels.Source(address, "list");
                log.Add(Begin + (at * HourMs) + (long)(chance.Part() * hours * HourMs), new Lister(chance.Fork(), address, chance.Between(1, each), hours * HourMs / 8.0, isBreakIn: i % 200 == 7));
            }
        }
    }
}
