using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Content;
using Noroshi.Core.Share;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Share.Channels;
using Noroshi.Server.Store;

namespace Noroshi.Server.Share.Deliveries;

/// <summary>
/// One attempt to hand one delivery's mail to the mail server, and what follows from the outcome. A server that dies between sending and writing down sends once more, with the same Message-ID.
/// </summary>
/// <remarks>
/// <code>
/// accepted ─► sent            later ─► again after a while; after some attempts people are asked to call, mail goes on trying
/// refused  ─► next address of the desk, or: failed, people must call
/// </code>
/// </remarks>
internal sealed class DeliverByMail(Database database, Letters letters, Texts texts, ShareOptions options, TimeProvider clock)
{
    internal const string Kind = "share.deliver";
    private const string Channel = "e-mail";

    internal static JobKind Job { get; } = new(Kind, (services, job, token) => services.GetRequiredService<DeliverByMail>().DoAsync(job, token));

    internal async Task<JobOutcome> DoAsync(Job job, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        if (await letters.FindAsync(db, job.Subject, isReminder: false, cancellationToken) is not { } ready) return new();
        DeliveryAttempt[] before = await db.Set<DeliveryAttempt>().Where(a => a.DeliveryId == job.Subject && a.Channel == Channel && a.Purpose == "alert").ToArrayAsync(cancellationToken);
        HashSet<string> refused = [.. before.Where(a => a.Outcome == "refused").Select(a => a.Address)];
        if (Escalation.NextMail(ready.Desks, refused) is not { } address) return new((s, token) => FailAsync(s, ready.Letter.Delivery, token));
        byte[]? message = AlertMail.Message(texts, ready.Letter.For(Escalation.LanguageOf(ready.Desks, address)), isReminder: false, options.Mail.From, address, clock.GetUtcNow());
        MailOutcome outcome = message is null
            ? new(MailResult.Refused, 0, "", "the message cannot be written", [])
            : await MailSubmission.SendAsync(options.Mail, address, message, clock, cancellationToken);
        return Follow(ready, address, before.Length + 1, refused, outcome);
    }

    private JobOutcome Follow(Letters.Ready ready, string address, int attempt, HashSet<string> refused, MailOutcome outcome)
    {
        Delivery delivery = ready.Letter.Delivery;
        bool isLast = outcome.Result switch
        {
            MailResult.Refused => Escalation.NextMail(ready.Desks, new HashSet<string>(refused) { address }) is null,
            MailResult.Later => attempt >= Escalation.GiveUpAfter,
            _ => false,
        };
        async Task Commit(WriteSession s, CancellationToken token)
        {
            Record(s, delivery, "alert", address, attempt, outcome);
            if (outcome.Result is MailResult.Accepted) await SentAsync(s, delivery, token);
            else if (isLast) await FailAsync(s, delivery, token);
            else if (attempt >= Escalation.CallAfter) await CallAsync(s, delivery, token);
        }

        bool isOver = outcome.Result is MailResult.Accepted || isLast;
        return new(Commit, isOver ? null : clock.GetUtcNow() + (outcome.Result is MailResult.Refused ? TimeSpan.Zero : options.Backoff(attempt)), isOver ? null : outcome.Reason);
    }

    internal static void Record(WriteSession s, Delivery delivery, string purpose, string address, int attempt, MailOutcome outcome)
    {
        string word = outcome.Result.ToString().ToLowerInvariant();
        s.Add(new DeliveryAttempt
        {
            Id = s.NewId(),
            DeliveryId = delivery.Id,
            Channel = Channel,
            Address = address,
            Purpose = purpose,
            At = s.Now,
            Outcome = word,
            Code = outcome.Code,
            Enhanced = outcome.Enhanced,
            Reason = outcome.Reason.Length > 1000 ? outcome.Reason[..1000] : outcome.Reason,
            Protocol = string.Join('\n', outcome.Protocol),
        });
        s.Append(new AlertDelivered(delivery.AlertId, delivery.Id, delivery.OrganizationId, Channel, attempt, word, outcome.Code), Guid.Empty);
    }

    private static Task<int> SentAsync(WriteSession s, Delivery delivery, CancellationToken token) =>
        // Also when it was stopped while the mail was on the wire: what has left has left, and the board must say so.
        s.Db.Set<Delivery>().Where(d => d.Id == delivery.Id && d.State != DeliveryState.Sent)
            .ExecuteUpdateAsync(u => u.SetProperty(d => d.State, DeliveryState.Sent).SetProperty(d => d.SentAt, s.Now).SetProperty(d => d.NeedsCall, false), token);

    private static async Task FailAsync(WriteSession s, Delivery delivery, CancellationToken token)
    {
        await CallAsync(s, delivery, token);
        await s.Db.Set<Delivery>().Where(d => d.Id == delivery.Id && d.State == DeliveryState.Waiting).ExecuteUpdateAsync(u => u.SetProperty(d => d.State, DeliveryState.Failed), token);
    }

    private static async Task CallAsync(WriteSession s, Delivery delivery, CancellationToken token)
    {
        int asked = await s.Db.Set<Delivery>().Where(d => d.Id == delivery.Id && d.State == DeliveryState.Waiting && !d.NeedsCall && d.Answer == null)
            .ExecuteUpdateAsync(u => u.SetProperty(d => d.NeedsCall, true), token);
        if (asked == 1) s.Append(new DeliveryEscalated(delivery.AlertId, delivery.Id, delivery.OrganizationId), Guid.Empty);
    }
}
