using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Logs;
using Noroshi.Sensor.Rules;
using Noroshi.Sensor.Rules.Lines;

namespace Noroshi.Cli.Scan;

/// <summary>One thread's part of a scan: takes blocks, reads and judges their lines, and hands the sightings on in order.</summary>
internal sealed class ScanWorker(BlockSource source, InOrder order, IReadOnlyList<ScanInput> inputs, Func<ScanInput, LogReader> newReader, ScanOptions options, SeenTexts seen)
{
    private readonly WebJudge _judge = new(options.Web, seen);
    private readonly LineRules? _rules = options.Watch.Rules is { } rules ? new(rules, options.Watch.Seed) : null;
    private readonly FormatCounts _formats = new();
    private readonly LineIndex _index = new();
    private LogReader? _reader;
    private int _readerOf = -1;

    internal Timeline Timeline { get; } = new();

    /// <summary>Earliest time of any line; <see cref="long.MaxValue"/> for none.</summary>
    internal long First { get; private set; } = long.MaxValue;

    /// <summary>Latest time of any line; <see cref="long.MinValue"/> for none.</summary>
    internal long Last { get; private set; } = long.MinValue;

    internal FormatCounts Formats => _formats;

    internal void Run(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            if (!source.TryTake(out var work, out var shared)) return;
            var reader = shared ?? OwnReader(work.Block.Input);
            if (work.Block.IsFirst) (_reader, _readerOf) = (reader, work.Block.Input);
            Read(work, reader);
            source.Done(work.Block, reader);
            order.Hand(work);
        }
    }

    private LogReader OwnReader(int input)
    {
        if (_reader is null || _readerOf != input) (_reader, _readerOf) = (newReader(inputs[input]), input);
        return _reader;
    }

    internal void Read(BlockWork work, LogReader reader)
    {
        work.Begin();
        var block = work.Block.Lines;
        LogRecord record = new();
        var lines = new LineCursor(_index, block);
        while (lines.TryNext(out var line))
        {
            if (line.IsEmpty) work.Sightings.AddUnread();
            else ReadLine(work, reader, block, line, lines.Quotes, ref record);
            work.Lines++;
        }
    }

    private void ReadLine(BlockWork work, LogReader reader, ReadOnlySpan<byte> block, ReadOnlySpan<byte> line, LineQuotes quotes, ref LogRecord record)
    {
        if (!reader.TryRead(line, quotes, ref record))
        {
            Flag(work, WebVerdict.Nothing, Match(work, block, line, in record));
            _formats.AddUnread();
            work.Sightings.AddUnread();
            return;
        }
        _formats.Add(record.Format);
        var fired = Match(work, block, line, in record);
        var verdict = record.Kind == RecordKind.Request ? _judge.Judge(in record) : WebVerdict.Nothing;
        Flag(work, in verdict, fired);
        if (record.Time != LogRecord.NoTime)
        {
            First = Math.Min(First, record.Time);
            Last = Math.Max(Last, record.Time);
            Timeline.Add(record.Time, record.Outcome == Outcome.Failure, verdict.Tier != Tier.None);
        }
        work.Sightings.Add(block, line, in record, in verdict);
    }

    private ReadOnlySpan<int> Match(BlockWork work, ReadOnlySpan<byte> block, ReadOnlySpan<byte> line, in LogRecord record) => _rules is null ? [] : _rules.Match(block, line, in record, work.Sightings);

    private void Flag(BlockWork work, in WebVerdict verdict, ReadOnlySpan<int> fired)
    {
        if (options.OnVerdict is not null && (verdict.Tier != Tier.None || !fired.IsEmpty)) AddVerdict(work, in verdict, fired);
    }

    private void AddVerdict(BlockWork work, in WebVerdict verdict, ReadOnlySpan<int> fired)
    {
        var set = options.Watch.Rules!;
        List<RuleHeader> rules = [];
        foreach (var rule in fired)
        {
            if (set.ReportsRule(rule)) rules.Add(set.Rules[rule].Header);
        }
        if (verdict.Tier != Tier.None || rules.Count > 0) work.Verdicts.Add(new(work.Block.Input, work.Lines, verdict, rules));
    }
}
