using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Collect.Search;
using Noroshi.Server.Store;
using Noroshi.Server.Tests.Support;
using Noroshi.Server.Web.Lists;
using static Noroshi.Server.Tests.Collect.CollectStage;

namespace Noroshi.Server.Tests.Collect;

public sealed class ReportSearchTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Search_JapaneseAndLatinWords_FindsWhatTheViewerMaySee(string engine)
    {
        await using CollectStage stage = await CreateAsync(engine);
        await stage.SendAsync("サーバに DDoS攻撃", more: ""","incident.classification":{"value":"detection","certainty":"confirmed"}""");
        await stage.SendAsync("勘定系システムの停電", """{"ceptoar":true}""");
        await stage.CatchUpAsync();

        Assert.Equal(["サーバに DDoS攻撃"], await stage.FindAsync(Authority, "攻撃"));
        Assert.Equal(["サーバに DDoS攻撃"], await stage.FindAsync(Center, "ｻｰﾊﾞ ddos"));
        Assert.Equal(["サーバに DDoS攻撃"], await stage.FindAsync(Bank, "attack"));
        Assert.Equal(["勘定系システムの停電", "サーバに DDoS攻撃"], await stage.FindAsync(Authority, "", "finance"));
        Assert.Equal(["勘定系システムの停電", "サーバに DDoS攻撃"], await stage.FindAsync(Authority, "asahina"));
        Assert.Empty(await stage.FindAsync(Authority, "撃攻"));
        Assert.Empty(await stage.FindAsync(Authority, "***"));
        Assert.Empty(await stage.FindAsync(Rail, "攻撃"));
        Assert.Equal(["勘定系システムの停電"], await stage.FindAsync(Isac, "停電"));
        Assert.Empty(await stage.FindAsync(Isac, "asahina"));
        Assert.Empty(await stage.FindAsync(Isac, "停電", "finance"));
    }

    [Fact]
    public async Task Tidy_NewTokensWaitBesideTheIndex_SortsThemInAndSearchFindsTheSame()
    {
        if (TestStore.PostgresServer is null) Assert.Skip("NOROSHI_TEST_POSTGRES is not set; ./test sets it");
        await using CollectStage stage = await CreateAsync(Engines.Postgres);
        await stage.SendAsync("サーバに DDoS攻撃");
        await stage.CatchUpAsync();
        var tidy = new TidyTokens(stage.Store.Database, stage.Store.Signal, TimeProvider.System, NullLogger<TidyTokens>.Instance);
        Assert.Equal(["サーバに DDoS攻撃"], await stage.FindAsync(Authority, "攻撃"));

        Assert.True(await tidy.TidyAsync(CancellationToken.None) > 0);

        Assert.Equal(0, await tidy.TidyAsync(CancellationToken.None));
        Assert.Equal(["サーバに DDoS攻撃"], await stage.FindAsync(Authority, "攻撃"));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Search_AfterAmendment_FindsOnlyTheLatestWords(string engine)
    {
        await using CollectStage stage = await CreateAsync(engine);
        Received.Kept kept = await stage.SendAsync("停電");
        await stage.SendAsync("別件");
        await stage.CatchUpAsync();
        await stage.Receive.NextAsync(kept.Id, 1, new(Bank, Document("漏えい", "follow-up"), null), CancellationToken.None);
        await stage.CatchUpAsync();

        Assert.Empty(await stage.FindAsync(Authority, "停電"));
        Assert.Equal(["漏えい"], await stage.FindAsync(Authority, "漏えい"));
        Assert.Equal(["漏えい", "別件"], await stage.FindAsync(Authority, "", "finance"));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Search_GrantTakenAway_FindsNothingAtOnceAndAfterwards(string engine)
    {
        await using CollectStage stage = await CreateAsync(engine);
        Received.Kept kept = await stage.SendAsync("停電", """{"ceptoar":true}""");
        await stage.CatchUpAsync();
        Assert.Single(await stage.FindAsync(Isac, "停電"));

        await stage.Store.Writer.WriteAsync((s, ct) => stage.Grants.DecideForAsync(s, kept.Id, new() { Kind = SubjectKind.Report, Source = Bank.Organization, Tlp = ReceiveReport.Marking }, ct), CancellationToken.None);

        Assert.Empty(await stage.FindAsync(Isac, "停電"));
        await stage.CatchUpAsync();
        Assert.Empty(await stage.FindAsync(Isac, "停電"));
        Assert.Single(await stage.FindAsync(Authority, "停電"));
        await using NoroshiDb db = stage.Store.Read();
        Assert.False(await db.Set<ReportListing>().AnyAsync(l => l.OrganizationId == Isac.Organization, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Search_ForSomethingThatIsNoWord_IsTheSameHoweverManyAreSeen(string engine)
    {
        await using CollectStage stage = await CreateAsync(engine);
        await stage.SendAsync("停電");
        await stage.CatchUpAsync();

        // Each asks all three ways and compares.
        foreach (string text in (string[])["\u200B", "\uFE0F", "・", "!!!", "''", "\uE000"])
        {
            await stage.FindAsync(Authority, text);
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Count_MoreThanAnybodyReads_EndsAtTheMost(string engine)
    {
        await using CollectStage stage = await CreateAsync(engine);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(i => stage.SendAsync($"障害 {i}")));
        await stage.CatchUpAsync();
        Assert.Equal(3, (await stage.Read.CountAsync(Authority, CancellationToken.None))[Handling.NeedsMe]);

        await Task.WhenAll(Enumerable.Range(0, ReadReports.MostCounted - 1).Select(i => stage.SendAsync($"障害 {i}")));
        await stage.CatchUpAsync();

        Assert.Equal(ReadReports.MostCounted, (await stage.Read.CountAsync(Authority, CancellationToken.None))[Handling.NeedsMe]);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Search_ManyHits_PagesShowEachOnce(string engine)
    {
        await using CollectStage stage = await CreateAsync(engine);
        await Task.WhenAll(Enumerable.Range(0, 23).Select(i => stage.SendAsync($"障害 {i}")));
        await stage.CatchUpAsync();
        foreach (ReadReports read in (ReadReports[])[stage.Read, stage.ReadByIndex, stage.ReadByIndexAndRow])
        {
            var seen = new List<Guid>();
            string? cursor = null;
            do
            {
                (IReadOnlyList<ReportRow> rows, cursor) = await read.ListAsync(Authority, new() { Text = "障害" }, new(ListQuery.CursorOf(cursor, []), 10, null), CancellationToken.None);
                seen.AddRange(rows.Select(r => r.Report.Id));
            }
            while (cursor is not null);
            Assert.Equal(23, seen.Count);
            Assert.Equal(23, seen.Distinct().Count());
        }
    }
}
