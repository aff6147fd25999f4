using System.Globalization;

namespace Noroshi.Benchmarks.Logs;

/// <summary>What was planted: who is what, and which lines are attacks or break-ins. Written as tab-separated text.</summary>
internal sealed class Labels
{
    private readonly Dictionary<string, string> _sources = new(StringComparer.Ordinal);
    private readonly List<(long Line, string Kind, string Source)> _lines = [];

    /// <summary>Sources by address; the word is <c>benign</c>, <c>brute</c>, <c>brute-slow</c>, <c>spray</c>, <c>list</c>, <c>noise</c>, <c>scanner</c>, <c>attacker</c>.</summary>
    internal IReadOnlyDictionary<string, string> Sources => _sources;

    /// <summary>Marked lines: <c>break-in</c>, or the class of a web attack.</summary>
    internal IReadOnlyList<(long Line, string Kind, string Source)> Lines => _lines;

    internal void Source(string address, string kind)
    {
        // What is worse stays: an address of both kinds is no benign one.
        if (!_sources.TryGetValue(address, out var before) || before == "benign") _sources[address] = kind;
    }

    internal void Line(long number, string kind, string source) => _lines.Add((number, kind, source));

    internal void Write(TextWriter to)
    {
        foreach (var (address, kind) in _sources.OrderBy(s => s.Key, StringComparer.Ordinal)) to.WriteLine($"source\t{address}\t{kind}");
        foreach (var (line, kind, source) in _lines) to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"line\t{line}\t{kind}\t{source}"));
    }
}
