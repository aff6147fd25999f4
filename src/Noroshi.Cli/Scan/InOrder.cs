using Noroshi.Sensor.Detectors;

namespace Noroshi.Cli.Scan;

/// <summary>Puts finished blocks back into the input's order and lets the watch take them: on the thread that took those before, since what the watch remembers lies near its processor, or on another when several wait.</summary>
/// <param name="source">Gets the blocks' room back.</param>
/// <param name="options">How the scan is made.</param>
/// <param name="watch">Takes the blocks.</param>
/// <param name="logs">By input, the log it is a part of.</param>
internal sealed class InOrder(BlockSource source, ScanOptions options, Watch watch, IReadOnlyList<int> logs)
{
    /// <summary>So many blocks wait for the thread that took those before.</summary>
    private const int MostLeft = 4;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, BlockWork> _waiting = [];
    private readonly List<(int Input, long Bytes, long Lines)> _files = [];
    private long _due;
    private bool _isTaking;
    private int _taker;

    /// <summary>Bytes and lines of each input read so far.</summary>
    internal IReadOnlyList<(int Input, long Bytes, long Lines)> Files => _files;

    /// <summary>Takes what is still left, once no thread reads any more.</summary>
    internal void Finish()
    {
        _taker = 0;
        TakeDue();
    }

    /// <summary>Hands over a block that was read. If it is due and this thread is to take it, it and all that wait behind it are taken here; otherwise it waits, and the thread goes on.</summary>
    internal void Hand(BlockWork work)
    {
        lock (_gate) _waiting.Add(work.Block.Sequence, work);
        TakeDue();
    }

    private void TakeDue()
    {
        while (TryNext(out var due))
        {
            Take(due);
            lock (_gate)
            {
                _isTaking = false;
                _due++;
            }
            source.Return(due);
        }
    }

    private bool TryNext(out BlockWork due)
    {
        lock (_gate)
        {
            var isLeft = _taker != 0 && _taker != Environment.CurrentManagedThreadId && _waiting.Count < MostLeft;
            if (_isTaking || isLeft || !_waiting.Remove(_due, out due!))
            {
                due = null!;
                return false;
            }
            _taker = Environment.CurrentManagedThreadId;
            return _isTaking = true;
        }
    }

    private void Take(BlockWork work)
    {
        var block = work.Block;
        if (block.IsFirst) _files.Add((block.Input, 0, 0));
        var (input, bytes, lines) = _files[^1];
        foreach (var verdict in work.Verdicts) options.OnVerdict!(verdict with { Number = lines + verdict.Number + 1 });
        watch.Take(block.Lines, work.Sightings, new(input, lines + 1, block.Offset) { Log = logs[input] });
        _files[^1] = (input, block.Offset + block.Length, lines + work.Lines);
    }
}
