using Microsoft.EntityFrameworkCore;

namespace Noroshi.Server.Store;

/// <summary>Takes due jobs under a lease, a few at a time, and does them. A server that dies loses its leases after <see cref="Lease"/>; nothing is done by two at once.</summary>
internal sealed partial class JobRunner(Database database, Writer writer, IServiceProvider services, IEnumerable<JobKind> kinds, TimeProvider clock, ILogger<JobRunner> logger) : BackgroundService
{
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private const int AtOnce = 8;
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(500);
    private readonly Dictionary<string, JobKind> _kinds = kinds.ToDictionary(k => k.Kind, StringComparer.Ordinal);

    /// <summary>Puts work on the table in the caller's transaction.</summary>
    internal static Job Enqueue(WriteSession session, string kind, Guid subject, string payload, DateTimeOffset dueAt)
    {
        var job = new Job { Id = session.NewId(), Kind = kind, Subject = subject, Payload = payload, DueAt = dueAt };
        session.Add(job);
        return job;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Job[] jobs = await LeaseAsync(stoppingToken);
                await Task.WhenAll(jobs.Select(job => DoAsync(job, stoppingToken)));
                if (jobs.Length == 0)
                {
                    await Task.Delay(_look, clock, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.LookFailed(logger, e);
                await Task.Delay(TimeSpan.FromSeconds(2), clock, CancellationToken.None);
            }
        }
    }

    private async Task<Job[]> LeaseAsync(CancellationToken cancellationToken)
    {
        // A cheap look first: the writer is busy with people's reports.
        await using NoroshiDb db = database.CreateDbContext();
        DateTimeOffset seen = clock.GetUtcNow();
        if (!await db.Jobs.AnyAsync(j => j.DueAt <= seen && (j.LeasedUntil == null || j.LeasedUntil < seen), cancellationToken))
        {
            return [];
        }

        return await writer.WriteAsync(async (session, token) =>
        {
            DateTimeOffset now = await StoreClock.NowAsync(session, token);
            Job[] jobs = await session.Db.Jobs.Where(j => j.DueAt <= now && (j.LeasedUntil == null || j.LeasedUntil < now))
                .OrderBy(j => j.DueAt).ThenBy(j => j.Id).Take(AtOnce).AsTracking().ToArrayAsync(token);
            foreach (Job job in jobs)
            {
                job.LeasedUntil = now + Lease;
                job.Attempts++;
            }

            return jobs;
        }, cancellationToken);
    }

    private async Task DoAsync(Job job, CancellationToken cancellationToken)
    {
        JobOutcome outcome;
        try
        {
            outcome = await _kinds[job.Kind].DoAsync(services, job, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            Log.JobFailed(logger, e, job.Kind, job.Id, job.Attempts);
            outcome = new(AgainAt: clock.GetUtcNow() + Backoff(job.Attempts), Fault: e.GetType().Name);
        }

        await writer.WriteAsync((session, token) => FinishAsync(session, job, outcome, token), CancellationToken.None);
    }

    private static async Task FinishAsync(WriteSession session, Job job, JobOutcome outcome, CancellationToken cancellationToken)
    {
        // The lease must still be ours: otherwise another worker has taken the job and its outcome counts.
        int mine = outcome.AgainAt is { } again
            ? await session.Db.Jobs.Where(j => j.Id == job.Id && j.Attempts == job.Attempts)
                .ExecuteUpdateAsync(s => s.SetProperty(j => j.DueAt, again).SetProperty(j => j.LeasedUntil, (DateTimeOffset?)null).SetProperty(j => j.Fault, outcome.Fault), cancellationToken)
            : await session.Db.Jobs.Where(j => j.Id == job.Id && j.Attempts == job.Attempts).ExecuteDeleteAsync(cancellationToken);
        if (mine == 1 && outcome.Commit is { } commit)
        {
            await commit(session, cancellationToken);
        }
    }

    /// <summary>5 s, 10 s, 20 s ... at most 10 minutes.</summary>
    internal static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(Math.Min(600, 5 * Math.Pow(2, Math.Clamp(attempts - 1, 0, 10))));

    private static partial class Log
    {
        [LoggerMessage(1010, LogLevel.Error, "Jobs could not be looked up.")]
        internal static partial void LookFailed(ILogger logger, Exception exception);

        [LoggerMessage(1011, LogLevel.Warning, "Job {Kind} {Id} failed at attempt {Attempt}.")]
        internal static partial void JobFailed(ILogger logger, Exception exception, string kind, Guid id, int attempt);
    }
}
