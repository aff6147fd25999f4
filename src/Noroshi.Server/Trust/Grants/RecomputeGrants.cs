using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Noroshi.Server.Store;

namespace Noroshi.Server.Trust.Grants;

/// <summary>Decides all subjects again, some hundred a write, so that the queue serves others in between, and a thousand a job, so that warnings waiting to be delivered never wait for it.</summary>
internal sealed class RecomputeGrants(AccessGrants grants, NetworkCache network, Database database, Writer writer)
{
    internal const string JobKind = "grants.recompute";
    private const int PerWrite = 100;
    private const int WritesPerJob = 10;

    /// <summary>Asks for it: now, and once more when every old snapshot of the network has passed away. What is already asked for and has not begun is not asked for twice: a network is imported in many steps.</summary>
    internal static async Task AskAsync(WriteSession s, CancellationToken cancellationToken)
    {
        long step = 2 * NetworkCache.MaxAge.Ticks;
        var later = new DateTimeOffset(((s.Now.UtcTicks / step) + 2) * step, TimeSpan.Zero);
        DateTimeOffset[] asked = await s.Db.Jobs.Where(j => j.Kind == JobKind && j.Payload == "" && j.Attempts == 0).Select(j => j.DueAt).ToArrayAsync(cancellationToken);
        if (!asked.Any(due => due <= s.Now))
        {
            JobRunner.Enqueue(s, JobKind, Guid.Empty, "", s.Now);
        }

        if (!asked.Contains(later))
        {
            JobRunner.Enqueue(s, JobKind, Guid.Empty, "", later);
        }
    }

    /// <summary>A job's share of it; the rest is the next job, committed together with the end of this one.</summary>
    internal async Task<JobOutcome> RunAsync(Job job, CancellationToken cancellationToken)
    {
        Slice slice = job.Payload.Length == 0 ? await WholeAsync(cancellationToken) : JsonSerializer.Deserialize<Slice>(job.Payload)!;
        for (int write = 0; write < WritesPerJob; write++)
        {
            (Guid? next, _, _) = await writer.WriteAsync((s, ct) => StepAsync(s, slice, ct), cancellationToken);
            if (next is not { } after)
            {
                return new();
            }

            slice = slice with { After = after };
        }

        return new((s, _) => Task.FromResult(JobRunner.Enqueue(s, JobKind, Guid.Empty, JsonSerializer.Serialize(slice), s.Now)));
    }

    /// <summary>All of it at once. Returns how many were looked at and how many had an answer that changed.</summary>
    internal async Task<(int Looked, int Changed)> RunAsync(CancellationToken cancellationToken)
    {
        (int looked, int changed) = (0, 0);
        Slice slice = await WholeAsync(cancellationToken);
        for (Guid? after = slice.After; after is { } from;)
        {
            (after, int count, int differing) = await writer.WriteAsync((s, ct) => StepAsync(s, slice with { After = from }, ct), cancellationToken);
            (looked, changed) = (looked + count, changed + differing);
        }

        return (looked, changed);
    }

    // Up to the newest subject there is now: later ones are decided as they come, and following them would never end under load.
    private async Task<Slice> WholeAsync(CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        return new(Guid.Empty, await db.Set<StoredSubject>().OrderByDescending(x => x.SubjectId).Select(x => x.SubjectId).FirstOrDefaultAsync(cancellationToken));
    }

    private async Task<(Guid? Next, int Looked, int Changed)> StepAsync(WriteSession s, Slice slice, CancellationToken cancellationToken)
    {
        List<StoredSubject> subjects = await s.Db.Set<StoredSubject>().AsNoTracking().Where(x => x.SubjectId > slice.After && x.SubjectId <= slice.Last)
            .OrderBy(x => x.SubjectId).Take(PerWrite).ToListAsync(cancellationToken);
        NetworkFacts facts = await network.FreshAsync(s.Db, cancellationToken);
        int changed = 0;
        foreach (StoredSubject subject in subjects)
        {
            changed += await grants.DecideAgainAsync(s, subject, facts, cancellationToken) ? 1 : 0;
        }

        return (subjects.Count < PerWrite ? null : subjects[^1].SubjectId, subjects.Count, changed);
    }

    private sealed record Slice(Guid After, Guid Last);
}
