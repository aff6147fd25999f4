using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text;

namespace Noroshi.Sensor.Logs.General;

/// <summary>A short word in small letters, as a number that tables are asked with.</summary>
internal readonly record struct WordKey
{
    internal const int MaxBytes = 24;
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;

    private WordKey(ReadOnlySpan<byte> lower)
    {
        var parts = MemoryMarshal.Cast<byte, ulong>(lower);
        (_first, _second, _third) = (parts[0], parts[1], parts[2]);
    }

    /// <summary>A word's key, whatever the word's case; false for what is empty or too long.</summary>
    internal static bool TryOf(ReadOnlySpan<byte> word, out WordKey key)
    {
        key = default;
        if (word.Length is 0 or > MaxBytes) return false;
        Span<byte> lower = stackalloc byte[MaxBytes];
        lower.Clear();
        for (var i = 0; i < word.Length; i++) lower[i] = word[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(word[i] | 0x20) : word[i];
        key = new(lower);
        return true;
    }

    /// <summary>A table of words, each standing in one list.</summary>
    internal static FrozenDictionary<WordKey, T> Table<T>((T Value, string Words)[] lists)
    {
        Dictionary<WordKey, T> table = [];
        foreach (var (value, words) in lists)
        {
            foreach (var word in words.Split(' '))
            {
                if (!TryOf(Encoding.UTF8.GetBytes(word), out var key)) throw new ArgumentException(word, nameof(lists));
                table.Add(key, value);
            }
        }
        return table.ToFrozenDictionary();
    }
}
