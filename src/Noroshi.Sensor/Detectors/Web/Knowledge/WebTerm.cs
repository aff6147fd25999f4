using System.Collections.Immutable;

namespace Noroshi.Sensor.Detectors.Web.Knowledge;

/// <summary>One field of a selection: any of its values.</summary>
/// <param name="Part">Where to look.</param>
/// <param name="Match">How to compare.</param>
/// <param name="Values">The values, lower case; never empty.</param>
public sealed record WebTerm(WebPart Part, WebMatch Match, ImmutableArray<byte[]> Values)
{
    /// <summary>Whether a value is there.</summary>
    internal bool Holds(ReadOnlySpan<byte> part)
    {
        foreach (var value in Values)
        {
            var holds = Match switch
            {
                WebMatch.StartsWith => part.StartsWith(value),
                WebMatch.EndsWith => part.EndsWith(value),
                WebMatch.Equals => part.SequenceEqual(value),
                _ => part.IndexOf(value) >= 0,
            };
            if (holds) return true;
        }
        return false;
    }
}
