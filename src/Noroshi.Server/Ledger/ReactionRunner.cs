using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Store;

namespace Noroshi.Server.Ledger;

/// <summary>
/// Runs every reaction over the ledger, each by its own cursor. A batch's effects, its entries and the cursor's move are one transaction that compares the old cursor,
/// so a step happens once however many servers run. A step that keeps failing is parked, and nothing behind it waits.
/// </summary>
internal sealed partial class ReactionRunner(Database database, Writer writer, LedgerSignal signal, IEnumerable<Reaction> reactions, TimeProvider clock, ILogger<ReactionRunner> logger) : BackgroundService
{
    /// <summary>Attempts before an entry is parked.</summary>
    internal const int Attempts = 5;

    // As many as two full groups of the writer bring, so that reactions keep up with it.
    private const int BatchSize = 64;
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);

    // A few entries are looked at at once; under load they gather for a moment and are taken together.
    private const int Few = 8;
    private static readonly TimeSpan _breath = TimeSpan.FromMilliseconds(100);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(reactions.Select(r => FollowAsync(r, stoppingToken)));

    private async Task FollowAsync(Reaction reaction, CancellationToken stoppingToken)
    {
        int failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            Task grown = signal.Grown;
            try
            {
                // After a failure one entry at a time, so that the bad one is found and only it is parked.
                int looked = await StepAsync(reaction, failures == 0 ? BatchSize : 1, park: failures >= Attempts, stoppingToken);
                if (looked == 0)
                {
                    await Task.WhenAny(grown, Task.Delay(_look, clock, stoppingToken));
                }
                else if (looked is >= Few and < BatchSize && failures == 0)
                {
                    await Task.Delay(_breath, clock, stoppingToken);
                }

                failures = 0;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // A store that is away says nothing about the entry: wait without counting.
                failures += StoreFailure.IsOfTheStore(e) ? 0 : 1;
                Log.StepFailed(logger, e, reaction.Name, failures);
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(5000, 50 << Math.Min(failures, 6))), clock, CancellationToken.None);
            }
        }
    }

    /// <summary>One transaction of one reaction: how many entries it looked at; 0 when there is nothing new.</summary>
    internal async Task<int> StepAsync(Reaction reaction, int batchSize, bool park, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        long next = await db.ReactionCursors.Where(c => c.Reaction == reaction.Name).Select(c => (long?)c.Next).SingleOrDefaultAsync(cancellationToken) ?? -1;
        LedgerEntry[] entries = await db.LedgerEntries.Where(e => e.Position >= next).OrderBy(e => e.Position).Take(batchSize).ToArrayAsync(cancellationToken);
        if (entries.Length == 0)
        {
            return 0;
        }

        await writer.WriteAsync(async (session, token) =>
        {
            if (!await MoveAsync(session, reaction.Name, next, entries[^1].Position + 1, token))
            {
                return; // Another server has done these.
            }

            LedgerEntry[] looked = [.. entries.Where(e => reaction.Kinds.Contains(e.Kind))];
            if (park)
            {
                Park(session, reaction.Name, looked);
            }
            else if (looked.Length > 0)
            {
                await reaction.StepAsync(session, looked, token);
            }
        }, cancellationToken);
        return entries.Length;
    }

    private static async Task<bool> MoveAsync(WriteSession session, string reaction, long from, long to, CancellationToken cancellationToken)
    {
        if (from >= 0)
        {
            return await session.Db.ReactionCursors.Where(c => c.Reaction == reaction && c.Next == from)
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.Next, to), cancellationToken) == 1;
        }

        session.Add(new ReactionCursor { Reaction = reaction, Next = to });
        await session.SaveAsync(cancellationToken);
        return true;
    }

    private static void Park(WriteSession session, string reaction, LedgerEntry[] entries)
    {
        foreach (LedgerEntry entry in entries)
        {
            session.Add(new ParkedStep { Reaction = reaction, Position = entry.Position, At = session.Now, Fault = "step failed" });
            session.Append(new StepParked(entry.Subject, reaction, entry.Position), Guid.Empty);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1020, LogLevel.Error, "Reaction {Reaction} failed, time {Failures}.")]
        internal static partial void StepFailed(ILogger logger, Exception exception, string reaction, int failures);
    }
}
