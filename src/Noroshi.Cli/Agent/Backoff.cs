namespace Noroshi.Cli.Agent;

/// <summary>How long to wait before trying again: twice as long each time, up to a limit, spread by chance so that many agents do not come back at the same moment; never shorter than the server asks.</summary>
/// <param name="chance">A number from 0 to 1.</param>
internal sealed class Backoff(Func<double> chance)
{
    private static readonly TimeSpan _first = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(5);

    /// <summary>The longest a server's Retry-After is believed: a wrong one must not silence an agent for ever.</summary>
    private static readonly TimeSpan _longestAsked = TimeSpan.FromHours(1);
    private const int MostDoublings = 16;
    private const double Spread = 0.5;

    private int _failures;

    internal TimeSpan Next(TimeSpan? asked)
    {
        var wait = _first * Math.Pow(2, Math.Min(_failures++, MostDoublings));
        if (wait > _longest) wait = _longest;
        wait *= 1 - (Spread * chance());
        if (asked is not { } after) return wait;
        if (after > _longestAsked) after = _longestAsked;
        return after > wait ? after + (_first * chance()) : wait;
    }

    internal void Succeeded() => _failures = 0;
}
