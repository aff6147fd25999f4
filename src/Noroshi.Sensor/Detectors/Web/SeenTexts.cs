namespace Noroshi.Sensor.Detectors.Web;

/// <summary>
/// Texts that came lately and in which nothing was found: agents, referers and targets come again and again, and where a target is new, what it is made of is not. Bounded. Kept are keyed hashes and no
/// texts: whoever writes the log cannot know the seed and so cannot make a text that is taken for another. For any number of threads, which so judge a text once and not once each.
/// </summary>
public sealed class SeenTexts
{
    /// <summary>Longer texts are judged each time.</summary>
    internal const int MaxTextBytes = 4096;

    // A seed for each place, mixed: bits merely added to one would be undone by other bits of a text, and make two texts the same.
    private readonly ulong[] _seeds;

    /// <summary>Remembers nothing yet.</summary>
    /// <param name="seed">A number that those who write the texts cannot know.</param>
    public SeenTexts(ulong seed) => _seeds = [.. Enum.GetValues<Place>().Select(p => Keys.Pair(seed, (ulong)p))];

    /// <summary>Whole targets, referers and agents.</summary>
    internal KeySet Whole { get; } = new(1 << 16);

    /// <summary>Paths, parameters and their names.</summary>
    internal KeySet Parts { get; } = new(1 << 14);

    /// <summary>The key of a part of a text; 0 for one that is not kept.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">Where it stood.</param>
    /// <param name="hints">What was found around it, on which the verdict depends.</param>
    internal ulong KeyOf(ReadOnlySpan<byte> text, Place place, Hints hints)
    {
        var key = KeyOf(text, place);
        return key == 0 ? 0 : Keys.Pair(key, (ulong)hints);
    }

    /// <summary>The key of a text that is judged by itself; 0 for one that is not kept.</summary>
    internal ulong KeyOf(ReadOnlySpan<byte> text, Place place) => text.Length > MaxTextBytes ? 0 : Keys.Of(text, _seeds[(int)place]);
}
