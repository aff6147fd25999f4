using System.Text.Json.Nodes;

namespace Noroshi.Cli.Api;

/// <summary>What came of one call.</summary>
internal abstract record Answer
{
    private Answer()
    {
    }

    /// <summary>2xx.</summary>
    /// <param name="Body">The answer's JSON; null when it has none.</param>
    /// <param name="Bytes">The answer as it came.</param>
    internal sealed record Given(JsonNode? Body, byte[] Bytes) : Answer;

    /// <summary>4xx, or 5xx that will not pass: the server's problem, complete.</summary>
    /// <param name="Problem">What it says.</param>
    internal sealed record Refused(Problem Problem) : Answer;

    /// <summary>No answer, or "not now", after all tries.</summary>
    /// <param name="Reason">What was seen last.</param>
    /// <param name="After">How long the server asks to be left alone (Retry-After); null when it does not say.</param>
    internal sealed record Unavailable(string Reason, TimeSpan? After = null) : Answer;
}
