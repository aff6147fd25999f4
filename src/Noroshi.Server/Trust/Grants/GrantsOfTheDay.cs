using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Noroshi.Server.Store;

namespace Noroshi.Server.Trust.Grants;

/// <summary>
/// Rules and sector memberships begin and end on days, and content changes between two runs of the program: at each start and each Japanese midnight
/// what decisions rest on is compared with what it was, and all grants are decided again when it differs.
/// </summary>
internal sealed class GrantsOfTheDay(ReadSharingRules rules, NetworkCache network, Database database, Writer writer, TimeProvider clock)
{
    internal const string JobKind = "grants.of-the-day";
    private const string FactName = "grants-rest-on";
    private static readonly TimeSpan _japan = TimeSpan.FromHours(9);

    /// <summary>At the start: compares now, and sees to it that midnight does.</summary>
    internal async Task ArmAsync(CancellationToken cancellationToken)
    {
        await CompareAsync(cancellationToken);
        await using NoroshiDb db = database.CreateDbContext();
        if (!await db.Jobs.AnyAsync(j => j.Kind == JobKind, cancellationToken))
        {
            await writer.WriteAsync((s, _) => Task.FromResult(JobRunner.Enqueue(s, JobKind, Guid.Empty, "", NextMidnight())), cancellationToken);
        }
    }

    internal async Task<JobOutcome> RunAsync(CancellationToken cancellationToken)
    {
        await CompareAsync(cancellationToken);
        return new(AgainAt: NextMidnight());
    }

    private Task CompareAsync(CancellationToken cancellationToken) =>
        writer.WriteAsync(async (s, ct) =>
        {
            string now = Fingerprint(await network.FreshAsync(s.Db, ct), DateOnly.FromDateTime(s.Now.ToOffset(_japan).DateTime));
            StoreFact? before = await s.Db.StoreFacts.AsTracking().SingleOrDefaultAsync(f => f.Name == FactName, ct);
            if (before?.Value == now)
            {
                return;
            }

            if (before is null)
            {
                s.Add(new StoreFact { Name = FactName, Value = now });
            }
            else
            {
                before.Value = now;
            }

            await RecomputeGrants.AskAsync(s, ct);
        }, cancellationToken);

    private string Fingerprint(NetworkFacts facts, DateOnly day) => Secret.Hash(string.Join('\n',
    [
        .. rules().Where(r => (r.From is not { } from || from <= day) && (r.Until is not { } until || day <= until)).Select(r => r.TextHash).Order(StringComparer.Ordinal),
        .. facts.Organizations.OrderBy(o => o.Id).Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Id} {o.Kind} {string.Join(' ', o.Sectors)}")),
    ]));

    private DateTimeOffset NextMidnight() => new DateTimeOffset(clock.GetUtcNow().ToOffset(_japan).Date.AddDays(1), _japan).ToUniversalTime();
}
