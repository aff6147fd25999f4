using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Noroshi.Core.Collect;
using Noroshi.Core.Content;
using Noroshi.Core.Trust.Ledger;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Formats.Merkle;
using Noroshi.Server.Collect.Drafts;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Commands;
using Noroshi.Server.Ledger;
using Noroshi.Server.Network;
using Noroshi.Server.Share.Alerts;
using Noroshi.Server.Store;
using Noroshi.Server.Tests.Support;
using Noroshi.Server.Trust.Accounts;

namespace Noroshi.Server.Tests.Store;

/// <summary>A database as each older program left it, opened by today's.</summary>
public sealed class UpgradeTests
{
    private static readonly Guid _account = new("018f0000-0000-7000-8000-000000000001");
    private static readonly Guid _organization = new("018f0000-0000-7000-8000-000000000002");
    private static readonly Guid _report = new("018f0000-0000-7000-8000-000000000003");
    private static readonly Guid _alert = new("018f0000-0000-7000-8000-000000000004");
    private static readonly DateTimeOffset _then = DateTimeOffset.FromUnixTimeMilliseconds(1_760_000_000_000);
    private const string Document = """{"consents":{"ceptoar":false,"companyName":false,"onward":false,"sectorName":false},"facts":{"incident.title":{"certainty":"confirmed","value":"古い届出"}},"form":"liaison","stage":"initial"}""";

    private const string AlertText = """{"audience":{"organizations":[],"sectors":["finance"]},"basedOn":[],"bodies":{"en":{"title":"Old alert"},"ja":{"title":"古い警報"}},"kind":"warning","tlp":"GREEN","urgent":false}""";

    public static IEnumerable<TheoryDataRow<string, int>> EveryStep =>
        from engine in Engines.All
        from step in Enumerable.Range(1, typeof(NoroshiDb).Assembly.GetTypes().Count(t => t.IsSubclassOf(typeof(Migration))))
        select new TheoryDataRow<string, int>(engine.Data, step) { Skip = engine.Skip };

    [Theory, MemberData(nameof(EveryStep))]
    public async Task Run_DatabaseOfAnOlderProgram_IsMigratedAndStillWhole(string engine, int step)
    {
        await using TestStore store = await TestStore.CreateEmptyAsync(engine);
        int entries = await LeaveAsync(store, step);

        await MigrationRunner.RunAsync(store.Database, CancellationToken.None);

        await using (NoroshiDb db = store.Read())
        {
            Assert.Empty(await db.Database.GetPendingMigrationsAsync(CancellationToken.None));
            LedgerFinding finding = await new LedgerVerifier(store.Database, CommittedContentsList.All(store.Database)).WalkAsync(null, null, CancellationToken.None);
            Assert.Empty(finding.Faults);
            Assert.Equal((entries, Math.Clamp(step - 4, 0, 2)), (finding.Entries, finding.Contents));
            await AssertReadableAsync(db, step);
        }

        await store.Writer.StartAsync(CancellationToken.None);
        await store.Writer.WriteAsync((s, _) => Task.FromResult(s.Append(new StepParked(s.NewId(), "r", 0), Guid.Empty)), CancellationToken.None);
        await using NoroshiDb after = store.Read();
        Assert.Equal(entries + 1, (await after.LedgerHeads.SingleAsync(CancellationToken.None)).Size);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Run_SchemaOfANewerProgram_SaysWhatToDoInBothLanguagesAndTouchesNothing(string engine)
    {
        await using TestStore store = await TestStore.CreateEmptyAsync(engine);
        await LeaveAsync(store, 3);
        await using NoroshiDb db = store.Read();
        await db.Database.ExecuteSqlRawAsync("UPDATE store_fact SET value = '99.0.0' WHERE name = 'oldest-program'", CancellationToken.None);

        Fault fault = Assert.Single((await Assert.ThrowsAsync<FaultException>(() => MigrationRunner.RunAsync(store.Database, CancellationToken.None))).Faults);

        Texts texts = Texts.Load([typeof(Fault).Assembly, typeof(MigrationRunner).Assembly]);
        Assert.Equal("NRS-X012", fault.Code);
        foreach (Language language in Enum.GetValues<Language>())
        {
            Assert.Contains("99.0.0", texts.What(language, fault), StringComparison.Ordinal);
            Assert.NotEmpty(texts.Remedy(language, fault));
        }

        Assert.Equal(3, (await db.Database.GetAppliedMigrationsAsync(CancellationToken.None)).Count());
    }

    // Migrations up to a step, and rows by plain SQL, as a program of that day wrote them.
    private static async Task<int> LeaveAsync(TestStore store, int step)
    {
        await using NoroshiDb db = store.Read();
        string last = db.Database.GetMigrations().Order(StringComparer.Ordinal).ElementAt(step - 1);
        await db.GetService<IMigrator>().MigrateAsync(last, CancellationToken.None);
        long at = _then.ToUnixTimeMilliseconds();
        List<Happened> happened = [new StepParked(new("018f0000-0000-7000-8000-000000000009"), "r", 1)];
        if (step >= 2)
        {
            await RunAsync(db, $"INSERT INTO account (id, normalized_email, email, display_name, two_factor_enabled, access_failed_count, last_totp_step, created_at) VALUES ({_account}, {"A@EXAMPLE.JP"}, {"a@example.jp"}, {"山田"}, {false}, {0}, {0L}, {at})");
            await RunAsync(db, $"INSERT INTO membership (account_id, organization_id, role, granted_at) VALUES ({_account}, {_organization}, {"Reporter"}, {at})");
        }

        if (step >= 3)
        {
            await RunAsync(db, $"INSERT INTO organization (id, key, kind, name_ja, name_en, position, registered_at) VALUES ({_organization}, {"old-bank"}, {"Operator"}, {"旧銀行"}, {"Old Bank"}, {0}, {at})");
        }

        if (step >= 5)
        {
            byte[] salt = [.. Enumerable.Range(0, Commitment.SaltBytes).Select(i => (byte)i)];
            var commitment = Commitment.To(salt, Encoding.UTF8.GetBytes(Document));
            await RunAsync(db, $"INSERT INTO report (id, number, organization_id, form, state, stage, version, created_at, updated_at) VALUES ({_report}, {"R25-0000-0000"}, {_organization}, {"liaison"}, {"Open"}, {"initial"}, {1}, {at}, {at})");
            await RunAsync(db, $"INSERT INTO report_version (report_id, version, stage, document, salt, commitment, author_id, at) VALUES ({_report}, {1}, {"initial"}, {Document}, {salt}, {commitment.Hash}, {_account}, {at})");
            if (step < 15)
            {
                await RunAsync(db, $"INSERT INTO report_draft (account_id, organization_id, key, fields, updated_at) VALUES ({Guid.Empty}, {_organization}, {"found-0"}, {Fields("detection")}, {at})");
                await RunAsync(db, $"INSERT INTO report_draft (account_id, organization_id, key, fields, updated_at) VALUES ({Guid.Empty}, {_organization}, {"found-1"}, {Fields("damage")}, {at})");
            }

            happened.Add(new ReportReceived(_report, _organization, "", "initial", 1, commitment));
        }

        if (step >= 6)
        {
            byte[] salt = new byte[Commitment.SaltBytes];
            var commitment = Commitment.To(salt, Encoding.UTF8.GetBytes(AlertText));
            await RunAsync(db, $"INSERT INTO alert (id, number, issuer_id, state, version, title, kind, tlp, is_urgent, created_at, updated_at, author_id) VALUES ({_alert}, {"A25-0000-0000"}, {_organization}, {"Draft"}, {1}, {"古い警報"}, {"Warning"}, {"Green"}, {false}, {at}, {at}, {_account})");
            await RunAsync(db, $"INSERT INTO alert_version (alert_id, version, document, salt, commitment, author_id, at) VALUES ({_alert}, {1}, {AlertText}, {salt}, {commitment.Hash}, {_account}, {at})");
            happened.Add(new AlertDrafted(_alert, 1, commitment));
        }

        await AppendAsync(db, happened);
        return happened.Count;
    }

    private static async Task AppendAsync(NoroshiDb db, List<Happened> happened)
    {
        var frontier = new MerkleFrontier();
        foreach (Happened record in happened)
        {
            byte[] canonical = LedgerText.Canonical(record, _account, _then), leaf = LedgerText.LeafHash(canonical).ToArray();
            await RunAsync(db, $"INSERT INTO ledger_entry (position, kind, subject, actor, at, canonical, leaf) VALUES ({frontier.Size}, {record.Kind}, {record.Subject}, {_account}, {_then.ToUnixTimeMilliseconds()}, {canonical}, {leaf})");
            frontier.Append(LedgerText.LeafHash(canonical));
        }

        await RunAsync(db, $"UPDATE ledger_head SET size = {frontier.Size}, frontier = {frontier.ToBytes()}");
    }

    private static string Fields(string classification) => $$"""{"facts.incident.classification":["{{classification}}"],"stage":["initial"]}""";

    private static Task<int> RunAsync(NoroshiDb db, FormattableString sql) => db.Database.ExecuteSqlAsync(sql, CancellationToken.None);

    private static async Task AssertReadableAsync(NoroshiDb db, int step)
    {
        if (step >= 2)
        {
            Assert.Equal("山田", (await db.Set<Account>().SingleAsync(a => a.Id == _account, CancellationToken.None)).DisplayName);
            Assert.Equal(Role.Reporter, (await db.Set<Membership>().SingleAsync(CancellationToken.None)).Role);
        }

        if (step >= 3)
        {
            Assert.Equal(("旧銀行", OrganizationKind.Operator), await db.Set<OrganizationRow>().Select(o => new ValueTuple<string, OrganizationKind>(o.NameJa, o.Kind)).SingleAsync(CancellationToken.None));
        }

        if (step >= 5)
        {
            Report report = await db.Set<Report>().SingleAsync(r => r.Number == "R25-0000-0000", CancellationToken.None);
            ReportVersion version = await db.Set<ReportVersion>().SingleAsync(v => v.ReportId == report.Id, CancellationToken.None);
            Assert.Equal((ReportState.Open, _then, Document), (report.State, version.At, version.Document));
        }

        if (step is >= 5 and < 15)
        {
            Draft[] drafts = await db.Set<Draft>().OrderBy(d => d.Key).ToArrayAsync(CancellationToken.None);
            Assert.Equal([(_then, 0), (_then, FoundFinding.Grave)], drafts.Select(d => (d.BegunAt, d.Gravity)));
        }

        if (step is >= 6 and < 14)
        {
            Alert alert = await db.Set<Alert>().SingleAsync(CancellationToken.None);
            Assert.Equal((AlertState.Draft, "古い警報", "Old alert"), (alert.State, alert.TitleIn(Language.Ja), alert.TitleIn(Language.En)));
        }
    }
}
