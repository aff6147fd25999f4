using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Collect;
using Noroshi.Core.Content;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Collect.Drafts;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Grants;

namespace Noroshi.Server.Collect.Reports;

/// <summary>Takes reports in: the version, its commitment in the ledger, who sees it, everybody's list and the idempotency key are one transaction.</summary>
/// <remarks>
/// <code>
/// sending ─► key known? ─► same answer again (a first report is written without asking, and asked about when its key is refused)
///         └► base version stands? ─no─► stale: what changed, nothing written
///                                 └yes► version + facts + grants + listings + ReportReceived / ReportAmended
/// </code>
/// The client's clock plays no part: the instant is the writer's.
/// </remarks>
internal sealed class ReceiveReport(Writer writer, AccessGrants grants, Catalog catalog)
{
    /// <summary>Reports are marked so; whom rules let see them is narrower still.</summary>
    internal const Tlp Marking = Tlp.AmberStrict;

    private const int Tries = 3;

    /// <summary>A first report.</summary>
    internal Task<Received> FirstAsync(Sending sending, CancellationToken cancellationToken) =>
        sending.Document.Stage is ReportStage.FollowUp
            ? Task.FromResult(Received.Refuse(StatusCodes.Status422UnprocessableEntity, new("NRS-R045", "stage")))
            : AgainIfTakenAsync(isAgain => writer.WriteAsync((s, ct) => FirstAsync(s, sending, isAgain, ct), cancellationToken));

    /// <summary>A follow-up or final report.</summary>
    /// <param name="report">Which report, already known to be the sender's own.</param>
    /// <param name="baseVersion">The version it was written on; null when the sender does not say.</param>
    /// <param name="sending">What is sent.</param>
    /// <param name="cancellationToken">Stops waiting for a place in the queue.</param>
    internal Task<Received> NextAsync(Guid report, int? baseVersion, Sending sending, CancellationToken cancellationToken) =>
        sending.Document.Stage is ReportStage.Initial
            ? Task.FromResult(Received.Refuse(StatusCodes.Status422UnprocessableEntity, new("NRS-R044", "stage")))
            : AgainIfTakenAsync(_ => writer.WriteAsync((s, ct) => NextAsync(s, report, baseVersion, sending, ct), cancellationToken));

    // A number drawn twice, or a key that is known: the second try sees what the first one met.
    private static async Task<Received> AgainIfTakenAsync(Func<bool, Task<Received>> write)
    {
        for (int count = 1; ; count++)
        {
            try
            {
                return await write(count > 1);
            }
            catch (Exception e) when (count < Tries && StoreFailure.IsDuplicate(e))
            {
            }
        }
    }

    private async Task<Received> FirstAsync(WriteSession s, Sending sending, bool isAgain, CancellationToken cancellationToken)
    {
        // Nearly every key is new, and a known one is refused by its row: so the first try need not ask, and is written together with others'.
        if (isAgain && await SentBeforeAsync(s, sending, "reports", cancellationToken) is { } known)
        {
            return known;
        }

        string number = SpeakableNumber.New(SpeakableNumber.Report, s.Now, RandomNumberGenerator.GetBytes(SpeakableNumber.RandomBytes)).Text;
        var report = new Report
        {
            Id = s.NewId(),
            Number = number,
            OrganizationId = sending.Viewer.Organization,
            Form = sending.Document.Form,
            State = StateAfter(sending.Document),
            Stage = ReportWords.Of(sending.Document.Stage),
            Version = 1,
            CreatedAt = s.Now,
            UpdatedAt = s.Now,
        };
        s.Add(report);
        Commitment content = AddVersion(s, report.Id, 1, sending);
        s.Append(new ReportReceived(report.Id, report.OrganizationId, FormHash(report.Form), report.Stage, 1, content), sending.Viewer.Account);
        Count(s, report.Id, sending.Document);
        IReadOnlyList<AccessGrant> granted = await grants.DecideForNewAsync(s, report.Id, SubjectOf(report.OrganizationId, sending.Document.Consents), cancellationToken);
        foreach (AccessGrant grant in granted)
        {
            s.Add(Listings.New(grant.OrganizationId, report));
        }

        await DropDraftAsync(s, sending, sending.FoundDraft ?? SaveDraft.NewKey, cancellationToken);
        return Remember(s, sending, "reports", report.Id, number, 1, granted);
    }

    private async Task<Received> NextAsync(WriteSession s, Guid id, int? baseVersion, Sending sending, CancellationToken cancellationToken)
    {
        Report report = await s.Db.Set<Report>().AsTracking().SingleAsync(r => r.Id == id, cancellationToken);
        string place = $"reports/{report.Number}/versions";
        if (await SentBeforeAsync(s, sending, place, cancellationToken) is { } known)
        {
            return known;
        }

        if (baseVersion is { } from && from != report.Version)
        {
            return await StaleAsync(s, report, from, cancellationToken);
        }

        report.Version++;
        (report.State, report.Stage, report.UpdatedAt) = (StateAfter(sending.Document), ReportWords.Of(sending.Document.Stage), s.Now);
        Commitment content = AddVersion(s, id, report.Version, sending);
        s.Append(new ReportAmended(id, report.OrganizationId, FormHash(sending.Document.Form), report.Stage, report.Version, content), sending.Viewer.Account);
        await s.Db.Set<ReportFact>().Where(f => f.ReportId == id).ExecuteDeleteAsync(cancellationToken);
        Count(s, id, sending.Document);
        IReadOnlyList<AccessGrant> granted = await grants.DecideForAsync(s, id, SubjectOf(report.OrganizationId, sending.Document.Consents), cancellationToken);
        await Listings.RenewAsync(s, report, [.. granted.Select(g => g.OrganizationId)], isNews: true, cancellationToken);
        await DropDraftAsync(s, sending, report.Number, cancellationToken);
        return Remember(s, sending, place, id, report.Number, report.Version, granted);
    }

    private static async Task<Received?> SentBeforeAsync(WriteSession s, Sending sending, string place, CancellationToken cancellationToken)
    {
        if (sending.Key is not { } key)
        {
            return null;
        }

        var found = await (
            from sent in s.Db.Set<SentBefore>().AsNoTracking()
            where sent.AccountId == sending.Viewer.Account && sent.Key == key
            join report in s.Db.Set<Report>() on sent.ReportId equals report.Id
            select new { sent, report.Number }).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null
            : found.sent.RequestHash == sending.RequestHash(place) ? new Received.Kept(found.sent.ReportId, found.Number, found.sent.Version, found.sent.At, null)
            : Received.Refuse(StatusCodes.Status422UnprocessableEntity, new("NRS-R041"));
    }

    private static Received.Kept Remember(WriteSession s, Sending sending, string place, Guid report, string number, int version, IReadOnlyList<AccessGrant> granted)
    {
        if (sending.Key is { } key)
        {
            s.Add(new SentBefore { AccountId = sending.Viewer.Account, Key = key, RequestHash = sending.RequestHash(place), ReportId = report, Version = version, At = s.Now });
        }

        return new Received.Kept(report, number, version, s.Now, granted);
    }

    private static Commitment AddVersion(WriteSession s, Guid report, int version, Sending sending)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(Commitment.SaltBytes);
        Commitment content = Commitment.To(salt, sending.Canonical);
        s.Add(new ReportVersion
        {
            ReportId = report,
            Version = version,
            Stage = ReportWords.Of(sending.Document.Stage),
            Document = Encoding.UTF8.GetString(sending.Canonical),
            Salt = salt,
            Commitment = content.Hash,
            AuthorId = sending.Viewer.Account,
            At = s.Now,
        });
        return content;
    }

    private void Count(WriteSession s, Guid report, ReportDocument document)
    {
        foreach (Fact fact in document.Facts.Where(f => f.Value is not null && catalog.Facts.Find(f.Path) is { IsCounted: true }))
        {
            string[] values = fact.Value is FactValue.Choices choices ? [.. choices.Values] : [fact.Value!.ToString()];
            s.AddRange(values.Select(v => new ReportFact { ReportId = report, Path = fact.Path.Text, Value = v, Certainty = ReportWords.Of(fact.Certainty) }));
        }
    }

    /// <summary>What decisions about a report rest on.</summary>
    internal static AccessSubject SubjectOf(Guid source, ImmutableArray<Consent> consents) => new() { Kind = SubjectKind.Report, Source = source, Tlp = Marking, Consents = consents };

    private async Task<Received> StaleAsync(WriteSession s, Report report, int from, CancellationToken cancellationToken)
    {
        string[] documents = await s.Db.Set<ReportVersion>().Where(v => v.ReportId == report.Id && (v.Version == from || v.Version == report.Version))
            .OrderBy(v => v.Version).Select(v => v.Document).ToArrayAsync(cancellationToken);
        var faults = ImmutableArray.CreateBuilder<Fault>();
        faults.Add(new Fault("NRS-R040").With("base", Number(from)).With("current", Number(report.Version)));
        if (documents.Length == 2)
        {
            faults.AddRange(FactChange.Between(ReportReader.Kept(documents[0], catalog), ReportReader.Kept(documents[1], catalog))
                .Select(c => new Fault("NRS-R042", $"facts.{c.Path}").With("version", Number(report.Version)).With("now", FactParsing.Shorten(c.After?.Value?.ToString() ?? "—"))));
        }

        return new Received.Stale(report.Version, faults.ToImmutable());
    }

    private static async Task DropDraftAsync(WriteSession s, Sending sending, string key, CancellationToken cancellationToken)
    {
        if (sending.IsFromForm)
        {
            Guid owner = FoundDrafts.OwnerOf(sending.Viewer, key);
            await s.Db.Set<Draft>().Where(d => d.AccountId == owner && d.OrganizationId == sending.Viewer.Organization && d.Key == key).ExecuteDeleteAsync(cancellationToken);
        }
    }

    private string FormHash(string form) => catalog.Forms[form].Header.TextHash;

    private static ReportState StateAfter(ReportDocument document) => document.Stage is ReportStage.Final ? ReportState.Closed : ReportState.Open;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
