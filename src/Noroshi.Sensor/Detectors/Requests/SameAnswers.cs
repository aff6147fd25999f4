using System.Buffers;
using Noroshi.Sensor.Detectors.Web;

namespace Noroshi.Sensor.Detectors.Requests;

/// <summary>Sizes with which a site answers 200 to attacks of different kinds: a site that has one page for everything (a start page, a log-in, a notice that something was blocked) hides behind 200 that it has nothing else. Bounded.</summary>
internal sealed class SameAnswers
{
    private const int MostSizes = 32;

    /// <summary>So many different things asked for and one size: that is a page for everything.</summary>
    private const int Enough = 3;

    // Small files are often nearly as large as each other; pages carry times.
    private const long LeastForSlack = 1000;
    private const long Slack = 16;

    private readonly List<(long Bytes, ulong First, ulong Second, int Different)> _sizes = [];

    private const WebAttack OneThing = WebAttack.PathTraversal | WebAttack.FileInclusion | WebAttack.CommandInjection | WebAttack.CodeInjection | WebAttack.RequestForgery;

    private static readonly SearchValues<byte> WordBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."u8);

    /// <summary>The least that is a page at all.</summary>
    private const long LeastBytes = 20;

    /// <summary>Notes what was asked for, and the answer's size.</summary>
    internal void See(long bytes, ulong asked)
    {
        if (bytes < LeastBytes) return;
        for (var i = 0; i < _sizes.Count; i++)
        {
            var (size, first, second, different) = _sizes[i];
            if (!IsSame(size, bytes)) continue;
            if (asked == first || asked == second || different >= Enough) return;
            _sizes[i] = different == 1 ? (size, first, asked, 2) : (size, first, second, Enough);
            return;
        }
        if (_sizes.Count == MostSizes) _sizes.RemoveAt(_sizes.FindIndex(s => s.Different < Enough) is >= 0 and var least ? least : 0);
        _sizes.Add((bytes, asked, 0, 1));
    }

    /// <summary>What an attack asks for. What makes a server give out a file or run a command may be asked for in many paths and is the same thing each time: then it is the file's name, or with a query nothing that can be told apart.</summary>
    /// <param name="classes">The attack's kinds.</param>
    /// <param name="path">The path.</param>
    /// <param name="hasQuery">Whether more follows the path.</param>
    /// <param name="seed">The seed of keys.</param>
    internal static ulong AskedBy(WebAttack classes, ReadOnlySpan<byte> path, bool hasQuery, ulong seed) =>
        (classes & OneThing) == 0 ? Keys.Of(path, seed) : hasQuery ? 1 : Keys.OfName(LastWord(path), seed);

    /// <summary>The last word of a path, its slashes encoded or not.</summary>
    private static ReadOnlySpan<byte> LastWord(ReadOnlySpan<byte> path)
    {
        var before = path.LastIndexOfAnyExcept(WordBytes);
        var word = path[(before + 1)..];
        return before >= 0 && path[before] == '%' && word.Length > 2 ? word[2..] : word;
    }

    /// <summary>Whether an answer of this size is the page for everything.</summary>
    internal bool IsForEverything(long bytes) => _sizes.Exists(s => s.Different >= Enough && IsSame(s.Bytes, bytes));

    /// <summary>Whether two sizes are of one page.</summary>
    internal static bool IsSame(long size, long bytes) => Math.Abs(size - bytes) <= (size >= LeastForSlack ? Slack : 0);
}
