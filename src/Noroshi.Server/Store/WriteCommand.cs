namespace Noroshi.Server.Store;

/// <summary>A queued command, whatever its result type.</summary>
internal interface IWriteCommand
{
    bool IsCancelled { get; }

    Task RunAsync(WriteSession session);

    /// <summary>After the commit: hands the result to the caller.</summary>
    void Complete();

    /// <summary>Nothing of this command was written: hands the reason to the caller.</summary>
    void Fail(Exception reason);
}

/// <summary>A queued command and the promise its caller waits on.</summary>
internal sealed class WriteCommand<T>(Func<WriteSession, CancellationToken, Task<T>> body, CancellationToken cancellationToken) : IWriteCommand
{
    private readonly TaskCompletionSource<T> _promise = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    internal Task<T> Completion => _promise.Task;

    public bool IsCancelled => cancellationToken.IsCancellationRequested && _promise.TrySetCanceled(cancellationToken);

    public async Task RunAsync(WriteSession session) => _result = await body(session, CancellationToken.None);

    public void Complete() => _promise.TrySetResult(_result!);

    public void Fail(Exception reason) => _promise.TrySetException(reason);
}
