using System.Data.Common;
using Noroshi.Server.Ledger;

namespace Noroshi.Server.Store;

/// <summary>
/// The commands of one transaction, in their order. Those that only add rows are gathered, and their rows written together; one that asks or changes anything has a savepoint of its own, behind all that came before it.
/// </summary>
/// <remarks>
/// <code>
/// only adds ──► gathered ──► before a command's first statement, and at the end ──► savepoint, all rows at once
///                                                                                      └─refused─► back, and a savepoint for the rows of each
/// asks, changes ──► what is gathered is written ──► savepoint, the command's statements, its rows
/// </code>
/// So every command finds what those before it wrote, fails alone, and runs once: only its rows may be sent twice. Not thread-safe.
/// </remarks>
internal sealed class CommandGroup(NoroshiDb db, RowInserter inserter, Engine engine, DbTransaction transaction)
{
    private const string Savepoint = "command";

    private readonly List<Gathered> _gathered = [];
    private readonly List<IWriteCommand> _written = [];
    private readonly List<PendingEntry> _entries = [];
    private bool _isRunning;
    private bool _isApart;

    /// <summary>The commands that were written.</summary>
    internal IReadOnlyList<IWriteCommand> Written => _written;

    /// <summary>What they append to the ledger.</summary>
    internal List<PendingEntry> Entries => _entries;

    /// <summary>Runs a command. What it throws is its caller's, unless the store itself fails.</summary>
    internal async Task RunAsync(IWriteCommand command, DateTimeOffset now)
    {
        var session = new WriteSession(db, inserter, engine, now, this);
        (_isRunning, _isApart) = (true, false);
        try
        {
            await command.RunAsync(session);
            if (_isApart || db.ChangeTracker.HasChanges())
            {
                await session.SaveAsync(CancellationToken.None);
                Keep(command, session.Entries);
            }
            else
            {
                _gathered.Add(new(command, inserter.Take(), session.Entries));
            }
        }
        catch (Exception e) when (!StoreFailure.IsOfTheStore(e))
        {
            if (_isApart)
            {
                await transaction.RollbackAsync(Savepoint);
            }

            command.Fail(e);
        }
        finally
        {
            _isRunning = false;
            inserter.Take();
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Gives the running command its savepoint, before its first statement; afterwards, and when none runs, nothing.</summary>
    internal async Task SetApartAsync()
    {
        if (_isRunning && !_isApart)
        {
            await WriteGatheredAsync();
            await SaveAsync();
            _isApart = true;
        }
    }

    /// <summary>Writes the rows of the commands gathered.</summary>
    internal async Task WriteGatheredAsync()
    {
        Gathered[] gathered = [.. _gathered];
        _gathered.Clear();
        bool isTogether = gathered.Length > 1 && await RefusalAsync([.. gathered.SelectMany(g => g.Rows)]) is null;
        foreach (Gathered one in gathered)
        {
            if (!isTogether && await RefusalAsync(one.Rows) is { } refusal)
            {
                one.Command.Fail(refusal);
            }
            else
            {
                Keep(one.Command, one.Entries);
            }
        }
    }

    // Why the rows cannot stand; null when they do.
    private async Task<Exception?> RefusalAsync(IReadOnlyList<object> rows)
    {
        await SaveAsync();
        try
        {
            await inserter.InsertAsync(rows, CancellationToken.None);
            return null;
        }
        catch (Exception e) when (!StoreFailure.IsOfTheStore(e))
        {
            await transaction.RollbackAsync(Savepoint);
            return e;
        }
    }

    // Not released: the next one of the name stands above it, and the commit ends them all.
    private Task SaveAsync() => transaction.SaveAsync(Savepoint);

    private void Keep(IWriteCommand command, IReadOnlyList<PendingEntry> entries)
    {
        _written.Add(command);
        _entries.AddRange(entries);
    }

    private sealed record Gathered(IWriteCommand Command, IReadOnlyList<object> Rows, IReadOnlyList<PendingEntry> Entries);
}
