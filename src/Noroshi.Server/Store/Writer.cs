using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Noroshi.Server.Ledger;

namespace Noroshi.Server.Store;

/// <summary>
/// The one way to change state: commands queue in a bounded channel and commit in groups (<see cref="CommandGroup"/>), so that one bad command fails alone and one disk flush, and one way to the
/// database's process and back, serves many.
/// </summary>
/// <remarks>
/// <code>
/// caller ──► channel (bounded) ──► group of up to 32 ──► run command │ … │ write what they add ──► lock head row, give positions ──► COMMIT ──► callers go on
/// </code>
/// Thread-safe. Full channel: callers wait, at most <see cref="QueueWait"/>, then <see cref="StoreUnavailableException"/>.
/// </remarks>
internal sealed partial class Writer(Database database, TimeProvider clock, LedgerSignal signal, ILogger<Writer> logger) : BackgroundService
{
    /// <summary>Commands in one commit. More gains little: the flush is already shared.</summary>
    internal const int GroupSize = 32;

    /// <summary>Commands that may wait.</summary>
    internal const int QueueLength = 512;

    /// <summary>How long a caller waits for a place in the queue.</summary>
    internal static readonly TimeSpan QueueWait = TimeSpan.FromSeconds(10);

    private readonly Channel<IWriteCommand> _queue = Channel.CreateBounded<IWriteCommand>(new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private DbConnection? _connection;

    // Lives as long as its connection; and is used by one command at a time. Only the writing loop touches it.
    private NoroshiDb? _db;
    private RowInserter? _rows;
    private CommandGroup? _running;

    /// <summary>Commands in the queue now.</summary>
    internal int Waiting => _queue.Reader.Count;

    /// <summary>Runs a command and returns when it is durably committed.</summary>
    /// <param name="command">May run only once; anything it throws rolls back its own rows and entries and comes back to the caller.</param>
    /// <param name="cancellationToken">Takes a command that has not begun out of the queue; one that has begun is finished.</param>
    /// <exception cref="StoreUnavailableException">Nothing was written: the database is away, full or too busy.</exception>
    internal async Task<T> WriteAsync<T>(Func<WriteSession, CancellationToken, Task<T>> command, CancellationToken cancellationToken)
    {
        var queued = new WriteCommand<T>(command, cancellationToken);
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        wait.CancelAfter(QueueWait);
        try
        {
            await _queue.Writer.WriteAsync(queued, wait.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StoreUnavailableException("The write queue is full.");
        }
        catch (ChannelClosedException e)
        {
            throw new StoreUnavailableException("The server is stopping.", e);
        }

        return await queued.Completion;
    }

    /// <summary>Runs a command without a result.</summary>
    internal Task WriteAsync(Func<WriteSession, CancellationToken, Task> command, CancellationToken cancellationToken) =>
        WriteAsync(async (session, token) => { await command(session, token); return true; }, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var group = new List<IWriteCommand>(GroupSize);
        // Not cancelled by stopping: what was accepted into the queue is still written. StopAsync closes the queue.
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            group.Clear();
            while (group.Count < GroupSize && _queue.Reader.TryRead(out IWriteCommand? command))
            {
                group.Add(command);
            }

            await CommitGroupAsync(group);
        }

        await DropConnectionAsync();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _db?.Dispose();
        base.Dispose();
    }

    private async Task CommitGroupAsync(List<IWriteCommand> group)
    {
        try
        {
            await ConnectAsync();
            await using DbTransaction transaction = await _connection!.BeginTransactionAsync();
            await _db!.Database.UseTransactionAsync(transaction);
            _running = new(_db, _rows!, database.Engine, transaction);
            foreach (IWriteCommand command in group.Where(c => !c.IsCancelled))
            {
                await _running.RunAsync(command, DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()));
            }

            await _running.WriteGatheredAsync();
            if (_running.Written.Count > 0)
            {
                await LedgerAppender.AppendAsync(_db, _rows!, database.Engine, _running.Entries);
                await transaction.CommitAsync();
            }

            await _db.Database.UseTransactionAsync(null);

            foreach (IWriteCommand command in _running.Written)
            {
                command.Complete();
            }

            if (_running.Entries.Count > 0)
            {
                signal.Appended(_running.Entries[^1].Position + 1);
            }
        }
        catch (Exception e)
        {
            Log.GroupFailed(logger, e, group.Count);
            var fault = new StoreUnavailableException("The store did not take the change.", e);
            group.ForEach(c => c.Fail(fault));
            await DropConnectionAsync();
        }
    }

    private async Task ConnectAsync()
    {
        if (_connection is null)
        {
            _connection = await database.OpenAsync(CancellationToken.None);
            _db = database.On(_connection, new BeforeStatements(() => _running?.SetApartAsync() ?? Task.CompletedTask));
            _rows = new(_db, _connection);
        }
    }

    private async Task DropConnectionAsync()
    {
        if (_db is { } db)
        {
            (_db, _rows) = (null, null);
            await db.DisposeAsync();
        }

        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Error, "A group of {Count} changes was not written.")]
        internal static partial void GroupFailed(ILogger logger, Exception exception, int count);
    }
}
