using Microsoft.EntityFrameworkCore;
using Noroshi.Server.Ledger;
using Noroshi.Server.Store;

namespace Noroshi.Server.Collect.Search;

/// <summary>
/// Sorts what was added into PostgreSQL's inverted index, beside the writer instead of in its way. Until then searches walk through it: some milliseconds for the most that comes in <see cref="Every"/>.
/// </summary>
/// <remarks>Several servers may do it at once: PostgreSQL lets one work, and the others find nothing left.</remarks>
internal sealed partial class TidyTokens(Database database, LedgerSignal signal, TimeProvider clock, ILogger<TidyTokens> logger) : BackgroundService
{
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (database.Engine is Engine.Postgres && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Taken first: what is added while this waits and sorts is sorted the next time.
                Task grown = signal.Grown;
                await Task.Delay(Every, clock, stoppingToken);
                await TidyAsync(stoppingToken);
                await grown.WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.TidyingFailed(logger, e);
            }
        }
    }

    /// <summary>Sorts in what waits now; how many pages of the index it stood on.</summary>
    internal async Task<long> TidyAsync(CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        return (await db.Database.SqlQueryRaw<long>("SELECT tidy_report_token() AS \"Value\"").ToListAsync(cancellationToken))[0];
    }

    private static partial class Log
    {
        [LoggerMessage(1050, LogLevel.Warning, "New tokens were not sorted into the search index.")]
        internal static partial void TidyingFailed(ILogger logger, Exception exception);
    }
}
