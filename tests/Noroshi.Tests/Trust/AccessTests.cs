using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Trust;

public sealed class AccessTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Sectors = ["finance", "power", "gas"];
    private static readonly string[] Paths = ["contact.person", "contact.*", "organization.name", "summary", "system.*", "system.name"];
    private static readonly Guid[] Organizations = [.. Enumerable.Range(1, 4).Select(n => new Guid(n, 0, 0, new byte[8]))];

    private static Gen<ImmutableArray<T>> Some<T>(params T[] values) => Gen.SubListOf(values).Select(l => l.ToImmutableArray());

    private static readonly Gen<AccessView> View = Gen.OneOf(
        Gen.Constant(AccessView.Everything), Gen.Constant(AccessView.Reduced), Gen.Constant(AccessView.Nothing), Some(Paths).Select(p => AccessView.Of(p)));

    private static readonly Gen<Removal> Removing =
        from paths in Some(Paths)
        from unless in Gen.Elements(new Consent?[] { null, Consent.CompanyName, Consent.SectorName })
        select new Removal(paths, unless);

    private static readonly Gen<SharingRule> Rule =
        from id in Gen.Choose(0, 999)
        from status in Gen.Frequency((6, Gen.Constant(SharingStatus.InForce)), (2, Gen.Elements(Enum.GetValues<SharingStatus>())))
        from effect in Gen.Elements(SharingEffect.Permit, SharingEffect.Permit, SharingEffect.Limit)
        from kind in Gen.Elements(SubjectKind.Report, SubjectKind.Alert)
        from recipients in Gen.NonEmptyListOf(Gen.Elements(Enum.GetValues<Recipient>()))
        from except in Gen.Frequency((3, Gen.Constant(ImmutableArray<Recipient>.Empty)), (1, Some(Recipient.Source, Recipient.Center)))
        from tlp in Gen.Frequency((2, Gen.Constant(ImmutableArray<Tlp>.Empty)), (1, Some(Enum.GetValues<Tlp>())))
        from consents in Gen.Frequency((2, Gen.Constant(ImmutableArray<Consent>.Empty)), (1, Some(Enum.GetValues<Consent>())))
        from view in View
        from removes in Gen.ListOf(Removing, 2)
        from day in Gen.Choose(-3, 3)
        select new SharingRule
        {
            Id = $"rule.{id}",
            Title = new("規則", "Rule"),
            Status = status,
            AppliesTo = kind,
            Effect = effect,
            Recipients = [.. recipients],
            Except = except,
            Tlp = tlp,
            Consents = consents,
            View = view,
            Removes = [.. removes],
            From = day < 2 ? null : new DateOnly(2026, 11, 21).AddDays(day - 2),
            TextHash = $"{id:x64}",
        };

    private static readonly Gen<AccessSubject> Subject =
        from kind in Gen.Elements(SubjectKind.Report, SubjectKind.Alert)
        from source in Gen.Elements(Organizations)
        from sectors in Some(Sectors)
        from tlp in Gen.Elements(Enum.GetValues<Tlp>())
        from audience in Some(Sectors)
        from named in Some(Organizations)
        from consents in Some(Enum.GetValues<Consent>())
        select new AccessSubject { Kind = kind, Source = source, SourceSectors = sectors, Tlp = tlp, AudienceSectors = audience, AudienceOrganizations = named, Consents = consents };

    private static readonly Gen<AccessOrganization> Organization =
        from id in Gen.Elements(Organizations)
        from kind in Gen.Elements(Enum.GetValues<OrganizationKind>())
        from sectors in Some(Sectors)
        from reach in Gen.Elements(Enum.GetValues<RouteReach>())
        select new AccessOrganization { Id = id, Kind = kind, Sectors = sectors, Reach = reach };

    private static readonly Gen<(AccessSubject Subject, AccessOrganization Organization, ImmutableArray<SharingRule> Rules)> Case =
        from subject in Subject
        from organization in Organization
        from rules in Gen.ListOf(Rule)
        select (subject, organization, rules.DistinctBy(r => r.Id).ToImmutableArray());

    private static void ForAll(Func<AccessSubject, AccessOrganization, ImmutableArray<SharingRule>, bool> holds) =>
        Prop.ForAll(Case.ToArbitrary(), c => holds(c.Subject, c.Organization, c.Rules)).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static bool NoWider(AccessDecision narrow, AccessDecision wide) =>
        narrow.View.Kind <= wide.View.Kind && Paths.All(p => !narrow.Shows(p) || wide.Shows(p));

    [Fact]
    public void Decide_NoRuleThatPermits_ShowsNothing() => ForAll((s, o, rules) =>
        Access.Decide(s, o, rules.Where(r => r.Effect is SharingEffect.Limit), At) == AccessDecision.Nothing);

    [Fact]
    public void Decide_AnythingShown_SomePermissionSpeaksOfTheOrganisation() => ForAll((s, o, rules) =>
        Access.Decide(s, o, rules, At).View.Kind is ViewKind.Nothing
        || rules.Any(r => r.Effect is SharingEffect.Permit && r.Status is SharingStatus.InForce && r.AppliesTo == s.Kind && r.Recipients.Any(g => Access.Is(g, s, o))));

    [Fact]
    public void Decide_RulesInAnyOrder_SameAnswer() => ForAll((s, o, rules) =>
        Access.Decide(s, o, rules, At) == Access.Decide(s, o, rules.Reverse(), At));

    [Fact]
    public void Decide_OneMoreLimit_NeverWidens() => ForAll((s, o, rules) =>
    {
        var permits = rules.Where(r => r.Effect is SharingEffect.Permit).ToList();
        return NoWider(Access.Decide(s, o, rules, At), Access.Decide(s, o, permits, At));
    });

    [Fact]
    public void Decide_NoLimitIsExceeded() => ForAll((s, o, rules) =>
    {
        var decision = Access.Decide(s, o, rules, At);
        return rules.Where(r => r.Effect is SharingEffect.Limit).All(limit =>
            Access.Decide(s, o, [.. rules.Where(r => r.Effect is SharingEffect.Permit), limit], At) is var alone && NoWider(decision, alone));
    });

    [Fact]
    public void Decide_ConsentWithdrawn_NeverShowsALargerView() => ForAll((s, o, rules) =>
        Access.Decide(s with { Consents = [] }, o, rules, At).View.Kind <= Access.Decide(s, o, rules, At).View.Kind);

    [Fact]
    public void Decide_AnythingShown_TheRuleThatSaysSoIsAmongTheRules() => ForAll((s, o, rules) =>
        Access.Decide(s, o, rules, At) is var d && (d.View.Kind is ViewKind.Nothing || rules.Any(r => r.Id == d.RuleId && r.TextHash == d.TextHash)));

    [Fact]
    public void Decide_DefaultClosed_SourceAuthorityAndCentreOnly()
    {
        var subject = new AccessSubject { Kind = SubjectKind.Report, Source = Organizations[0], SourceSectors = ["finance"], Tlp = Tlp.Amber };
        SharingRule[] rules = [Closed(Recipient.Source), Closed(Recipient.Authority), Closed(Recipient.Center)];
        ViewKind Kind(OrganizationKind kind, RouteReach reach, int id = 1) =>
            Access.Decide(subject, new() { Id = Organizations[id], Kind = kind, Sectors = ["finance"], Reach = reach }, rules, At).View.Kind;

        Assert.Equal(ViewKind.Everything, Kind(OrganizationKind.Operator, RouteReach.None, 0));
        Assert.Equal(ViewKind.Everything, Kind(OrganizationKind.Authority, RouteReach.Direct));
        Assert.Equal(ViewKind.Everything, Kind(OrganizationKind.Center, RouteReach.Onward));
        Assert.Equal(ViewKind.Nothing, Kind(OrganizationKind.Authority, RouteReach.None));
        Assert.Equal(ViewKind.Nothing, Kind(OrganizationKind.Authority, RouteReach.Onward));
        Assert.Equal(ViewKind.Nothing, Kind(OrganizationKind.Isac, RouteReach.None));
        Assert.Equal(ViewKind.Nothing, Kind(OrganizationKind.Operator, RouteReach.None));
    }

    [Fact]
    public void Decide_NameWithoutConsent_IsRemovedAndWithConsentShown()
    {
        var isac = new AccessOrganization { Id = Organizations[1], Kind = OrganizationKind.Isac, Sectors = ["finance"] };
        var rule = Closed(Recipient.IsacOfSector) with { Consents = [Consent.Ceptoar], Removes = [new(["organization.*"], Consent.CompanyName), new(["contact.*"])] };
        var subject = new AccessSubject { Kind = SubjectKind.Report, Source = Organizations[0], SourceSectors = ["finance"], Tlp = Tlp.Amber, Consents = [Consent.Ceptoar] };

        var without = Access.Decide(subject, isac, [rule], At);
        Assert.Equal(["contact.*", "organization.*"], without.Removed);
        Assert.False(without.Shows("organization.name"));
        Assert.True(without.Shows("summary"));
        var with = Access.Decide(subject with { Consents = [Consent.Ceptoar, Consent.CompanyName] }, isac, [rule], At);
        Assert.True(with.Shows("organization.name"));
        Assert.False(with.Shows("contact.person"));
    }

    [Fact]
    public void Decide_DayOfEffect_IsAJapaneseDay()
    {
        var subject = new AccessSubject { Kind = SubjectKind.Report, Source = Organizations[0], Tlp = Tlp.Amber };
        var source = new AccessOrganization { Id = Organizations[0], Kind = OrganizationKind.Operator };
        var rule = Closed(Recipient.Source) with { From = new(2026, 4, 1), Until = new(2026, 4, 1) };
        ViewKind At(string instant) => Access.Decide(subject, source, [rule], DateTimeOffset.Parse(instant)).View.Kind;

        Assert.Equal(ViewKind.Nothing, At("2026-03-31T14:59:59Z"));
        Assert.Equal(ViewKind.Everything, At("2026-03-31T15:00:00Z"));
        Assert.Equal(ViewKind.Everything, At("2026-04-01T14:59:59Z"));
        Assert.Equal(ViewKind.Nothing, At("2026-04-01T15:00:00Z"));
    }

    private static SharingRule Closed(Recipient recipient) => new()
    {
        Id = $"closed.{recipient}",
        Title = new("既定では非公開", "Closed by default"),
        Status = SharingStatus.InForce,
        AppliesTo = SubjectKind.Report,
        Effect = SharingEffect.Permit,
        Recipients = [recipient],
        View = AccessView.Everything,
        TextHash = new('a', 64),
    };
}
