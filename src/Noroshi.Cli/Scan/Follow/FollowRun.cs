using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Logs;

namespace Noroshi.Cli.Scan.Follow;

/// <summary>A run without an end: reads what there is, then whatever is appended, on one thread; findings may be asked for at any time.</summary>
internal sealed class FollowRun : IDisposable
{
    private readonly Watch _watch;
    private readonly ScanWorker _worker;
    private readonly BlockSource _noSource;
    private readonly BlockWork _work;
    private readonly ScanOptions _options;
    private readonly ScanContent _content;
    private readonly TimeProvider _time;
    private readonly List<FollowedInput> _inputs = [];
    private readonly List<(long Bytes, long Lines)> _read = [];
    private readonly List<FollowedReader> _readers;
    private readonly List<ScanInput> _packed;

    internal FollowRun(IEnumerable<ScanInput> inputs, ScanOptions options, ScanContent content, TimeProvider time)
    {
        (_options, _content, _time) = (options, content, time);
        _watch = new(options.Watch);
        _work = new(options.Watch, LineBlocks.BlockBytes);
        _noSource = new([], _ => throw new InvalidOperationException(), isHashed: false, threads: 1, options.Watch);
        _worker = new(_noSource, new(_noSource, options, _watch, []), [], _ => throw new InvalidOperationException(), options, new(options.Watch.Seed));
        _packed = [.. inputs.Where(i => i.Packing != Packing.None)];
        string[] logs = [.. inputs.Where(i => i.Packing == Packing.None).Select(i => i.Name)];
        _readers = [.. inputs.Where(i => i.Packing == Packing.None).Select(i => new FollowedReader(new(i.Name, i.Held, Array.Exists(logs, log => RotatedFiles.IsOf(i.Name, log)), options.IsRecorded), i.Changed))];
        Proof = new(_inputs);
    }

    internal FollowedProof Proof { get; }

    /// <summary>Where every file stands.</summary>
    internal IEnumerable<FollowPlace> Places => _readers.Select(r => r.File.Place).OfType<FollowPlace>();

    internal List<Fault> Faults { get; } = [];

    internal Dictionary<string, long> Formats
    {
        get
        {
            Dictionary<string, long> formats = new(StringComparer.Ordinal);
            _worker.Formats.AddTo(formats);
            return formats;
        }
    }

    /// <summary>Goes on where an earlier run stood, file by file, at the first of its places that is still there.</summary>
    /// <returns>The files of which no place is there any more: they are read from their beginning, and lines before that may be missing.</returns>
    internal IReadOnlyList<string> Resume(IEnumerable<IGrouping<string, FollowPlace>> places)
    {
        var known = places.ToDictionary(of => of.Key, of => (IEnumerable<FollowPlace>)of, StringComparer.Ordinal);
        List<string> gone = [];
        HashSet<FollowedFile> resumed = [];
        foreach (var reader in _readers)
        {
            if (!known.TryGetValue(reader.File.Path, out var of)) continue;
            if (reader.File.TryResume(of)) resumed.Add(reader.File);
            else if (!reader.File.IsRotated) gone.Add(reader.File.Path);
        }
        // What was rotated since is read by whoever goes on with the log it was rotated from; the rest was read by the earlier run.
        foreach (var log in resumed.Where(f => !f.IsRotated))
        {
            foreach (var rotated in _readers.Select(r => r.File).Where(f => f.IsRotated && !resumed.Contains(f) && RotatedFiles.IsOf(f.Path, log.Path))) rotated.Pass();
            foreach (var packed in _packed.Where(p => RotatedFiles.IsOf(p.Name, log.Path)).ToArray())
            {
                packed.Held?.Close();
                _packed.Remove(packed);
            }
        }
        return gone;
    }

    /// <summary>Reads all there is now.</summary>
    /// <returns>Whether there was anything.</returns>
    internal bool Read(CancellationToken ct)
    {
        var hasRead = false;
        foreach (var packed in _packed)
        {
            if (ct.IsCancellationRequested) Faults.Add(NotToItsEnd(packed, 0));
            else hasRead |= ReadPacked(packed, ct);
        }
        _packed.Clear();
        foreach (var reader in _readers)
        {
            while (!ct.IsCancellationRequested && TryRead(reader)) hasRead = true;
            reader.HasCaughtUp = true;
        }
        return hasRead;
    }

    internal IReadOnlyList<Finding> Findings() => _watch.Findings();

    /// <summary>What has been found out until now, in the same shape as that of a run with an end.</summary>
    internal ScanResult Result(IReadOnlyList<ShownFinding> findings, IReadOnlyList<FindingGroup> groups, IReadOnlyList<Fault> faults, TimeSpan elapsed, DateTimeOffset at) => new()
    {
        Files = [.. _inputs.Zip(_read, (input, read) => input.Scanned(read.Bytes, read.Lines))],
        Findings = findings,
        Groups = groups,
        Timeline = _worker.Timeline,
        Formats = Formats,
        Span = _worker.Timeline.IsEmpty ? (LogRecord.NoTime, LogRecord.NoTime) : (_worker.First, _worker.Last),
        Notes = [],
        Faults = [.. faults, .. Faults],
        Elapsed = elapsed,
        At = at,
        Rules = _content.Hash,
        Zone = _options.Zone,
        Offset = _options.Offset,
    };

    public void Dispose()
    {
        _noSource.Dispose();
        foreach (var reader in _readers) reader.File.Dispose();
        foreach (var packed in _packed) packed.Held?.Close();
    }

    private bool TryRead(FollowedReader reader)
    {
        if (!reader.File.TryRead(_work.Block)) return false;
        if (reader.Begun != reader.File.Generation)
        {
            reader.Begun = reader.File.Generation;
            reader.Input = Begin(new(reader.File.Path, reader.File, reader.File.Generation, null));
            reader.Reader = null;
        }
        Take(reader.Input, reader.File.Lines, reader.ReaderAt(_time.GetUtcNow(), _options, _content));
        reader.File.Took(_work.Lines);
        return true;
    }

    private bool ReadPacked(ScanInput packed, CancellationToken ct)
    {
        var input = Begin(new(packed.Name, null, 0, packed with { Held = null }));
        var lines = 0L;
        try
        {
            using var open = new OpenInput(packed, _options.IsRecorded);
            var blocks = new LineBlocks();
            blocks.Begin(open.Text, input);
            var reader = FollowedReader.New(packed.Changed, _options, _content, null, out _);
            for (; !ct.IsCancellationRequested && blocks.TryFill(_work.Block); lines += _work.Lines) Take(input, lines, reader);
            var amiss = ct.IsCancellationRequested ? NotToItsEnd(packed, blocks.Offset) : open.Amiss(blocks.Offset, blocks.Failure);
            // The rest of a file is hashed too: its hash is to tell which file it was.
            var hash = open.Hash();
            var cut = open.Cut();
            if ((cut ?? amiss) is { } fault) Faults.Add(fault);
            _inputs[input] = _inputs[input] with { Seen = open.Seen, Hash = cut is null ? hash : null };
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Faults.Add(new Fault("NRS-X122", packed.Name).With("reason", unreadable.Message));
        }
        return lines > 0;
    }

    /// <summary>The end came first; what is plain says by its size how far it was read.</summary>
    private static Fault NotToItsEnd(ScanInput packed, long offset) => new Fault("NRS-X171", packed.Name).With("offset", Shown.Number(offset));

    private int Begin(FollowedInput input)
    {
        _inputs.Add(input);
        _read.Add((0, 0));
        return _inputs.Count - 1;
    }

    private void Take(int input, long linesBefore, LogReader reader)
    {
        _worker.Read(_work, reader);
        _watch.Take(_work.Block.Lines, _work.Sightings, new(input, linesBefore + 1, _work.Block.Offset));
        var (bytes, lines) = _read[input];
        _read[input] = (bytes + _work.Block.Length, lines + _work.Lines);
    }
}
