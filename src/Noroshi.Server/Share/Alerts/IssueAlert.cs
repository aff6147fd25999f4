using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Share;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Share.Deliveries;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Grants;

namespace Noroshi.Server.Share.Alerts;

/// <summary>The way of an alert out of the house: submit, approve by a second person or return, issue alone when nobody answers, stop at once.</summary>
/// <remarks>
/// <code>
/// SubmitAsync ─► (plan shown) ─► ApproveAsync: AlertIssued, StartDeliveries ─► DeliverByMail …
///                             └► ReturnAsync    └► StopAsync: whatever has not left stays here
/// </code>
/// </remarks>
internal sealed class IssueAlert(Writer writer, AlertPlans plans, AccessGrants grants, NetworkCache network, LinkTokens tokens, ShareOptions options)
{
    private const int MaxReason = 2000;

    internal Task<AlertAnswer> SubmitAsync(Viewer viewer, string number, CancellationToken cancellationToken) => OnAsync(viewer, number, AlertState.Draft, async (s, alert, token) =>
    {
        PlannedAlert planned = await PlanAsync(s, viewer, alert, token);
        if (!planned.Faults.IsEmpty) return AlertAnswer.Refused(StatusCodes.Status422UnprocessableEntity, planned.Faults);
        (alert.State, alert.SubmittedAt, alert.UpdatedAt) = (AlertState.Submitted, s.Now, s.Now);
        s.Append(new AlertSubmitted(alert.Id, alert.Version, planned.Hash), viewer.Account);
        return AlertAnswer.Done(alert);
    }, cancellationToken);

    internal Task<AlertAnswer> ReturnAsync(Viewer viewer, string number, string? reason, CancellationToken cancellationToken) => OnAsync(viewer, number, AlertState.Submitted, (s, alert, _) =>
    {
        if (Wrong(reason, "reason") is { } wrong) return Task.FromResult(AlertAnswer.Refused(StatusCodes.Status422UnprocessableEntity, wrong));
        string why = reason!.Trim();
        (alert.State, alert.SubmittedAt, alert.UpdatedAt) = (AlertState.Draft, null, s.Now);
        Record(s, alert, viewer, ApprovalVerdict.Returned, why, "");
        s.Append(new AlertReturned(alert.Id, alert.Version), viewer.Account);
        return Task.FromResult(AlertAnswer.Done(alert));
    }, cancellationToken);

    /// <summary>A second person approves exactly the plan they were shown; the alert leaves with the same write.</summary>
    internal Task<AlertAnswer> ApproveAsync(Viewer viewer, string number, string? planHash, CancellationToken cancellationToken, RequestKey? key = null) => OnAsync(viewer, number, AlertState.Submitted, async (s, alert, token) =>
    {
        if (await HasWrittenAsync(s, viewer, alert, token)) return AlertAnswer.Refused(StatusCodes.Status403Forbidden, new Fault("NRS-S022"));
        PlannedAlert planned = await PlanAsync(s, viewer, alert, token);
        if (!planned.Faults.IsEmpty) return AlertAnswer.Refused(StatusCodes.Status422UnprocessableEntity, planned.Faults);
        if (planHash != planned.Hash) return AlertAnswer.Conflict("NRS-S026");
        Record(s, alert, viewer, ApprovalVerdict.Approved, "", planned.Hash);
        s.Append(new AlertApproved(alert.Id, alert.Version, planned.Hash), viewer.Account);
        await LeaveAsync(s, alert, viewer, planned, AlertPlans.Subject(alert.IssuerId, planned.Document), isAlone: false, token);
        return AlertAnswer.Done(alert);
    }, cancellationToken, key);

    /// <summary>
    /// One person issues an urgent alert nobody else answered for: after the set time, with a reason, only to those addressed (nobody relays it further), and somebody else must look at it afterwards.
    /// </summary>
    internal Task<AlertAnswer> IssueAloneAsync(Viewer viewer, string number, string? planHash, string? reason, CancellationToken cancellationToken, RequestKey? key = null) => OnAsync(viewer, number, AlertState.Submitted, async (s, alert, token) =>
    {
        if (!alert.IsUrgent) return AlertAnswer.Refused(StatusCodes.Status403Forbidden, new Fault("NRS-S025"));
        if (Wrong(reason, "reason") is { } wrong) return AlertAnswer.Refused(StatusCodes.Status422UnprocessableEntity, wrong);
        string why = reason!.Trim();
        DateTimeOffset open = (alert.SubmittedAt ?? s.Now) + options.AloneAfter;
        if (open > s.Now)
        {
            string until = open.ToOffset(TimeSpan.FromHours(9)).ToString("yyyy-MM-dd HH:mm 'JST'", CultureInfo.InvariantCulture);
            return AlertAnswer.Refused(StatusCodes.Status409Conflict, new Fault("NRS-S024").With("until", until));
        }

        PlannedAlert planned = await PlanAsync(s, viewer, alert, token);
        if (!planned.Faults.IsEmpty) return AlertAnswer.Refused(StatusCodes.Status422UnprocessableEntity, planned.Faults);
        if (planHash != planned.Hash) return AlertAnswer.Conflict("NRS-S026");
        AccessSubject named = AlertPlans.Subject(alert.IssuerId, planned.Document) with
        {
            AudienceSectors = [],
            AudienceOrganizations = [.. planned.Plan.Entries.Where(e => e.Part is SharePart.Addressed).Select(e => e.Organization)],
        };
        Record(s, alert, viewer, ApprovalVerdict.Alone, why, planned.Hash);
        s.Add(new AlertReview { Id = s.NewId(), AlertId = alert.Id, IssuedBy = viewer.Account, Reason = why, OpenedAt = s.Now });
        await LeaveAsync(s, alert, viewer, planned, named, isAlone: true, token);
        return AlertAnswer.Done(alert);
    }, cancellationToken, key);

    /// <summary>Nothing more is sent, and whoever it has not reached does not see it any more.</summary>
    internal Task<AlertAnswer> StopAsync(Viewer viewer, string number, string? reason, CancellationToken cancellationToken) => OnAsync(viewer, number, AlertState.Issued, async (s, alert, token) =>
    {
        if (Wrong(reason, "reason") is { } wrong) return AlertAnswer.Refused(StatusCodes.Status422UnprocessableEntity, wrong);
        string why = reason!.Trim();
        int unsent = await s.Db.Set<Delivery>().Where(d => d.AlertId == alert.Id && d.State == DeliveryState.Waiting && d.Answer == null)
            .ExecuteUpdateAsync(u => u.SetProperty(d => d.State, DeliveryState.Stopped).SetProperty(d => d.NeedsCall, false), token);
        Guid[] reached = await s.Db.Set<Delivery>().Where(d => d.AlertId == alert.Id && d.State != DeliveryState.Stopped).Select(d => d.OrganizationId).ToArrayAsync(token);
        AlertDocument document = await DocumentAsync(s.Db, alert, token);
        await grants.DecideForAsync(s, alert.Id, AlertPlans.Subject(alert.IssuerId, document) with { Tlp = Tlp.Red, AudienceSectors = [], AudienceOrganizations = [.. reached] }, token);
        (alert.State, alert.UpdatedAt) = (AlertState.Stopped, s.Now);
        Record(s, alert, viewer, ApprovalVerdict.Stopped, why, "");
        s.Append(new AlertStopped(alert.Id, unsent), viewer.Account);
        return AlertAnswer.Done(alert);
    }, cancellationToken);

    /// <summary>Closes the review of an alert that was issued alone; not by whoever issued it.</summary>
    internal Task<AlertAnswer> ReviewAsync(Viewer viewer, string number, bool isUpheld, string? note, CancellationToken cancellationToken) => OnAsync(viewer, number, null, async (s, alert, token) =>
    {
        AlertReview? review = await s.Db.Set<AlertReview>().AsTracking().SingleOrDefaultAsync(r => r.AlertId == alert.Id && r.ClosedAt == null, token);
        if (review is null) return AlertAnswer.Conflict("NRS-S021");
        if (review.IssuedBy == viewer.Account) return AlertAnswer.Refused(StatusCodes.Status403Forbidden, new Fault("NRS-S035"));
        if (!string.IsNullOrWhiteSpace(note) && Wrong(note, "note") is { } wrong) return AlertAnswer.Refused(StatusCodes.Status422UnprocessableEntity, wrong);
        (review.ClosedBy, review.ClosedAt, review.IsUpheld, review.Note) = (viewer.Account, s.Now, isUpheld, note?.Trim() ?? "");
        s.Append(new AlertReviewed(alert.Id, review.Id, isUpheld), viewer.Account);
        return AlertAnswer.Done(alert);
    }, cancellationToken);

    internal static async Task<AlertDocument> DocumentAsync(NoroshiDb db, Alert alert, CancellationToken cancellationToken)
    {
        string text = await db.Set<AlertVersion>().Where(v => v.AlertId == alert.Id && v.Version == alert.Version).Select(v => v.Document).SingleAsync(cancellationToken);
        return AlertJson.Read(Encoding.UTF8.GetBytes(text), out _);
    }

    private Task<AlertAnswer> OnAsync(Viewer viewer, string number, AlertState? from, Func<WriteSession, Alert, CancellationToken, Task<AlertAnswer>> change, CancellationToken cancellationToken, RequestKey? key = null) =>
        writer.OnceAsync(key, async (s, token) =>
        {
            Alert? alert = await s.Db.Set<Alert>().AsTracking().SingleOrDefaultAsync(a => a.Number == number && a.IssuerId == viewer.Organization, token);
            if (alert is null) return AlertAnswer.NotFound;
            return from is { } state && alert.State != state ? AlertAnswer.Conflict("NRS-S021") : await change(s, alert, token);
        }, cancellationToken);

    private async Task LeaveAsync(WriteSession s, Alert alert, Viewer viewer, PlannedAlert planned, AccessSubject subject, bool isAlone, CancellationToken cancellationToken)
    {
        (alert.State, alert.IssuedAt, alert.UpdatedAt, alert.PlanHash) = (AlertState.Issued, s.Now, s.Now, planned.Hash);
        IReadOnlyList<AccessGrant> granted = await grants.DecideForAsync(s, alert.Id, subject, cancellationToken);
        s.Append(new AlertIssued(alert.Id, alert.Version, planned.Hash, isAlone), viewer.Account);
        NetworkFacts facts = await network.GetAsync(s.Db, cancellationToken);
        await StartDeliveries.BeginAsync(s, alert, subject with { SourceSectors = facts.SectorsOf(alert.IssuerId) }, granted, facts, tokens, cancellationToken);
    }

    private async Task<PlannedAlert> PlanAsync(WriteSession s, Viewer viewer, Alert alert, CancellationToken cancellationToken) =>
        await plans.OfAsync(s.Db, viewer, alert.IssuerId, await DocumentAsync(s.Db, alert, cancellationToken), s.Now, cancellationToken);

    private static Task<bool> HasWrittenAsync(WriteSession s, Viewer viewer, Alert alert, CancellationToken cancellationToken) =>
        s.Db.Set<AlertVersion>().AnyAsync(v => v.AlertId == alert.Id && v.AuthorId == viewer.Account, cancellationToken);

    private static void Record(WriteSession s, Alert alert, Viewer viewer, ApprovalVerdict verdict, string reason, string plan) =>
        s.Add(new AlertApproval { Id = s.NewId(), AlertId = alert.Id, Version = alert.Version, Verdict = verdict, AccountId = viewer.Account, Reason = reason, PlanHash = plan, At = s.Now });

    private static Fault? Wrong(string? typed, string path) => (typed ?? "").Trim() switch
    {
        "" => new Fault("NRS-S023", path),
        { Length: > MaxReason } text => new Fault("NRS-S005", path).With("limit", MaxReason.ToString(CultureInfo.InvariantCulture)).With("length", text.Length.ToString(CultureInfo.InvariantCulture)),
        var text => FactParsing.IsKeepable(text) ? null : new Fault("NRS-S006", path),
    };
}
