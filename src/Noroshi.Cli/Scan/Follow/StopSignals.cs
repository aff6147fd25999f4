using System.Runtime.InteropServices;

namespace Noroshi.Cli.Scan.Follow;

/// <summary>Ctrl-C and SIGTERM as a wish to come to an end.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _signals;

    internal StopSignals() => _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(s => PosixSignalRegistration.Create(s, Stop))];

    internal CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        // A second one ends the program at once, whatever it is doing.
        context.Cancel = !_stop.IsCancellationRequested;
        _stop.Cancel();
    }
}
