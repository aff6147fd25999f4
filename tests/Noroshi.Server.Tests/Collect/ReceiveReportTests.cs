using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Ledger;
using Noroshi.Server.Store;
using Noroshi.Server.Tests.Support;
using Noroshi.Server.Web.Lists;
using static Noroshi.Server.Tests.Collect.CollectStage;

namespace Noroshi.Server.Tests.Collect;

public sealed class ReceiveReportTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task First_NothingButAContact_IsKeptListedAndInTheLedger(string engine)
    {
        await using CollectStage stage = await CreateAsync(engine);
        Received.Kept kept = await stage.SendAsync("勘定系が止まっています");

        Assert.NotNull(await stage.Read.ReadAsync(Bank, kept.Number, null, CancellationToken.None));
        ReportView seen = (await stage.Read.ReadAsync(Authority, kept.Id.ToString("D"), null, CancellationToken.None))!;
        Assert.Equal("勘定系が止まっています", seen.Title);
        Assert.Null(await stage.Read.ReadAsync(Rail, kept.Number, null, CancellationToken.None));
        Assert.Null(await stage.Read.ReadAsync(Isac, kept.Number, null, CancellationToken.None));
        (IReadOnlyList<ReportRow> rows, _) = await stage.Read.ListAsync(Center, new() { Handling = Handling.NeedsMe }, new(null, 10, null), CancellationToken.None);
        Assert.Equal(kept.Number, Assert.Single(rows).Report.Number);
        await using NoroshiDb db = stage.Store.Read();
        Assert.Equal(nameof(ReportReceived), (await db.LedgerEntries.OrderBy(e => e.Position).FirstAsync(e => e.Subject == kept.Id, CancellationToken.None)).Kind);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task First_SameKeyAgain_IsTheSameReport(string engine)
    {
        await using CollectStage stage = await CreateAsync(engine);
        Received.Kept[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => stage.SendAsync("同じ報告", key: "k-1")));

        Assert.Single(answers.Select(a => a.Number).Distinct());
        Assert.Single(answers, a => !a.IsRepeat);
        Received other = await stage.Receive.FirstAsync(new(Bank, Document("別の報告"), "k-1"), CancellationToken.None);
        Assert.Equal("NRS-R041", Assert.IsType<Received.Refused>(other).Faults[0].Code);
        await using NoroshiDb db = stage.Store.Read();
        Assert.Equal(1, await db.Set<Report>().CountAsync(CancellationToken.None));
    }

    // A repeat is refused among others that are written with it: they stand, once each, and it gets the first answer.
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task First_RepeatsAmongOthers_OthersAreTakenOnce(string engine)
    {
        await using CollectStage stage = await CreateAsync(engine);
        Received.Kept known = await stage.SendAsync("既知", key: "k-0");

        Received.Kept[] answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => i % 6 == 0 ? stage.SendAsync("既知", key: "k-0") : stage.SendAsync($"報告{i}", key: $"k-{i}")));

        Assert.All(answers, (a, i) => Assert.Equal(i % 6 == 0, a.IsRepeat));
        Assert.All(answers.Where(a => a.IsRepeat), a => Assert.Equal((known.Id, known.Number, known.At), (a.Id, a.Number, a.At)));
        await using NoroshiDb db = stage.Store.Read();
        Assert.Equal(21, await db.Set<Report>().CountAsync(CancellationToken.None));
        Assert.Equal(21, await db.LedgerEntries.CountAsync(e => e.Kind == nameof(ReportReceived), CancellationToken.None));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Next_TwoEditorsOnOneVersion_SecondIsToldWhatChanged(string engine)
    {
        await using CollectStage stage = await CreateAsync(engine);
        Received.Kept first = await stage.SendAsync("一");
        Received.Kept second = Assert.IsType<Received.Kept>(await stage.Receive.NextAsync(first.Id, 1, new(Bank, Document("二", "follow-up"), null), CancellationToken.None));

        Received.Stale stale = Assert.IsType<Received.Stale>(await stage.Receive.NextAsync(first.Id, 1, new(Bank, Document("三", "follow-up"), null), CancellationToken.None));

        Assert.Equal(2, second.Version);
        Assert.Equal(2, stale.Version);
        Assert.Equal(["NRS-R040", "NRS-R042"], stale.Faults.Select(f => f.Code));
        Assert.Equal("facts.incident.title", stale.Faults[1].Path);
        Assert.Equal("二", (await stage.Read.ReadAsync(Authority, first.Number, null, CancellationToken.None))!.Title);
        Assert.Equal("一", (await stage.Read.ReadAsync(Authority, first.Number, 1, CancellationToken.None))!.Title);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Next_FinalReport_ClosesAndComesBackToEveryReceiver(string engine)
    {
        await using CollectStage stage = await CreateAsync(engine);
        Received.Kept first = await stage.SendAsync("一");
        await stage.Receive.NextAsync(first.Id, 1, new(Bank, Document("二", "final"), null), CancellationToken.None);

        (IReadOnlyList<ReportRow> rows, _) = await stage.Read.ListAsync(Authority, new() { State = ReportState.Closed }, new(null, 10, null), CancellationToken.None);
        Assert.Equal(Handling.NeedsMe, Assert.Single(rows).Handling);
        Received refused = await stage.Receive.NextAsync(first.Id, 2, new(Bank, Document("三", "initial"), null), CancellationToken.None);
        Assert.Equal("NRS-R044", Assert.IsType<Received.Refused>(refused).Faults[0].Code);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Read_ByIsacWithConsent_ContactAndNameAreGone(string engine)
    {
        await using CollectStage stage = await CreateAsync(engine);
        Received.Kept kept = await stage.SendAsync("不審な通信", """{"ceptoar":true}""");

        ReportView seen = (await stage.Read.ReadAsync(Isac, kept.Number, null, CancellationToken.None))!;

        Assert.Null(seen.Source);
        Assert.Null(seen.Document.Find("contact.person"));
        Assert.Equal("不審な通信", seen.Title);
        Assert.Equal("report.ceptoar", seen.Decision.RuleId);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Read_ByAnotherOrganisation_IsInTheLedgerOnceAnHour(string engine)
    {
        await using CollectStage stage = await CreateAsync(engine);
        Received.Kept kept = await stage.SendAsync("一");
        for (int i = 0; i < 3; i++)
        {
            await stage.Read.ReadAsync(Authority, kept.Number, null, CancellationToken.None);
            await stage.Read.ReadAsync(Bank, kept.Number, null, CancellationToken.None);
        }

        await using NoroshiDb db = stage.Store.Read();
        LedgerEntry read = await db.LedgerEntries.SingleAsync(e => e.Kind == nameof(ReportRead), CancellationToken.None);
        Assert.Equal(Authority.Account, read.Actor);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task List_PageByPage_ShowsEachOnceInBothDirections(string engine)
    {
        await using CollectStage stage = await CreateAsync(engine);
        await Task.WhenAll(Enumerable.Range(0, 25).Select(i => stage.SendAsync($"報告{i}")));
        foreach (bool isForward in (bool[])[false, true])
        {
            var numbers = new List<string>();
            string? cursor = null;
            do
            {
                (IReadOnlyList<ReportRow> rows, cursor) = await stage.Read.ListAsync(Authority, new(), new(ListQuery.CursorOf(cursor, []), 10, isForward ? DateTimeOffset.UnixEpoch : null), CancellationToken.None);
                numbers.AddRange(rows.Select(r => r.Report.Number));
            }
            while (cursor is not null);
            Assert.Equal(25, numbers.Distinct().Count());
            Assert.Equal(25, numbers.Count);
        }
    }
}
