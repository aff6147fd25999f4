using System.Collections.Immutable;
using Noroshi.Sensor.Rules;

namespace Noroshi.Sensor.Detectors;

/// <summary>One thing that happened, as the logs show it: many lines joined. Immutable.</summary>
public sealed record Finding
{
    /// <summary>The same for the same happening in a later run or a later moment of the same one: made of rule, source or account, and first time.</summary>
    public required string Id { get; init; }

    /// <summary>The detector's id; its texts (title, what happened, what to do, whether to report) are in the content file of that name. Of a Sigma rule its id, else its name, else its title.</summary>
    public required string Rule { get; init; }

    /// <summary>What the Sigma rule or correlation that found it says of itself; null for a detector's finding.</summary>
    public RuleHeader? Sigma { get; init; }

    /// <summary>RSIT classification, such as <c>brute-force</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>ATT&amp;CK technique ids.</summary>
    public required ImmutableArray<string> Attack { get; init; }

    /// <summary>How sure.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>How bad.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Whether it seems to have worked.</summary>
    public bool HasSucceeded { get; init; }

    /// <summary>Where it came from; empty for local acts. The busiest first.</summary>
    public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>How many sources took part; more than <see cref="Sources"/> when the list was cut.</summary>
    public int SourceCount { get; init; }

    /// <summary>How many networks (/24, /48) they are in.</summary>
    public int NetworkCount { get; init; }

    /// <summary>What it was aimed at.</summary>
    public FindingTarget Target { get; init; } = new("", "", "");

    /// <summary>The accounts concerned, the most important first.</summary>
    public ImmutableArray<FindingAccount> Accounts { get; init; } = [];

    /// <summary>How many accounts; more than <see cref="Accounts"/> when the list was cut. An estimate above some sixty.</summary>
    public int AccountCount { get; init; }

    /// <summary>First line's time, Unix milliseconds UTC; <see cref="Logs.LogRecord.NoTime"/> when the log has no times.</summary>
    public required long First { get; init; }

    /// <summary>Last line's time.</summary>
    public required long Last { get; init; }

    /// <summary>How many tries, requests, messages: what the title counts.</summary>
    public required long Count { get; init; }

    /// <summary>The numbers and words the explanation names, by place name.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Facts { get; init; } = [];

    /// <summary>The lines that show it: the first ones, the decisive ones, the last ones.</summary>
    public ImmutableArray<LineRef> Lines { get; init; } = [];

    /// <summary>Order of showing, largest first: what worked, then what is worse, surer, more.</summary>
    public long Rank => ((HasSucceeded ? 1L : 0L) << 60) | ((long)Severity << 52) | ((long)Confidence << 48) | Math.Min(Count, (1L << 47) - 1);
}

/// <summary>What a finding was aimed at; parts that are not known are empty.</summary>
/// <param name="Host">The machine that logged.</param>
/// <param name="Service">The service, such as <c>sshd</c>.</param>
/// <param name="Url">The path of a web request, or a file.</param>
public sealed record FindingTarget(string Host, string Service, string Url);

/// <summary>An account of a finding.</summary>
/// <param name="Name">As written in the log.</param>
/// <param name="IsKnown">Whether it has logged in successfully in these logs (or exists by their word). People type passwords as names: mask what is not known.</param>
public sealed record FindingAccount(string Name, bool IsKnown);
