using System.Text;

namespace Noroshi.Sensor.Detectors.Web;

/// <summary>A fixed table from lower-case words to numbers, asked with bytes. Immutable, for any number of threads.</summary>
internal sealed class Words
{
    private readonly byte[]?[] _keys;
    private readonly int[] _values;
    private readonly int _longest;

    // By a word's first letter, a bit for each length there is: most words asked for are in no table, and need not be hashed to see it.
    private readonly ulong[] _lengths = new ulong[32];

    /// <summary>Makes the table; of a word given twice the last counts.</summary>
    internal Words(ReadOnlySpan<(string Word, int Value)> words)
    {
        var size = 16;
        while (size < words.Length * 3) size *= 2;
        _keys = new byte[]?[size];
        _values = new int[size];
        foreach (var (word, value) in words)
        {
            var key = Encoding.UTF8.GetBytes(word);
            var place = PlaceOf(key);
            _keys[place] = key;
            _values[place] = value;
            _longest = Math.Max(_longest, key.Length);
            _lengths[key[0] & 31] |= 1UL << (key.Length & 63);
        }
    }

    /// <summary>A set: every word, blanks between them, with one value.</summary>
    internal static Words Set(params ReadOnlySpan<string> lines)
    {
        List<(string, int)> words = [];
        foreach (var line in lines) Add(words, line, 1);
        return new([.. words]);
    }

    /// <summary>Several sets in one table, each with its value.</summary>
    internal static Words Groups(params ReadOnlySpan<(int Value, string Words)> groups)
    {
        List<(string, int)> words = [];
        foreach (var (value, line) in groups) Add(words, line, value);
        return new([.. words]);
    }

    /// <summary>A loop: queries over pairs are compiled anew at each start of a program.</summary>
    private static void Add(List<(string, int)> words, string line, int value)
    {
        foreach (var word in line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) words.Add((word, value));
    }

    /// <summary>All words.</summary>
    internal IEnumerable<string> Keys => _keys.OfType<byte[]>().Select(Encoding.UTF8.GetString);

    /// <summary>Whether a word is in the table.</summary>
    internal bool Has(ReadOnlySpan<byte> word) => TryGet(word, out _);

    /// <summary>A word's number.</summary>
    internal bool TryGet(ReadOnlySpan<byte> word, out int value)
    {
        value = 0;
        if (word.IsEmpty || word.Length > _longest || (_lengths[word[0] & 31] >> (word.Length & 63) & 1) == 0) return false;
        var place = PlaceOf(word);
        if (_keys[place] is null) return false;
        value = _values[place];
        return true;
    }

    private int PlaceOf(ReadOnlySpan<byte> word)
    {
        var hash = 2166136261u;
        foreach (var b in word) hash = (hash ^ b) * 16777619u;
        var place = (int)((hash ^ (hash >> 15)) & (uint)(_keys.Length - 1));
        while (_keys[place] is { } key && !word.SequenceEqual(key)) place = (place + 1) & (_keys.Length - 1);
        return place;
    }
}
