using System.Diagnostics.CodeAnalysis;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Logs;

namespace Noroshi.Cli.Scan;

/// <summary>Hands the inputs' blocks to several threads, in order. Whoever asks and finds too little unpacked unpacks the next block first, so that unpacking is shared as reading is, and no thread waits while there is either to do.</summary>
/// <remarks>
/// The first block of an input is read alone: only then is it known whether its format has lines that depend on lines before (a declaration of fields, records of several lines).
/// If so, its blocks go on one at a time with one reader; otherwise every thread reads with its own.
/// </remarks>
/// <param name="inputs">What is read.</param>
/// <param name="newReader">Makes a reader for an input.</param>
/// <param name="isHashed">Whether the bytes are hashed as they are read.</param>
/// <param name="threads">How many threads ask.</param>
/// <param name="settings">What is watched for.</param>
internal sealed class BlockSource(IReadOnlyList<ScanInput> inputs, Func<ScanInput, LogReader> newReader, bool isHashed, int threads, WatchSettings settings) : IDisposable
{
    private const int MostOut = 8;

    private readonly object _gate = new(); // a Monitor, because threads wait for each other's blocks
    private readonly LineBlocks _blocks = new();
    private readonly Queue<BlockWork> _ready = [];
    private readonly Stack<BlockWork> _free = [];
    private OpenInput? _open;
    private long _packedBefore;
    private LogReader? _shared;
    private int _sharedInput = -1;
    private int _out;
    private bool _isOut;
    private bool _isFirstOut;
    private bool _isFilling;
    private bool _isAtEnd;
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

    /// <summary>Unpacked bytes read so far.</summary>
    internal long BytesHandedOut { get; private set; }

    internal int CutLines => _blocks.CutLines;

    /// <summary>Unpacking takes as long as reading: then there is one block for each thread ahead. What lies plain is best read by whoever fetched it.</summary>
    private int Ahead => Current >= 0 && inputs[Current].Packing != Packing.None ? threads : 1;

    /// <summary>Takes the next block; false when there is none. Each block must come back by <see cref="Done"/>, and its room by <see cref="Return"/>.</summary>
    internal bool TryTake([NotNullWhen(true)] out BlockWork? work, out LogReader? shared)
    {
        while (true)
        {
            lock (_gate)
            {
                while (!_isStopped && !CanFill && !CanHandOut && !(_isAtEnd && _ready.Count == 0)) Monitor.Wait(_gate);
                (work, shared) = (null, null);
                if (_isStopped || (_isAtEnd && _ready.Count == 0)) return false;
                if (!CanFill)
                {
                    (work, shared) = HandOut();
                    return true;
                }
                _isFilling = true;
                work = _free.TryPop(out var free) ? free : new(settings, LineBlocks.UsualBytes);
                _out++;
            }
            Fill(work);
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
                if (reader.IsStateful) (_shared, _sharedInput) = (reader, block.Input);
            }
            // A block of the input before may come back while one of this input is still out.
            if (_shared is null || reader == _shared) _isOut = false;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Gives back a block's room.</summary>
    internal void Return(BlockWork work)
    {
        lock (_gate)
        {
            _free.Push(work);
            _out--;
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

    /// <summary>Whether the next block is to be unpacked: too few are, nobody is at it, and there is room. A thread far ahead of one with a hard block waits for it.</summary>
    private bool CanFill => !_isFilling && !_isAtEnd && _ready.Count < Ahead && _out < MostOut * threads;

    private bool CanHandOut => _ready.TryPeek(out var next) && !_isFirstOut && !(_shared is not null && _isOut && next.Block.Input == _sharedInput);

    private (BlockWork Work, LogReader? Shared) HandOut()
    {
        var work = _ready.Dequeue();
        var block = work.Block;
        if (block.Input != _sharedInput) _shared = null;
        _isFirstOut = block.IsFirst;
        _isOut = true;
        return (work, block.IsFirst ? newReader(inputs[block.Input]) : _shared);
    }

    /// <summary>Unpacks the next block, of the next input that has one.</summary>
    private void Fill(BlockWork work)
    {
        var isFilled = false;
        try
        {
            while (!isFilled && (_open is not null || TryOpenNext())) isFilled = TryFill(work.Block);
        }
        finally
        {
            lock (_gate)
            {
                _isFilling = false;
                if (isFilled)
                {
                    work.Block.Sequence = _sequence++;
                    _ready.Enqueue(work);
                }
                else
                {
                    _isAtEnd = true;
                    _out--;
                }
                Monitor.PulseAll(_gate);
            }
        }
    }

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
        open.Dispose();
    }
}
