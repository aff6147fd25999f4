using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Logs;

namespace Noroshi.Cli.Scan;

/// <summary>Hands the inputs' blocks to several threads, in order. Unpacking happens in the thread that asks, so that one thread unpacks while another reads.</summary>
/// <remarks>
/// The first block of an input is read alone: only then is it known whether its format has lines that depend on lines before (a declaration of fields, records of several lines).
/// If so, its blocks go on one at a time with one reader; otherwise every thread reads with its own.
/// </remarks>
internal sealed class BlockSource(IReadOnlyList<ScanInput> inputs, Func<ScanInput, LogReader> newReader, bool isHashed) : IDisposable
{
    private readonly object _gate = new(); // a Monitor, because threads wait for each other's blocks
    private readonly LineBlocks _blocks = new();
    private OpenInput? _open;
    private long _packedBefore;
    private LogReader? _shared;
    private bool _isOut;
    private bool _isFirstOut;
    private bool _isStopped;
    private long _sequence;

    /// <summary>What could not be read, and why. Complete once every thread has got false.</summary>
    internal List<Fault> Faults { get; } = [];

    /// <summary>The input being read, by its place in the list.</summary>
    internal int Current { get; private set; } = -1;

    /// <summary>Every input that could be opened: its bytes as they lie on the disk, their SHA-256 when it was asked for and they are of one file, and by what a file is known again. Complete once every thread has got false.</summary>
    internal List<(int Input, long PackedBytes, string? Hash, SeenFile? Seen)> Opened { get; } = [];

    /// <summary>Packed bytes read so far, of all inputs.</summary>
    internal long BytesRead => _packedBefore + (_open?.PackedBytes ?? 0);

    /// <summary>Unpacked bytes handed out so far.</summary>
    internal long BytesHandedOut { get; private set; }

    internal int CutLines => _blocks.CutLines;

    /// <summary>Takes the next block; false when there is none. Each block must come back by <see cref="Done"/>.</summary>
    internal bool TryTake(LineBlock block, out LogReader? shared)
    {
        lock (_gate)
        {
            while (true)
            {
                while (!_isStopped && (_isFirstOut || (_shared is not null && _isOut))) Monitor.Wait(_gate);
                shared = _shared;
                if (_isStopped) return false;
                if (_open is null && !TryOpenNext()) return false;
                if (!TryFill(block)) continue;
                block.Sequence = _sequence++;
                _isFirstOut = block.IsFirst;
                _isOut = true;
                if (block.IsFirst) shared = newReader(inputs[block.Input]);
                return true;
            }
        }
    }

    /// <summary>Says that a block has been read, and by which reader.</summary>
    internal void Done(LineBlock block, LogReader reader)
    {
        lock (_gate)
        {
            if (block.IsFirst)
            {
                _isFirstOut = false;
                if (_open is not null && reader.IsStateful) _shared = reader;
            }
            // A block of the input before may come back while one of this input is still out.
            if (_shared is null || reader == _shared) _isOut = false;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Hands out no more, whoever waits.</summary>
    internal void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            Monitor.PulseAll(_gate);
        }
    }

    public void Dispose() => _open?.Dispose();

    private bool TryFill(LineBlock block)
    {
        var isFilled = _blocks.TryFill(block);
        if (isFilled) BytesHandedOut += block.Length;
        else Close(_open!);
        return isFilled;
    }

    private bool TryOpenNext()
    {
        while (Current + 1 < inputs.Count)
        {
            Current++;
            try
            {
                _open = new(inputs[Current], isHashed);
                _blocks.Begin(_open.Text, Current);
                return true;
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                Faults.Add(new Fault("NRS-X122", inputs[Current].Name).With("reason", unreadable.Message));
            }
        }
        return false;
    }

    private void Close(OpenInput open)
    {
        var amiss = open.Amiss(_blocks.Offset, _blocks.Failure);
        var hash = open.Hash();
        var cut = open.Cut();
        if ((cut ?? amiss) is { } fault) Faults.Add(fault);
        Opened.Add((Current, open.PackedBytes, cut is null ? hash : null, open.Seen));
        _packedBefore += open.PackedBytes;
        _open = null;
        _shared = null;
        open.Dispose();
    }
}
