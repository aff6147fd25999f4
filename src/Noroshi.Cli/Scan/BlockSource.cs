using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Logs;

namespace Noroshi.Cli.Scan;

/// <summary>Hands the inputs' blocks to several threads, in order. Unpacking happens in the thread that asks, so that one thread unpacks while another reads.</summary>
/// <remarks>
/// The first block of an input is read alone: only then is it known whether its format has lines that depend on lines before (a declaration of fields, records of several lines).
/// If so, its blocks go on one at a time with one reader; otherwise every thread reads with its own.
/// </remarks>
internal sealed class BlockSource(IReadOnlyList<ScanInput> inputs, Func<ScanInput, LogReader> newReader) : IDisposable
{
    private readonly object _gate = new(); // a Monitor, because threads wait for each other's blocks
    private readonly LineBlocks _blocks = new();
    private Stream? _raw;
    private Stream? _text;
    private LogReader? _shared;
    private bool _isOut;
    private bool _isFirstOut;
    private bool _isStopped;
    private long _sequence;

    /// <summary>What could not be read, and why. Complete once every thread has got false.</summary>
    internal List<Fault> Faults { get; } = [];

    /// <summary>The input being read, by its place in the list.</summary>
    internal int Current { get; private set; } = -1;

    /// <summary>Packed bytes read so far, of all inputs.</summary>
    internal long BytesRead { get; private set; }

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
                if (_text is null && !TryOpenNext()) return false;
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
            _isOut = false;
            if (block.IsFirst)
            {
                _isFirstOut = false;
                if (_text is not null && reader.IsStateful) _shared = reader;
            }
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

    public void Dispose() => Close();

    private bool TryFill(LineBlock block)
    {
        try
        {
            var isFilled = _blocks.TryFill(block);
            if (isFilled) BytesHandedOut += block.Length;
            else Close();
            return isFilled;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Faults.Add(new Fault("NRS-X122", inputs[Current].Name).With("reason", unreadable.Message));
            Close();
            return false;
        }
    }

    private bool TryOpenNext()
    {
        while (Current + 1 < inputs.Count)
        {
            Current++;
            try
            {
                _raw = inputs[Current].OpenRaw();
                _text = inputs[Current].Unpack(new CountedStream(_raw, count => BytesRead += count));
                _blocks.Begin(_text, Current);
                return true;
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                Faults.Add(new Fault("NRS-X122", inputs[Current].Name).With("reason", unreadable.Message));
            }
        }
        return false;
    }

    private void Close()
    {
        _text?.Dispose();
        _raw?.Dispose();
        _text = null;
        _raw = null;
        _shared = null;
    }
}
