namespace Noroshi.Sensor.Rules;

/// <summary>
/// Which literals of one <see cref="LiteralMatcher"/> were found, each once, in the order of finding. Made once per thread and reused: <see cref="Clear"/> costs only what was found.
/// Not for several threads.
/// </summary>
public sealed class LiteralHits
{
    private readonly int[] _found;
    private readonly int[] _at;
    private readonly ulong[] _seen;
    private int _count;

    internal LiteralHits(int literals)
    {
        _found = new int[literals];
        _at = new int[literals];
        _seen = new ulong[(literals + 63) / 64];
    }

    /// <summary>The numbers of the literals found, in the order of finding.</summary>
    public ReadOnlySpan<int> Found => _found.AsSpan(0, _count);

    /// <summary>Whether nothing was found.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Where in the text the found literal stands for which the matcher met it first (not always its leftmost place).</summary>
    /// <param name="index">Place in <see cref="Found"/>.</param>
    public int At(int index) => _at[index];

    /// <summary>Whether a literal was found.</summary>
    /// <param name="literal">The literal's number.</param>
    public bool Has(int literal) => (_seen[literal >> 6] >> (literal & 63) & 1) != 0;

    /// <summary>Forgets everything found.</summary>
    public void Clear()
    {
        foreach (var literal in Found) _seen[literal >> 6] = 0;
        _count = 0;
    }

    internal void Add(int literal, int at)
    {
        _seen[literal >> 6] |= 1UL << (literal & 63);
        _at[_count] = at;
        _found[_count++] = literal;
    }
}
