namespace Noroshi.Server.Ledger;

/// <summary>Tells those who wait for the ledger to grow that it has, within this process. Thread-safe.</summary>
internal sealed class LedgerSignal
{
    private volatile TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _size;

    /// <summary>Ledger size after the last commit of this process; 0 before the first.</summary>
    internal long Size => Interlocked.Read(ref _size);

    /// <summary>Completes at the next append. Take it before looking, wait on it after finding nothing: then no append is missed.</summary>
    internal Task Grown => _grown.Task;

    internal void Appended(long size)
    {
        Interlocked.Exchange(ref _size, size);
        Interlocked.Exchange(ref _grown, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
