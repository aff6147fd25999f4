using System.Buffers.Binary;

namespace Noroshi.Sensor.Logs.Patterns;

/// <summary>Chooses for each pattern the four bytes it is searched by: those fewest other patterns contain, and that are not the words of every log.</summary>
internal static class PatternKeys
{
    /// <summary>Words that stand in so many lines that a pattern searched by them would always be tried.</summary>
    private static ReadOnlySpan<byte> Common => " from for user User authentication Authentication failed login Login with error ERROR warning the http:// https:// connection Connection "u8;

    internal static uint[] Of(LogPattern[] patterns)
    {
        Dictionary<uint, int> uses = [];
        foreach (var pattern in patterns)
        {
            foreach (var key in Keys(pattern).Distinct()) uses[key] = uses.GetValueOrDefault(key) + 1;
        }
        var common = Common;
        for (var i = 0; i <= common.Length - LogPatterns.KeyBytes; i++)
        {
            var key = BinaryPrimitives.ReadUInt32LittleEndian(common[i..]);
            if (uses.TryGetValue(key, out var count)) uses[key] = count + 10_000;
        }
        return [.. patterns.Select(pattern => Keys(pattern).MinBy(key => uses[key]))];
    }

    /// <summary>The first four bytes of each text of a list parted by bars.</summary>
    internal static uint[] Of(ReadOnlySpan<byte> words)
    {
        List<uint> keys = [];
        foreach (var word in words.Split((byte)'|')) keys.Add(BinaryPrimitives.ReadUInt32LittleEndian(words[word]));
        return [.. keys];
    }

    private static IEnumerable<uint> Keys(LogPattern pattern)
    {
        foreach (var piece in pattern.Segments.SelectMany(s => s))
        {
            for (var i = 0; i <= piece.Text.Length - LogPatterns.KeyBytes; i++) yield return BinaryPrimitives.ReadUInt32LittleEndian(piece.Text.AsSpan(i));
        }
    }
}
