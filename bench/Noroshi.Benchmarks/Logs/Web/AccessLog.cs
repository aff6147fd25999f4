namespace Noroshi.Benchmarks.Logs.Web;

/// <summary>
/// An access log (Combined) of a busy site: visitors, an office behind one address, crawlers, a link checker, health checks, a CDN, feed readers, an app; and, when asked for, about one line in a hundred
/// of attacks: single tries, scanners, guessing at the log-in form, a password list from hundreds of addresses.
/// </summary>
internal static class AccessLog
{
    private const long HourMs = 3_600_000;
    private const int BytesPerLine = 300;

    private static readonly long Begin = new DateTimeOffset(2026, 6, 2, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    internal static void Run(Timeline log, long bytes, Chance chance, bool hasAttacks)
    {
        var lines = Math.Max(2000, bytes / BytesPerLine);
        // A day of a million lines; more lines are more days.
        var span = (long)(24 * HourMs * Math.Max(1.0, lines / 1_000_000.0));
        Addresses addresses = new(chance.Fork());
        Site site = new(chance.Fork());
        Machines(log, chance, addresses, site, lines, span);
        log.Add(Begin, new Arrivals(chance.Fork(), addresses, site, span / (lines * 0.70 / Visitor.LinesEach)));
        if (hasAttacks) Attacks(log, chance, addresses, site, lines, span);
        // Whoever is still there goes on until the size is reached.
        log.Run(Begin + (3 * span), bytes);
    }

    private static void Machines(Timeline log, Chance chance, Addresses addresses, Site site, long lines, long span)
    {
        void Add(Func<string, Actor> actor)
        {
            var address = addresses.Next();
            log.Labels.Source(address, "benign");
            log.Add(Begin + chance.Below(60_000), actor(address));
        }

        var each = span / (lines * 0.30 / 16);
        for (var i = 0; i < 3; i++) Add(a => new Crawler(chance.Fork(), site, a, each * 1.2));
        for (var i = 0; i < 2; i++) Add(a => new LinkChecker(chance.Fork(), site, a, each * 4));
        for (var i = 0; i < 3; i++) Add(a => new HealthCheck(a, Math.Max(1000, (long)each * 2)));
        for (var i = 0; i < 3; i++) Add(a => new FeedReader(chance.Fork(), a, each * 2));
        for (var i = 0; i < 6; i++) Add(a => new Edge(chance.Fork(), site, a, each));
        for (var i = 0; i < 4; i++) Add(a => new Application(chance.Fork(), a, each * 2));
        for (var i = 0; i < 2; i++) Add(a => new Office(chance.Fork(), site, a, each));
    }

    private static void Attacks(Timeline log, Chance chance, Addresses addresses, Site site, long lines, long span)
    {
        string Address(string kind)
        {
            var address = addresses.Next();
            log.Labels.Source(address, kind);
            return address;
        }

        long At(double part) => Begin + (long)(part * span);
        var scanners = (int)Math.Clamp(lines / 50_000, 5, 60);
        for (var i = 0; i < scanners; i++) log.Add(At(chance.Part() * 0.9), new Scanner(chance.Fork(), site, Address("scanner"), chance.Between(60, 400)));
        var attackers = (int)Math.Max(20, lines * 6 / 1000 / 12);
        for (var i = 0; i < attackers; i++) log.Add(At(chance.Part()), new WebAttacker(chance.Fork(), site, Address("attacker"), chance.Between(1, 24)));
        for (var i = 0; i < 3; i++) log.Add(At(chance.Part() * 0.9), new FormGuesser(chance.Fork(), Address("brute"), chance.Between(40, 600), chance.Between(300, 20_000), isBreakIn: i == 1));
        var members = (int)Math.Clamp(lines / 1000, 150, 3000);
        for (var i = 0; i < members; i++) log.Add(At(0.5) + (long)(chance.Part() * 3 * HourMs), new FormLister(chance.Fork(), Address("list"), chance.Between(1, 2), isBreakIn: i % 300 == 5));
    }
}
