using System.Buffers.Binary;
using System.Numerics;
using Noroshi.Sensor.Logs.General;

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
    private readonly int _generalFrom;

    /// <summary>A set; the order is the order of asking, those that are general last.</summary>
    /// <param name="patterns">The patterns.</param>
    public LogPatterns(IEnumerable<LogPattern> patterns)
    {
        _patterns = [.. patterns.Take(MaxPatterns).OrderBy(p => p.IsGeneral)];
        _generalFrom = _patterns.Count(p => !p.IsGeneral);
        _mask = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, _patterns.Length * 2)) - 1;
        _first = new int[_mask + 1];
        Array.Fill(_first, -1);
        _keys = [.. PatternKeys.Of(_patterns), .. PatternKeys.Of(GeneralReader.Triggers)];
        _next = new int[_keys.Length];
        for (var i = _keys.Length - 1; i >= 0; i--)
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
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record) =>
        TryProducts(text, context, ref record, out var isGeneral) || (isGeneral && TryGeneral(text, context, ref record));

    /// <summary>The same with the patterns of products alone.</summary>
    /// <param name="text">The message, or the line.</param>
    /// <param name="context">The state of the file.</param>
    /// <param name="record">Receives what it says.</param>
    /// <param name="isGeneral">Whether <see cref="TryGeneral"/> may read it.</param>
    internal bool TryProducts(ReadOnlySpan<byte> text, LogContext context, scoped ref LogRecord record, out bool isGeneral)
    {
        isGeneral = false;
        text = text.TrimEnd(" \r\t"u8);
        if (text.Length < KeyBytes || _patterns.Length == 0) return false;
        Span<ulong> candidates = stackalloc ulong[MaxPatterns / 64];
        candidates = candidates[..((_patterns.Length + 63) / 64)];
        candidates.Clear();
        return Find(text, candidates, ref isGeneral) && TryEach(text, candidates, 0, _generalFrom, context, ref record);
    }

    /// <summary>The same with what many products share: sentences and names of fields, then the patterns that are general.</summary>
    internal bool TryGeneral(ReadOnlySpan<byte> text, LogContext context, scoped ref LogRecord record)
    {
        text = text.TrimEnd(" \r\t"u8);
        // Whole sentences are read better by their words than by the beginnings that are written down.
        if (text.Length < KeyBytes || _patterns.Length == 0) return false;
        if (GeneralReader.TryRead(text, context, ref record)) return true;
        Span<ulong> candidates = stackalloc ulong[MaxPatterns / 64];
        candidates = candidates[..((_patterns.Length + 63) / 64)];
        candidates.Clear();
        var isGeneral = false;
        return Find(text, candidates, ref isGeneral) && TryEach(text, candidates, _generalFrom, _patterns.Length, context, ref record);
    }

    private bool TryEach(ReadOnlySpan<byte> text, scoped ReadOnlySpan<ulong> candidates, int from, int to, LogContext context, scoped ref LogRecord record)
    {
        for (var word = from / 64; word < candidates.Length; word++)
        {
            for (var bits = candidates[word]; bits != 0; bits &= bits - 1)
            {
                var at = (word * 64) + BitOperations.TrailingZeroCount(bits);
                if (at >= from && at < to && TryOne(_patterns[at], text, context, ref record)) return true;
            }
        }
        return false;
    }

    /// <summary>Whether a text has what every sentence of a log-in has one of.</summary>
    internal bool HasTrigger(ReadOnlySpan<byte> text)
    {
        var isGeneral = false;
        Find(text, [], ref isGeneral);
        return isGeneral;
    }

    private static bool TryOne(LogPattern pattern, ReadOnlySpan<byte> text, LogContext context, scoped ref LogRecord record)
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

    private bool Find(ReadOnlySpan<byte> text, Span<ulong> candidates, ref bool isGeneral)
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
                if (at >= _patterns.Length)
                {
                    isGeneral = true;
                    continue;
                }
                isGeneral |= at >= _generalFrom;
                candidates[at >> 6] |= 1UL << (at & 63);
                any = true;
            }
        }
        return any;
    }

    private static uint Hash(uint key) => (key * 0x9E3779B1) >> (32 - HashBits);
}
