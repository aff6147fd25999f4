using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Noroshi.Server.Store;

namespace Noroshi.Server.Trust.Grants;

/// <summary>Decides all subjects again, some hundred a write, so that the queue serves others in between.</summary>
internal sealed class RecomputeGrants(AccessGrants grants, NetworkCache network, Writer writer)
{
    internal const string JobKind = "grants.recompute";
    private const int PerWrite = 100;

    /// <summary>Asks for it: now, and once more when every old snapshot of the network has passed away.</summary>
    internal static void Ask(WriteSession s)
    {
        JobRunner.Enqueue(s, JobKind, Guid.Empty, "", s.Now);
        JobRunner.Enqueue(s, JobKind, Guid.Empty, "", s.Now + (2 * NetworkCache.MaxAge));
    }

    /// <summary>All subjects, in order of their ids. Returns how many were looked at and how many had an answer that changed.</summary>
    internal async Task<(int Looked, int Changed)> RunAsync(CancellationToken cancellationToken)
    {
        (int looked, int changed) = (0, 0);
        for (Guid? after = Guid.Empty; after is { } from;)
        {
            (after, int count, int differing) = await writer.WriteAsync((s, ct) => StepAsync(s, from, ct), cancellationToken);
            (looked, changed) = (looked + count, changed + differing);
        }

        return (looked, changed);
    }

    private async Task<(Guid? Next, int Looked, int Changed)> StepAsync(WriteSession s, Guid after, CancellationToken cancellationToken)
    {
        List<StoredSubject> subjects = await s.Db.Set<StoredSubject>().AsNoTracking().Where(x => x.SubjectId > after).OrderBy(x => x.SubjectId).Take(PerWrite).ToListAsync(cancellationToken);
        NetworkFacts facts = await network.FreshAsync(s.Db, cancellationToken);
        int changed = 0;
        foreach (StoredSubject subject in subjects)
        {
            changed += await grants.DecideAgainAsync(s, subject, facts, cancellationToken) ? 1 : 0;
        }

        return (subjects.Count < PerWrite ? null : subjects[^1].SubjectId, subjects.Count, changed);
    }
}
