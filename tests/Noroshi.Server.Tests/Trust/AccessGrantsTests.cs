using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Tests.Support;
using Noroshi.Server.Trust.Grants;

namespace Noroshi.Server.Tests.Trust;

public sealed class AccessGrantsTests
{
    private const int Operators = 120;
    private const int Subjects = 350;
    private const int Viewers = 300;

    private static AccessSubject Subject(int n, Random random) => new()
    {
        Kind = n % 3 == 0 ? SubjectKind.Alert : SubjectKind.Report,
        Source = n % 3 == 0 ? TestNetwork.Authority(n % TestNetwork.Sectors.Length) : TestNetwork.Operator(random.Next(Operators)),
        Tlp = (Tlp)random.Next(5),
        AudienceSectors = n % 3 == 0 ? [.. TestNetwork.Sectors.Where(_ => random.Next(3) == 0)] : [],
        AudienceOrganizations = n % 3 == 0 ? [TestNetwork.Operator(random.Next(Operators)), TestNetwork.Operator(random.Next(Operators))] : [],
        Consents = n % 3 == 0 ? [] : [.. Enum.GetValues<Consent>().Where(_ => random.Next(2) == 0)],
    };

    private static Viewer ViewerOf(int n, NetworkFacts facts)
    {
        OrganizationFacts organization = facts.Organizations.OrderBy(o => o.Id).ElementAt(n % facts.Organizations.Count);
        return new(Guid.CreateVersion7(), organization.Id, organization.Kind, [Role.Handler]);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Decide_ManyViewersManySubjects_StoredAndRecomputedDoNotDiffer(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine);
        NetworkFacts facts = TestNetwork.Of(Operators);
        var grants = new AccessGrants(new NetworkCache((_, _) => Task.FromResult(facts), TimeProvider.System), () => TestNetwork.Rules);
        var random = new Random(41);
        var subjects = Enumerable.Range(0, Subjects).ToDictionary(n => Guid.CreateVersion7(), n => Subject(n, random));
        await Task.WhenAll(subjects.Select(s => store.Writer.WriteAsync((w, ct) => grants.DecideForAsync(w, s.Key, s.Value, ct), CancellationToken.None)));

        int seen = 0;
        await using NoroshiDb db = store.Read();
        for (int n = 0; n < Viewers; n++)
        {
            Viewer viewer = ViewerOf(n, facts);
            Dictionary<Guid, AccessGrant> held = await db.GrantsOf(viewer).ToDictionaryAsync(g => g.SubjectId, CancellationToken.None);
            HashSet<Guid> listed = [.. await db.Set<StoredSubject>().VisibleTo(db, viewer, s => s.SubjectId).Select(s => s.SubjectId).ToListAsync(CancellationToken.None)];
            foreach ((Guid id, AccessSubject subject) in subjects)
            {
                AccessDecision again = Again(facts, subject, viewer.Organization);
                AccessDecision stored = held.TryGetValue(id, out AccessGrant? grant) ? grant.Decision : AccessDecision.Nothing;
                Assert.Equal(again.View.Kind is ViewKind.Nothing ? AccessDecision.Nothing : again, stored);
                Assert.Equal(again.View.Kind is not ViewKind.Nothing, listed.Contains(id));
                seen += listed.Contains(id) ? 1 : 0;
            }
        }

        Assert.InRange(seen, Viewers, Viewers * Subjects / 2);
        (int looked, int changed) = await new RecomputeGrants(grants, new NetworkCache((_, _) => Task.FromResult(facts), TimeProvider.System), store.Database, store.Writer).RunAsync(CancellationToken.None);
        Assert.Equal((Subjects, 0), (looked, changed));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task DecideForAsync_ConsentGivenThenWithdrawn_GrantComesAndGoes(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine);
        NetworkFacts facts = TestNetwork.Of(12);
        var grants = new AccessGrants(new NetworkCache((_, _) => Task.FromResult(facts), TimeProvider.System), () => TestNetwork.Rules);
        Guid id = Guid.CreateVersion7();
        var closed = new AccessSubject { Kind = SubjectKind.Report, Source = TestNetwork.Operator(1), Tlp = Tlp.Amber };
        Task<IReadOnlyList<AccessGrant>> Decide(AccessSubject subject) => store.Writer.WriteAsync((w, ct) => grants.DecideForAsync(w, id, subject, ct), CancellationToken.None);
        HashSet<Guid> Who(IReadOnlyList<AccessGrant> granted) => [.. granted.Select(g => g.OrganizationId)];

        HashSet<Guid> first = Who(await Decide(closed));
        HashSet<Guid> consented = Who(await Decide(closed with { Consents = [Consent.Ceptoar] }));
        HashSet<Guid> withdrawn = Who(await Decide(closed));

        Assert.Equal([TestNetwork.Operator(1), TestNetwork.Authority(1), TestNetwork.Center], first);
        Assert.Equal([.. first, TestNetwork.Isac(1)], consented);
        Assert.Equal(first, withdrawn);
        await using NoroshiDb db = store.Read();
        Assert.Equal(first, [.. await db.Set<AccessGrant>().Where(g => g.SubjectId == id).Select(g => g.OrganizationId).ToListAsync(CancellationToken.None)]);
        Assert.Equal(2, await db.LedgerEntries.CountAsync(e => e.Kind == "GrantsChanged" && e.Subject == id, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task RecomputeGrants_RouteGone_AuthorityAndCentreNoLongerSeeIt(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine);
        NetworkFacts facts = TestNetwork.Of(12);
        var cache = new NetworkCache((_, _) => Task.FromResult(facts), TimeProvider.System);
        var grants = new AccessGrants(cache, () => TestNetwork.Rules);
        Guid[] ids = [.. Enumerable.Range(0, 12).Select(_ => Guid.CreateVersion7())];
        for (int n = 0; n < ids.Length; n++)
        {
            var subject = new AccessSubject { Kind = SubjectKind.Report, Source = TestNetwork.Operator(n), Tlp = Tlp.Amber };
            Guid id = ids[n];
            await store.Writer.WriteAsync((w, ct) => grants.DecideForAsync(w, id, subject, ct), CancellationToken.None);
        }

        facts = TestNetwork.Of(12, hasRoute: n => n != 3);
        (int looked, int changed) = await new RecomputeGrants(grants, cache, store.Database, store.Writer).RunAsync(CancellationToken.None);

        Assert.Equal((12, 1), (looked, changed));
        await using NoroshiDb db = store.Read();
        Assert.Equal([TestNetwork.Operator(3)], await db.Set<AccessGrant>().Where(g => g.SubjectId == ids[3]).Select(g => g.OrganizationId).ToListAsync(CancellationToken.None));
        Assert.Equal(3, await db.Set<AccessGrant>().CountAsync(g => g.SubjectId == ids[4], CancellationToken.None));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task RecomputeGrants_AskedManyTimesBeforeItBegins_IsDoneOnceNowAndOnceLater(string engine)
    {
        var clock = new StandingClock();
        await using TestStore store = await TestStore.CreateAsync(engine, clock);
        for (int n = 0; n < 5; n++)
        {
            await store.Writer.WriteAsync((s, ct) => RecomputeGrants.AskAsync(s, ct), CancellationToken.None);
        }

        await using NoroshiDb db = store.Read();
        DateTimeOffset[] due = await db.Jobs.Where(j => j.Kind == RecomputeGrants.JobKind).Select(j => j.DueAt).ToArrayAsync(CancellationToken.None);
        Assert.Equal(2, due.Length);
        Assert.Single(due, at => at <= clock.GetUtcNow());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task RecomputeGrants_MoreThanAJobsShare_GoesOnInTheNextJobAndEnds(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine);
        NetworkFacts facts = TestNetwork.Of(2);
        var cache = new NetworkCache((_, _) => Task.FromResult(facts), TimeProvider.System);
        var grants = new AccessGrants(cache, () => TestNetwork.Rules);
        var subject = new AccessSubject { Kind = SubjectKind.Report, Source = TestNetwork.Operator(0), Tlp = Tlp.Amber };
        await store.Writer.WriteAsync(async (s, ct) =>
        {
            for (int n = 0; n < 1_050; n++)
            {
                await grants.DecideForNewAsync(s, s.NewId(), subject, ct);
            }
        }, CancellationToken.None);
        facts = TestNetwork.Of(2, hasRoute: _ => false);
        var recompute = new RecomputeGrants(grants, cache, store.Database, store.Writer);
        var first = new Job { Id = Guid.NewGuid(), Kind = RecomputeGrants.JobKind, Subject = Guid.Empty, Payload = "", DueAt = DateTimeOffset.UtcNow };

        JobOutcome begun = await recompute.RunAsync(first, CancellationToken.None);
        await store.Writer.WriteAsync((s, ct) => begun.Commit!(s, ct), CancellationToken.None);
        await using NoroshiDb db = store.Read();
        Job rest = await db.Jobs.SingleAsync(j => j.Kind == RecomputeGrants.JobKind, CancellationToken.None);
        // What comes while it is at work is decided as it comes, and not followed.
        await store.Writer.WriteAsync((s, ct) => grants.DecideForNewAsync(s, s.NewId(), subject, ct), CancellationToken.None);
        JobOutcome ended = await recompute.RunAsync(rest, CancellationToken.None);

        Assert.Null(ended.Commit);
        Assert.Equal(1_050, await db.LedgerEntries.CountAsync(e => e.Kind == "GrantsChanged", CancellationToken.None));
        Assert.Equal(1_051, await db.Set<AccessGrant>().CountAsync(CancellationToken.None));
    }

    private static AccessDecision Again(NetworkFacts facts, AccessSubject subject, Guid organization)
    {
        OrganizationFacts o = facts.Find(organization)!;
        return Access.Decide(
            subject with { SourceSectors = facts.SectorsOf(subject.Source) },
            new() { Id = o.Id, Kind = o.Kind, Sectors = o.Sectors, Reach = facts.ReachFrom(subject.Source).GetValueOrDefault(o.Id) },
            TestNetwork.Rules, DateTimeOffset.UtcNow);
    }

    /// <summary>A clock between two seconds that are even, so that slow writes stay on one side of the edge.</summary>
    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 4, 1, 9, 0, 1, TimeSpan.Zero);
    }
}
