using System.Collections.Immutable;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Trust.Grants;

namespace Noroshi.Server.Tests.Trust;

/// <summary>A network and sharing rules made for tests: sectors with an authority and an ISAC each, one centre, operators spread over them.</summary>
internal static class TestNetwork
{
    internal static readonly string[] Sectors = ["finance", "power", "gas", "rail", "aviation", "telecom"];

    internal static Guid Id(int n) => new(n, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]);

    internal static Guid Center { get; } = Id(1);

    internal static Guid Authority(int sector) => Id(100 + sector);

    internal static Guid Isac(int sector) => Id(200 + sector);

    internal static Guid Operator(int n) => Id(1000 + n);

    /// <summary>The operators' sector is their number modulo the sectors; every fifth runs in two.</summary>
    internal static NetworkFacts Of(int operators, Func<int, bool>? hasRoute = null) => new(
        [
            new(Center, "center", OrganizationKind.Center, new("中央", "Centre"), []),
            .. Sectors.SelectMany((s, i) => new[]
            {
                new OrganizationFacts(Authority(i), "ministry-" + i, OrganizationKind.Authority, new("省" + i, "Ministry " + i), [s]),
                new OrganizationFacts(Isac(i), "isac-" + i, OrganizationKind.Isac, new("セプター" + i, "ISAC " + i), [s]),
            }),
            .. Enumerable.Range(0, operators).Select(n => new OrganizationFacts(Operator(n), "operator-" + n, OrganizationKind.Operator, new("事業者" + n, "Operator " + n), SectorsOf(n))),
        ],
        [
            .. Sectors.Select((_, i) => new UpwardRoute(Authority(i), Center, true)),
            .. Enumerable.Range(0, operators).Where(n => hasRoute?.Invoke(n) ?? true).Select(n => new UpwardRoute(Operator(n), Authority(n % Sectors.Length), false)),
        ]);

    internal static ImmutableArray<string> SectorsOf(int n) => n % 5 == 0 ? [Sectors[n % Sectors.Length], Sectors[(n + 1) % Sectors.Length]] : [Sectors[n % Sectors.Length]];

    internal static ImmutableArray<SharingRule> Rules { get; } =
    [
        Rule("report.source", SubjectKind.Report, SharingEffect.Permit, AccessView.Everything, [Recipient.Source]),
        Rule("report.authority", SubjectKind.Report, SharingEffect.Permit, AccessView.Everything, [Recipient.Authority]),
        Rule("report.center", SubjectKind.Report, SharingEffect.Permit, AccessView.Everything, [Recipient.Center]),
        Rule("report.isac", SubjectKind.Report, SharingEffect.Permit, AccessView.Everything, [Recipient.IsacOfSector]) with
        {
            Consents = [Consent.Ceptoar],
            Removes = [new(["contact.*"]), new(["organization.*"], Consent.CompanyName), new(["sector"], Consent.SectorName)],
        },
        Rule("report.peers", SubjectKind.Report, SharingEffect.Permit, AccessView.Of("summary", "system.*"), [Recipient.PeerOfSector]) with { Consents = [Consent.Onward], Tlp = [Tlp.Clear, Tlp.Green] },
        Rule("alert.issuer", SubjectKind.Alert, SharingEffect.Permit, AccessView.Everything, [Recipient.Source, Recipient.Center]),
        Rule("alert.audience", SubjectKind.Alert, SharingEffect.Permit, AccessView.Everything, [Recipient.Audience]),
        Rule("alert.relay", SubjectKind.Alert, SharingEffect.Permit, AccessView.Reduced, [Recipient.RelayOfAudience]),
        Rule("tlp.red", SubjectKind.Alert, SharingEffect.Limit, AccessView.Nothing, [Recipient.Anyone]) with { Except = [Recipient.Source, Recipient.NamedAudience], Tlp = [Tlp.Red] },
    ];

    private static SharingRule Rule(string id, SubjectKind kind, SharingEffect effect, AccessView view, ImmutableArray<Recipient> recipients) => new()
    {
        Id = id,
        Title = new("規則 " + id, "Rule " + id),
        Status = SharingStatus.InForce,
        AppliesTo = kind,
        Effect = effect,
        Recipients = recipients,
        View = view,
        TextHash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id))),
    };
}
