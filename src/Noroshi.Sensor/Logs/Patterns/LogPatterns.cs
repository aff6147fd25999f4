using System.Buffers.Binary;
using System.Numerics;

namespace Noroshi.Sensor.Logs.Patterns;

/// <summary>A set of patterns, asked as one: a pass over the text finds the few whose rarest four bytes are there, and only those are matched. Immutable, safe from several threads.</summary>
public sealed class LogPatterns
{
    /// <summary>A pattern is searched by this many bytes of one of its literals.</summary>
    internal const int KeyBytes = 4;

    /// <summary>More patterns than this are not taken.</summary>
    public const int MaxPatterns = 8192;

    private const int HashBits = 16;
    private readonly LogPattern[] _patterns;
    private readonly ulong[] _bitmap = new ulong[(1 << HashBits) / 64];
    private readonly int[] _first;
    private readonly int[] _next;
    private readonly uint[] _keys;
    private readonly int _mask;

    /// <summary>A set; the order is the order of asking, those that are general last.</summary>
    /// <param name="patterns">The patterns.</param>
    public LogPatterns(IEnumerable<LogPattern> patterns)
    {
        _patterns = [.. patterns.Take(MaxPatterns).OrderBy(p => p.IsGeneral)];
        _mask = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, _patterns.Length * 2)) - 1;
        _first = new int[_mask + 1];
        Array.Fill(_first, -1);
        _next = new int[_patterns.Length];
        _keys = PatternKeys.Of(_patterns);
        for (var i = _patterns.Length - 1; i >= 0; i--)
        {
            var hash = Hash(_keys[i]);
            _bitmap[hash >> 6] |= 1UL << (int)(hash & 63);
            _next[i] = _first[hash & _mask];
            _first[hash & _mask] = i;
        }
    }

    /// <summary>No patterns.</summary>
    public static LogPatterns None { get; } = new([]);

    /// <summary>How many patterns there are.</summary>
    public int Count => _patterns.Length;

    /// <summary>Reads a message or a line without an envelope.</summary>
    /// <param name="text">The message, or the line.</param>
    /// <param name="context">The state of the file.</param>
    /// <param name="record">Receives what it says; time, host and program of an envelope are already there and stay. Unchanged when no pattern fits.</param>
    /// <returns>Whether a pattern fits.</returns>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        text = text.TrimEnd(" \r\t"u8);
        if (text.Length < KeyBytes || _patterns.Length == 0) return false;
        Span<ulong> candidates = stackalloc ulong[MaxPatterns / 64];
        candidates = candidates[..((_patterns.Length + 63) / 64)];
        candidates.Clear();
        if (!Find(text, candidates)) return false;
        for (var word = 0; word < candidates.Length; word++)
        {
            for (var bits = candidates[word]; bits != 0; bits &= bits - 1)
            {
                if (TryOne(_patterns[(word * 64) + BitOperations.TrailingZeroCount(bits)], text, context, ref record)) return true;
            }
        }
        return false;
    }

    private static bool TryOne(LogPattern pattern, ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (!pattern.IsFor(record.Program)) return false;
        var said = record;
        if (!PatternMatch.TryMatch(pattern, text, context, ref said)) return false;
        if (said.Time == LogRecord.NoTime && PatternHead.TryFindTime(text, context.Clock, out var time)) said.Time = time;
        said.Format = pattern.Product;
        said.Kind = pattern.Kind;
        said.Outcome = pattern.Outcome;
        if (said.Kind == RecordKind.Request && said.Outcome == Outcome.Unknown) said.Outcome = said.Status is >= 200 and < 400 ? Outcome.Success : said.Status >= 400 ? Outcome.Failure : Outcome.Unknown;
        said.Reason = pattern.Reason;
        if (pattern.Operation.Length > 0) said.Operation = pattern.Operation;
        if (pattern.Account.Length > 0) said.Account = pattern.Account;
        if (said.Message.IsEmpty) said.Message = text;
        record = said;
        return true;
    }

    private bool Find(ReadOnlySpan<byte> text, Span<ulong> candidates)
    {
        var any = false;
        for (var i = 0; i <= text.Length - KeyBytes; i++)
        {
            var key = BinaryPrimitives.ReadUInt32LittleEndian(text[i..]);
            var hash = Hash(key);
            if ((_bitmap[hash >> 6] >> (int)(hash & 63) & 1) == 0) continue;
            for (var at = _first[hash & _mask]; at >= 0; at = _next[at])
            {
                if (_keys[at] != key) continue;
                candidates[at >> 6] |= 1UL << (at & 63);
                any = true;
            }
        }
        return any;
    }

    private static uint Hash(uint key) => (key * 0x9E3779B1) >> (32 - HashBits);
}
