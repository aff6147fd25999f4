using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Content;
using Noroshi.Core.Share;
using Noroshi.Server.Share.Alerts;
using Noroshi.Server.Share.Channels;
using Noroshi.Server.Store;

namespace Noroshi.Server.Share.Deliveries;

/// <summary>At the deadline: one reminder by mail to everybody asked who has not answered. One attempt each; after it they stand on the board as late, with the call sheet.</summary>
internal sealed class Remind(Database database, Letters letters, Texts texts, ShareOptions options, TimeProvider clock)
{
    internal const string Kind = "share.remind";
    internal const string OneKind = "share.remind-one";

    /// <summary>The deadline of an alert: fans out.</summary>
    internal static JobKind Job { get; } = new(Kind, (services, job, token) => services.GetRequiredService<Remind>().AllAsync(job, token));

    /// <summary>One recipient.</summary>
    internal static JobKind OneJob { get; } = new(OneKind, (services, job, token) => services.GetRequiredService<Remind>().OneAsync(job, token));

    internal async Task<JobOutcome> AllAsync(Job job, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        if (!await db.Set<Alert>().AnyAsync(a => a.Id == job.Subject && a.State == AlertState.Issued, cancellationToken)) return new();
        Guid[] silent = await db.Set<Delivery>()
            .Where(d => d.AlertId == job.Subject && d.NeedsAnswer && d.Answer == null && d.RemindedAt == null && d.State != DeliveryState.Stopped)
            .Select(d => d.Id).ToArrayAsync(cancellationToken);
        return new((s, _) =>
        {
            foreach (Guid delivery in silent) JobRunner.Enqueue(s, OneKind, delivery, "{}", s.Now);
            return Task.CompletedTask;
        });
    }

    internal async Task<JobOutcome> OneAsync(Job job, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        if (await letters.FindAsync(db, job.Subject, isReminder: true, cancellationToken) is not { } ready) return new();
        MailOutcome? outcome = null;
        string? address = Escalation.NextMail(ready.Desks, new HashSet<string>());
        if (address is not null && AlertMail.Message(texts, ready.Letter.For(Escalation.LanguageOf(ready.Desks, address)), isReminder: true, options.Mail.From, address, clock.GetUtcNow()) is { } message)
        {
            outcome = await MailSubmission.SendAsync(options.Mail, address, message, clock, cancellationToken);
        }

        return new(async (s, token) =>
        {
            if (outcome is not null) DeliverByMail.Record(s, ready.Letter.Delivery, "reminder", address!, 1, outcome);
            await s.Db.Set<Delivery>().Where(d => d.Id == job.Subject).ExecuteUpdateAsync(u => u.SetProperty(d => d.RemindedAt, s.Now).SetProperty(d => d.NeedsCall, d => d.Answer == null), token);
        });
    }
}
