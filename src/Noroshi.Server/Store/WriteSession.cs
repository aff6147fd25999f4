using Noroshi.Core.Vocabulary;
using Noroshi.Server.Ledger;

namespace Noroshi.Server.Store;

/// <summary>What one write command works with: a tracking context inside the group's transaction, the instant, and the ledger to append to.</summary>
/// <remarks>Not thread-safe; dead after the command returns.</remarks>
internal sealed class WriteSession(NoroshiDb db, RowInserter rows, Engine engine, DateTimeOffset now, CommandGroup? group = null)
{
    private readonly List<PendingEntry> _entries = [];

    /// <summary>For reading and changing rows; new rows go through <see cref="Add"/>. Saved by the writer after the command returns.</summary>
    internal NoroshiDb Db => db;

    internal Engine Engine => engine;

    /// <summary>The instant of everything this command does, to the millisecond.</summary>
    internal DateTimeOffset Now => now;

    internal IReadOnlyList<PendingEntry> Entries => _entries;

    /// <summary>A new row, whole: written when the command has returned, or by <see cref="SaveAsync"/>; until then no query finds it.</summary>
    internal void Add(object row) => rows.Add(row);

    /// <summary>New rows, in their order.</summary>
    internal void AddRange(IEnumerable<object> added)
    {
        foreach (object row in added)
        {
            rows.Add(row);
        }
    }

    /// <summary>Writes what has been added and changed so far, for a command that reads it again itself.</summary>
    internal async Task SaveAsync(CancellationToken cancellationToken)
    {
        await (group?.SetApartAsync() ?? Task.CompletedTask);
        await rows.InsertAsync(rows.Take(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>A new time-ordered id.</summary>
    internal Guid NewId() => Guid.CreateVersion7(now);

    /// <summary>Appends a record to the ledger in this command's transaction.</summary>
    /// <param name="record">What happened.</param>
    /// <param name="actor">The account that did it; <see cref="Guid.Empty"/> for the system.</param>
    /// <returns>The entry; its position is known once <see cref="Writer.WriteAsync{T}"/> has returned.</returns>
    internal PendingEntry Append(Happened record, Guid actor)
    {
        var entry = PendingEntry.Of(record, actor, now);
        _entries.Add(entry);
        return entry;
    }
}
