using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Share;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Share.Acknowledgements;
using Noroshi.Server.Share.Alerts;
using Noroshi.Server.Share.Board;
using Noroshi.Server.Share.Deliveries;
using Noroshi.Server.Store;
using Noroshi.Server.Tests.Support;
using Noroshi.Server.Tests.Trust;
using Noroshi.Server.Web.Lists;

namespace Noroshi.Server.Tests.Share;

public sealed partial class AlertFlowTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Issue_SectorAlert_IsMailedAcknowledgedByButtonAndShownOnTheBoard(string engine)
    {
        await using ShareHouse house = await ShareHouse.OpenAsync(engine);
        Alert alert = await house.IssueAsync();
        Delivery[] sent = await house.UntilAsync(async db => await db.Set<Delivery>().ToArrayAsync() is { Length: > 0 } all && all.All(d => d.State is DeliveryState.Sent) ? all : null);
        Assert.Contains(sent, d => d.NeedsAnswer && d.OrganizationId == TestNetwork.Operator(0));
        Assert.Contains(sent, d => !d.NeedsAnswer && d.OrganizationId == TestNetwork.Isac(0));
        Assert.DoesNotContain(sent, d => d.OrganizationId == TestNetwork.Operator(1));

        string[] tokens = [.. house.Mail.Messages.Select(Decoded).SelectMany(m => Link().Matches(m).Select(x => x.Groups[1].Value)).Distinct()];
        Assert.Equal(sent.Count(d => d.NeedsAnswer), tokens.Length);
        ReadAcknowledgements read = house.Get<ReadAcknowledgements>();
        Assert.Equal(alert.Number, (await read.ByLinkAsync(tokens[0], None))!.Alert.Number);
        Assert.Empty((await read.OfAsync(ShareHouse.Handler, alert.Number, None))!);

        AcknowledgeAlert acknowledge = house.Get<AcknowledgeAlert>();
        Assert.Equal("NRS-S030", (await acknowledge.ByLinkAsync(tokens[0], "maybe", null, None)).Faults.Single().Code);
        Assert.Empty((await acknowledge.ByLinkAsync(tokens[0], "affected", "端末1台", None)).Faults);
        Assert.Empty((await acknowledge.ByLinkAsync(tokens[0], "affected", null, None)).Faults); // repeated: nothing new
        Assert.Equal("NRS-S031", (await acknowledge.ByLinkAsync(tokens[0], "received", null, None)).Faults.Single().Code);
        Assert.Equal("NRS-S032", (await acknowledge.ByLinkAsync(tokens[0] + "x", "received", null, None)).Faults.Single().Code);
        Assert.Single((await read.OfAsync(ShareHouse.Handler, alert.Number, None))!);

        AlertBoard board = (await house.Get<ReadBoard>().FindAsync(ShareHouse.Handler, alert.Number, None))!;
        BoardRow row = Assert.Single(board.Rows);
        Assert.Equal(("finance", 1, row.Desks.Length - 1, 0), (row.Sector, row.Count(AcknowledgementState.Affected), row.Count(null), row.Late));
        Assert.Null(await house.Get<ReadBoard>().FindAsync(ShareHouse.Operator(0), alert.Number, None));
        string[] ledger = await house.LedgerAsync();
        Assert.Equal(["AlertDrafted", "AlertSubmitted", "AlertApproved", "AlertIssued"], ledger.Take(4));
        Assert.Equal(2 * sent.Length, ledger.Count(k => k == "AlertDelivered"));
        Assert.Single(ledger, k => k == "AlertAcknowledged");
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Acknowledge_AsSoonAsItIsSeen_IsTakenOnceFromRecipientsOnly(string engine)
    {
        // No reaction and no job runs: only what the approval itself did is there.
        await using ShareHouse house = await ShareHouse.OpenAsync(engine, isRunning: false);
        Alert alert = await house.IssueAsync();
        AcknowledgeAlert acknowledge = house.Get<AcknowledgeAlert>();
        Viewer asked = ShareHouse.Operator(0), informed = asked with { Organization = TestNetwork.Isac(0), Kind = OrganizationKind.Isac }, outside = ShareHouse.Operator(1);
        Assert.Equal(alert.Number, Assert.Single((await house.Get<ReadAlerts>().ListAsync(asked, new("answer"), new(null, 10, null), None)).Rows).Alert.Number);

        Assert.Empty((await acknowledge.ByViewerAsync(asked, alert.Number, "api", "received", null, None)).Faults);
        Assert.Empty((await acknowledge.ByViewerAsync(asked, alert.Number, "api", "received", null, None)).Faults);
        Assert.Equal((409, "NRS-S033"), Refusal(await acknowledge.ByViewerAsync(informed, alert.Number, "api", "received", null, None)));
        Assert.Equal((409, "NRS-S033"), Refusal(await acknowledge.ByViewerAsync(ShareHouse.Handler, alert.Number, "api", "received", null, None)));
        Assert.Equal((404, "NRS-S019"), Refusal(await acknowledge.ByViewerAsync(outside, alert.Number, "api", "received", null, None)));
        Assert.Single((await house.Get<ReadAcknowledgements>().OfAsync(ShareHouse.Handler, alert.Number, None))!);

        await using NoroshiDb db = house.Store.Read();
        int begun = await db.Set<Delivery>().CountAsync();
        Assert.Equal((begun, begun), ((await house.LedgerAsync()).Count(k => k == "AlertDelivered"), await db.Jobs.CountAsync(j => j.Kind == DeliverByMail.Kind)));
        // The step that looks for alerts nobody began finds this one begun.
        await house.RunAsync();
        await house.UntilAsync(async d => await d.Set<Delivery>().AllAsync(x => x.State == DeliveryState.Sent) ? "" : null);
        Assert.Equal((begun, begun), (await db.Set<Delivery>().CountAsync(), house.Mail.Messages.Count));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Issued_ByAProgramThatBeganDeliveriesLater_IsBegunByTheStep(string engine)
    {
        await using ShareHouse house = await ShareHouse.OpenAsync(engine, isRunning: false);
        Alert alert = await house.IssueAsync();
        await house.Store.Writer.WriteAsync(async (s, ct) => await s.Db.Set<Delivery>().ExecuteDeleteAsync(ct) + await s.Db.Jobs.ExecuteDeleteAsync(ct), None);
        Assert.Equal((409, "NRS-S033"), Refusal(await house.Get<AcknowledgeAlert>().ByViewerAsync(ShareHouse.Operator(0), alert.Number, "api", "received", null, None)));

        await house.RunAsync();
        await house.UntilAsync(async db => await db.Set<Delivery>().AnyAsync(d => d.State == DeliveryState.Sent) ? "" : null);
        Assert.Empty((await house.Get<AcknowledgeAlert>().ByViewerAsync(ShareHouse.Operator(0), alert.Number, "api", "received", null, None)).Faults);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Approve_ByAuthorOrOfAnotherPlan_IsRefused(string engine)
    {
        await using ShareHouse house = await ShareHouse.OpenAsync(engine, isRunning: false);
        Alert alert = (await house.Get<WriteAlert>().DraftAsync(ShareHouse.Handler, ShareHouse.Document, None)).Alert!;
        IssueAlert issue = house.Get<IssueAlert>();
        string hash = await house.PlanHashAsync(alert.Number);
        Assert.Equal("NRS-S021", (await issue.ApproveAsync(ShareHouse.Approver, alert.Number, hash, None)).Faults.Single().Code);
        await issue.SubmitAsync(ShareHouse.Handler, alert.Number, None);
        Assert.Equal("NRS-S022", (await issue.ApproveAsync(ShareHouse.Handler, alert.Number, hash, None)).Faults.Single().Code);
        Assert.Equal("NRS-S026", (await issue.ApproveAsync(ShareHouse.Approver, alert.Number, "other", None)).Faults.Single().Code);
        Assert.Equal("NRS-S019", (await issue.ApproveAsync(ShareHouse.Approver with { Organization = TestNetwork.Center }, alert.Number, hash, None)).Faults.Single().Code);
        Assert.Equal("NRS-S023", (await issue.ReturnAsync(ShareHouse.Approver, alert.Number, " ", None)).Faults.Single().Code);
        Assert.Empty((await issue.ReturnAsync(ShareHouse.Approver, alert.Number, "宛先を見直してください", None)).Faults);
        Assert.Equal("NRS-S020", (await house.Get<WriteAlert>().AmendAsync(ShareHouse.Handler, alert.Number, 7, ShareHouse.Document, None)).Faults.Single().Code);
        Assert.Equal(2, (await house.Get<WriteAlert>().AmendAsync(ShareHouse.Handler, alert.Number, 1, ShareHouse.Document, None)).Alert!.Version);
        Assert.Equal(["AlertDrafted", "AlertSubmitted", "AlertReturned", "AlertDrafted"], await house.LedgerAsync());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Find_ViewerOutsideTheAudience_SeesNothingAndDraftsAreNobodyElses(string engine)
    {
        await using ShareHouse house = await ShareHouse.OpenAsync(engine);
        ReadAlerts read = house.Get<ReadAlerts>();
        Alert draft = (await house.Get<WriteAlert>().DraftAsync(ShareHouse.Handler, ShareHouse.Document, None)).Alert!;
        Assert.Null(await read.FindAsync(ShareHouse.Operator(0), draft.Number, None));
        Assert.Null(await read.FindAsync(ShareHouse.Handler with { Roles = [Role.Reporter] }, draft.Number, None));
        Alert alert = await house.IssueAsync(ShareHouse.Document with { BasedOn = [] });
        AlertSeen seen = (await read.FindAsync(ShareHouse.Operator(0), alert.Number, None))!;
        Assert.Empty(seen.Document.Sectors);
        Assert.Null(await read.FindAsync(ShareHouse.Operator(1), alert.Number, None));
        Assert.Equal([alert.Number], (await read.ListAsync(ShareHouse.Operator(0), new(), new(null, 10, null), None)).Rows.Select(r => r.Alert.Number));
        Assert.Empty((await read.ListAsync(ShareHouse.Operator(1), new(), new(null, 10, null), None)).Rows);
        Assert.Equal("NRS-S019", (await house.Get<AcknowledgeAlert>().ByViewerAsync(ShareHouse.Operator(1), alert.Number, "api", "received", null, None)).Faults.Single().Code);
        (IReadOnlyList<AlertRow> first, string? next) = await read.ListAsync(ShareHouse.Handler, new(), new(null, 1, null), None);
        (IReadOnlyList<AlertRow> second, string? end) = await read.ListAsync(ShareHouse.Handler, new(), new(ListQuery.CursorOf(next, []), 1, null), None);
        Assert.Equal([alert.Number, draft.Number], [first.Single().Alert.Number, second.Single().Alert.Number]);
        Assert.Null(end);

        // Who polls reads forward: what changes while it pages comes at the end.
        (first, next) = await read.ListAsync(ShareHouse.Handler, new(), new(null, 1, DateTimeOffset.UnixEpoch), None);
        (second, end) = await read.ListAsync(ShareHouse.Handler, new(), new(ListQuery.CursorOf(next, []), 1, DateTimeOffset.UnixEpoch), None);
        Assert.Equal([draft.Number, alert.Number], [first.Single().Alert.Number, second.Single().Alert.Number]);
        Assert.Null(end);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Deliver_ToDesksWithALanguage_IsWrittenInItWhereThereIsSuchAText(string engine)
    {
        await using ShareHouse house = await ShareHouse.OpenAsync(engine);
        Guid[] to = [TestNetwork.Operator(0), TestNetwork.Operator(6), TestNetwork.Operator(12)];
        (house.Addresses[to[0]], house.Addresses[to[1]], house.Addresses[to[2]]) = ("en@noroshi.test", "ja@noroshi.test", "both@noroshi.test");
        (house.Languages[to[0]], house.Languages[to[1]]) = (Language.En, Language.Ja);
        AlertDocument named = ShareHouse.Document with { Sectors = [], Organizations = [.. to.Select(o => o.ToString())] };
        await house.IssueAsync(named);
        await house.IssueAsync(named with { En = null });
        await house.UntilAsync(async db => await db.Set<Delivery>().CountAsync(d => d.State == DeliveryState.Sent) == 6 ? "" : null);

        (bool Ja, bool En)[] Written(string address) => [.. house.Mail.Messages.Where(m => m.Contains($"<{address}>", StringComparison.Ordinal) || m.Contains($"To: {address}", StringComparison.Ordinal)).Select(Decoded)
            .Select(m => (m.Contains("添付ファイル", StringComparison.Ordinal), m.Contains("Do not open", StringComparison.Ordinal))).Order()];
        Assert.Equal([(false, true), (true, false)], Written("en@noroshi.test")); // the second alert has no English text
        Assert.Equal([(true, false), (true, false)], Written("ja@noroshi.test"));
        Assert.Equal([(true, false), (true, true)], Written("both@noroshi.test"));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Deliver_RefusedAndPutOff_GoToPeopleWithOneMessageId(string engine)
    {
        int tries = 0;
        await using var mail = new FakeMailServer(l => l.StartsWith("RCPT", StringComparison.Ordinal) && l.Contains("slow@", StringComparison.Ordinal) && ++tries <= 3 ? "450 4.2.0 busy" : FakeMailServer.Polite(l));
        await using ShareHouse house = await ShareHouse.OpenAsync(engine, mail);
        house.Addresses[TestNetwork.Operator(0)] = "refused@noroshi.test";
        house.Addresses[TestNetwork.Operator(6)] = "slow@noroshi.test";
        Alert alert = await house.IssueAsync(ShareHouse.Document with { Sectors = [], Organizations = [TestNetwork.Operator(0).ToString(), TestNetwork.Operator(6).ToString()] });
        await house.UntilAsync(async db => await db.Set<Delivery>().AnyAsync(d => d.State == DeliveryState.Failed) && await db.Set<Delivery>().AnyAsync(d => d.State == DeliveryState.Sent) ? "" : null);
        AlertBoard board = (await house.Get<ReadBoard>().FindAsync(ShareHouse.Handler, alert.Number, None))!;
        BoardDesk refused = board.Desks.Single(d => d.Delivery.OrganizationId == TestNetwork.Operator(0));
        Assert.Equal(("share.next.call", 550, "5.1.1"), (refused.NextStep, refused.Attempts.Single().Code, refused.Attempts.Single().Enhanced));
        Assert.Equal([refused], board.ToCall);
        BoardDesk slow = board.Desks.Single(d => d.Delivery.OrganizationId == TestNetwork.Operator(6));
        Assert.Equal(["later", "later", "later", "accepted"], slow.Attempts.Select(a => a.Outcome));
        Assert.Contains(slow.Delivery.Id.ToString("N") + "@noroshi.example", mail.Messages.Single(), StringComparison.Ordinal);
        Assert.Equal(2, (await house.LedgerAsync()).Count(k => k == "DeliveryEscalated"));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Deliver_CrashBetweenSendAndCommit_RepeatsTheSameMessage(string engine)
    {
        await using ShareHouse house = await ShareHouse.OpenAsync(engine);
        house.Addresses[TestNetwork.Operator(0)] = "later@noroshi.test";
        await house.IssueAsync(ShareHouse.Document with { Sectors = [], Organizations = [TestNetwork.Operator(0).ToString()] });
        Delivery delivery = await house.UntilAsync(db => db.Set<Delivery>().FirstOrDefaultAsync());
        house.Addresses[TestNetwork.Operator(0)] = "desk@noroshi.test";
        var job = new Job { Id = Guid.NewGuid(), Kind = DeliverByMail.Kind, Subject = delivery.Id, DueAt = DateTimeOffset.UtcNow };
        await house.Get<DeliverByMail>().DoAsync(job, None); // sent, and then the server died before it could write that down
        await house.UntilAsync(db => db.Set<Delivery>().FirstOrDefaultAsync(d => d.State == DeliveryState.Sent));
        string[] ids = [.. house.Mail.Messages.Select(m => m.Split('\n').Single(l => l.StartsWith("Message-ID", StringComparison.OrdinalIgnoreCase)))];
        Assert.InRange(ids.Length, 1, 2);
        Assert.Single(ids.Distinct());
        Assert.Single(house.Mail.Messages.SelectMany(m => Link().Matches(Decoded(m)).Select(x => x.Value)).Distinct());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Stop_InProgress_UnsentNeverLeaveAndAreNoLongerSeen(string engine)
    {
        await using var mail = new FakeMailServer(l => l.StartsWith("RCPT", StringComparison.Ordinal) && !l.Contains("first@", StringComparison.Ordinal) ? "451 4.3.0 not now" : FakeMailServer.Polite(l));
        await using ShareHouse house = await ShareHouse.OpenAsync(engine, mail);
        house.Addresses[TestNetwork.Operator(0)] = "first@noroshi.test";
        Alert alert = await house.IssueAsync();
        await house.UntilAsync(db => db.Set<Delivery>().FirstOrDefaultAsync(d => d.State == DeliveryState.Sent));
        Assert.Equal("NRS-S023", (await house.Get<IssueAlert>().StopAsync(ShareHouse.Handler, alert.Number, "", None)).Faults.Single().Code);
        Assert.Empty((await house.Get<IssueAlert>().StopAsync(ShareHouse.Handler, alert.Number, "内容に誤りがあった", None)).Faults);
        await Task.Delay(600);
        Assert.Single(mail.Messages);
        Assert.NotNull(await house.Get<ReadAlerts>().FindAsync(ShareHouse.Operator(0), alert.Number, None));
        Assert.Null(await house.Get<ReadAlerts>().FindAsync(ShareHouse.Operator(6), alert.Number, None));
        await using NoroshiDb db = house.Store.Read();
        Assert.Equal(1, await db.Set<Delivery>().CountAsync(d => d.State != DeliveryState.Stopped));
        Assert.Equal("NRS-S021", (await house.Get<IssueAlert>().StopAsync(ShareHouse.Handler, alert.Number, "again", None)).Faults.Single().Code);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task IssueAlone_Urgent_OnlyAfterTheTimeWithAReasonAndWithAReviewTheIssuerCannotClose(string engine)
    {
        AlertDocument urgent = ShareHouse.Document with { IsUrgent = true };
        await using (ShareHouse waiting = await ShareHouse.OpenAsync(engine, isRunning: false))
        {
            Alert early = (await waiting.Get<WriteAlert>().DraftAsync(ShareHouse.Handler, urgent, None)).Alert!;
            await waiting.Get<IssueAlert>().SubmitAsync(ShareHouse.Handler, early.Number, None);
            Assert.Equal("NRS-S024", (await waiting.Get<IssueAlert>().IssueAloneAsync(ShareHouse.Handler, early.Number, await waiting.PlanHashAsync(early.Number), "応答なし", None)).Faults.Single().Code);
        }

        await using ShareHouse house = await ShareHouse.OpenAsync(engine, aloneAfter: TimeSpan.Zero);
        IssueAlert issue = house.Get<IssueAlert>();
        Alert alert = (await house.Get<WriteAlert>().DraftAsync(ShareHouse.Handler, urgent, None)).Alert!;
        await issue.SubmitAsync(ShareHouse.Handler, alert.Number, None);
        string hash = await house.PlanHashAsync(alert.Number);
        Assert.Equal("NRS-S023", (await issue.IssueAloneAsync(ShareHouse.Handler, alert.Number, hash, null, None)).Faults.Single().Code);
        Assert.Empty((await issue.IssueAloneAsync(ShareHouse.Handler, alert.Number, hash, "応答なし", None)).Faults);
        Delivery[] all = await house.UntilAsync(async db => await db.Set<Delivery>().ToArrayAsync() is { Length: > 0 } found ? found : null);
        Assert.All(all, d => Assert.True(d.NeedsAnswer)); // nobody relays it
        Assert.Equal("NRS-S035", (await issue.ReviewAsync(ShareHouse.Handler, alert.Number, true, "", None)).Faults.Single().Code);
        Assert.Empty((await issue.ReviewAsync(ShareHouse.Approver, alert.Number, true, "妥当", None)).Faults);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Submit_TextGivesTheSourceAway_IsBlockedWithThePlace(string engine)
    {
        var source = new LeakSource { Organization = TestNetwork.Operator(3), Name = new("みなと銀行", "Minato Bank"), Number = "" };
        await using ShareHouse house = await ShareHouse.OpenAsync(engine, source: source, isRunning: false);
        string number = SpeakableNumber.New('R', DateTimeOffset.UtcNow, new byte[7]).Text;
        AlertDocument leaking = ShareHouse.Document with { BasedOn = [number], En = ShareHouse.Document.En! with { Summary = "Seen at MINATO-BANK." } };
        Alert alert = (await house.Get<WriteAlert>().DraftAsync(ShareHouse.Handler, leaking, None)).Alert!;
        Fault fault = (await house.Get<IssueAlert>().SubmitAsync(ShareHouse.Handler, alert.Number, None)).Faults.Single();
        Assert.Equal(("NRS-S017", "bodies.en.summary"), (fault.Code, fault.Path));
        LeakFinding finding = (await house.Get<ShowPlan>().FindAsync(ShareHouse.Handler, alert.Number, None))!.Planned.Leaks.Single();
        Assert.Equal((8, 11), (finding.Start, finding.Length));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Remind_AtTheDeadline_OnlyTheSilentOnceAndLateAnswersCountAsLate(string engine)
    {
        await using ShareHouse house = await ShareHouse.OpenAsync(engine);
        Guid[] asked = [TestNetwork.Operator(0), TestNetwork.Operator(6)];
        Alert alert = await house.IssueAsync(ShareHouse.Document with { Sectors = [], Organizations = [.. asked.Select(a => a.ToString())], AcknowledgeBy = DateTimeOffset.UtcNow.AddSeconds(4) });
        Assert.Empty((await house.Get<AcknowledgeAlert>().ByViewerAsync(ShareHouse.Operator(0), alert.Number, "api", "received", null, None)).Faults);
        await house.UntilAsync(async db => await db.Set<Delivery>().CountAsync(d => d.State == DeliveryState.Sent) == 2 ? "" : null);
        Delivery reminded = await house.UntilAsync(db => db.Set<Delivery>().FirstOrDefaultAsync(d => d.RemindedAt != null));
        Assert.Equal(asked[1], reminded.OrganizationId);
        Assert.Equal(3, house.Mail.Messages.Count);
        Assert.Empty((await house.Get<AcknowledgeAlert>().ByViewerAsync(ShareHouse.Operator(6), alert.Number, "page", "no-impact", null, None)).Faults);
        Assert.Equal([false, true], (await house.Get<ReadAcknowledgements>().OfAsync(ShareHouse.Handler, alert.Number, None))!.Select(a => a.IsLate));
        Assert.Empty((await house.Get<ReadBoard>().FindAsync(ShareHouse.Handler, alert.Number, None))!.ToCall);
    }

    private static (int, string) Refusal(AlertAnswer answer) => (answer.Status, answer.Faults.Single().Code);

    private static string Decoded(string message)
    {
        string body = message[(message.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];
        return message.Contains("base64", StringComparison.OrdinalIgnoreCase) ? System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(body)) : body.Replace("=\n", "", StringComparison.Ordinal);
    }

    [GeneratedRegex("https://noroshi\\.example/a/([A-Za-z0-9_-]+)")]
    private static partial Regex Link();
}
