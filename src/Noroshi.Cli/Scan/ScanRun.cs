using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Logs;

namespace Noroshi.Cli.Scan;

/// <summary>One run over all inputs.</summary>
/// <remarks>
/// <code>
/// inputs ─► BlockSource ─► ScanWorker (a thread each): unpack, cut, read, judge ─► InOrder ─► Watch ─► findings
/// </code>
/// </remarks>
/// <param name="inputs">What is read.</param>
/// <param name="options">How.</param>
/// <param name="content">What the texts of content say.</param>
/// <param name="kept">Takes lines of packed inputs that may prove something; null when no line will be shown.</param>
internal sealed class ScanRun(IReadOnlyList<ScanInput> inputs, ScanOptions options, ScanContent content, KeptLines? kept)
{
    private readonly Watch _watch = new(options.Watch) { Noted = kept is not null && inputs.Any(i => i.Packing != Packing.None) ? kept.Add : null };

    internal Timeline Timeline { get; } = new();

    internal Dictionary<string, long> Formats { get; } = new(StringComparer.Ordinal);

    /// <summary>First and last time of any line; both <see cref="LogRecord.NoTime"/> when no line has one.</summary>
    internal (long First, long Last) Span { get; private set; } = (LogRecord.NoTime, LogRecord.NoTime);

    /// <summary>What a reader of the findings must know of the watching.</summary>
    internal IReadOnlyList<WatchNote> Notes => _watch.Notes();

    /// <summary>The accounts seen, and those that exist and were not.</summary>
    internal IReadOnlyList<AccountLine> Accounts(IEnumerable<string> existing) => _watch.Accounts(existing);

    internal List<ScannedFile> Files { get; } = [];

    /// <summary>By what the files that were read are known again, by the input's place in the list.</summary>
    internal Dictionary<int, SeenFile> Seen { get; } = [];

    internal List<Fault> Faults { get; } = [];

    /// <summary>Reads everything; progress is shown while it runs.</summary>
    internal ImmutableArray<Finding> Run(Terminal terminal, bool showsProgress, CancellationToken ct)
    {
        using var source = new BlockSource(inputs, NewReader, options.IsRecorded, options.Threads, options.Watch);
        using var progress = new ScanProgress(terminal, source, inputs, showsProgress);
        var order = new InOrder(source, options, _watch, LogFileName.Logs([.. inputs.Select(i => i.Name)]));
        var texts = new SeenTexts(options.Watch.Seed);
        var workers = Enumerable.Range(0, options.Threads).Select(_ => new ScanWorker(source, order, inputs, NewReader, options, texts)).ToArray();
        RunAll(workers, source, ct);
        order.Finish();
        foreach (var worker in workers)
        {
            Timeline.Add(worker.Timeline);
            worker.Formats.AddTo(Formats);
        }
        if (!Timeline.IsEmpty) Span = (workers.Min(w => w.First), workers.Max(w => w.Last));
        var read = order.Files.ToDictionary(f => f.Input);
        foreach (var (input, packedBytes, hash, seen) in source.Opened)
        {
            if (seen is not null) Seen.Add(input, seen);
            var (_, bytes, lines) = read.GetValueOrDefault(input);
            Files.Add(new(inputs[input].Name, bytes, lines) { Packing = inputs[input].Packing, PackedBytes = packedBytes, Hash = hash });
        }
        Faults.AddRange(source.Faults);
        _watch.Complete();
        return _watch.Findings();
    }

    private LogReader NewReader(ScanInput input) => content.NewReader(new(input.Changed, options.Zone, options.Offset));

    /// <summary>The first worker on this thread, the others on their own; a fault of any ends the run with it.</summary>
    private static void RunAll(ScanWorker[] workers, BlockSource source, CancellationToken ct)
    {
        List<Exception> failures = [];
        var threads = workers.Skip(1).Select(worker => new Thread(() => Guard(worker)) { IsBackground = true }).ToArray();
        foreach (var thread in threads) thread.Start();
        Guard(workers[0]);
        foreach (var thread in threads) thread.Join();
        if (failures.Count > 0) throw new AggregateException(failures);

        void Guard(ScanWorker worker)
        {
            try
            {
                worker.Run(ct);
            }
#pragma warning disable CA1031 // Whatever it is, it is thrown again on the thread that can report it.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                lock (failures) failures.Add(failure);
                source.Stop();
            }
        }
    }
}
