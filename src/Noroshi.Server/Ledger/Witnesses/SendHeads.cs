using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Serve;
using Noroshi.Server.Store;
using Noroshi.Server.Web.Time;

namespace Noroshi.Server.Ledger.Witnesses;

/// <summary>Once a day (Japanese time, by the store's clock) the newest signed head goes to every witness.</summary>
/// <remarks>
/// <code>
/// a new day ─► one row and one job for each witness, in one transaction; the unique key (day, witness) refuses a second
/// job       ─► mail ─► accepted: sent      later: again, until the next day      refused: next address, or failed
///                       each attempt is a HeadWitnessed entry, written together with what it changed
/// </code>
/// A server that dies between the mail server's 250 and its own commit sends once more, with the same Message-ID: SMTP knows no other way.
/// </remarks>
internal sealed partial class SendHeads(Database database, Writer writer, HeadSigner signer, ReadWitnesses witnesses, HandOver handOver, Texts texts, Settings settings, TimeProvider clock, ILogger<SendHeads> logger) : BackgroundService
{
    private const string Kind = "ledger.witness";
    private static readonly TimeSpan _look = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _patience = TimeSpan.FromDays(1);

    internal static JobKind Job { get; } = new(Kind, (services, job, token) => services.GetRequiredService<SendHeads>().DoAsync(job, token));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await BeginDayAsync(stoppingToken);
                await Task.Delay(_look, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.DayNotBegun(logger, e);
                await Task.Delay(TimeSpan.FromSeconds(10), clock, CancellationToken.None);
            }
        }
    }

    /// <summary>Puts today's heads on their way, those that are not yet. Returns how many.</summary>
    internal async Task<int> BeginDayAsync(CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        IReadOnlyList<Witness> named = await witnesses(db, cancellationToken);
        // A cheap look first: the writer is busy with people's reports.
        string seen = DayOf(clock.GetUtcNow());
        if (named.Count == 0 || await db.Set<HeadWitness>().CountAsync(w => w.Day == seen, cancellationToken) >= named.Count
            || await db.LedgerHeads.Select(h => h.Size).SingleAsync(cancellationToken) is not (> 0 and var size))
        {
            return 0;
        }

        SignedHead head = await signer.CoveringAsync(size - 1, cancellationToken);
        try
        {
            return await writer.WriteAsync((s, ct) => BeginAsync(s, named, head, ct), cancellationToken);
        }
        catch (Exception e) when (StoreFailure.IsDuplicate(e))
        {
            // Another server began the day at the same moment.
            return 0;
        }
    }

    private static async Task<int> BeginAsync(WriteSession s, IReadOnlyList<Witness> named, SignedHead head, CancellationToken cancellationToken)
    {
        DateTimeOffset now = await StoreClock.NowAsync(s, cancellationToken);
        string day = DayOf(now);
        Guid[] there = await s.Db.Set<HeadWitness>().Where(w => w.Day == day).Select(w => w.OrganizationId).ToArrayAsync(cancellationToken);
        Witness[] missing = [.. named.DistinctBy(w => w.Id).Where(w => !there.Contains(w.Id))];
        foreach (Witness witness in missing)
        {
            var row = new HeadWitness { Id = s.NewId(), Day = day, OrganizationId = witness.Id, Epoch = head.Epoch, Size = head.Size, Root = Convert.ToHexStringLower(head.Root), Note = head.Note, CreatedAt = now };
            s.Add(row);
            JobRunner.Enqueue(s, Kind, row.Id, "{}", now);
        }

        return missing.Length;
    }

    internal async Task<JobOutcome> DoAsync(Job job, CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        if (await db.Set<HeadWitness>().SingleOrDefaultAsync(w => w.Id == job.Subject && w.State == WitnessState.Waiting, cancellationToken) is not { } row) return new();
        Witness? witness = (await witnesses(db, cancellationToken)).FirstOrDefault(w => w.Id == row.OrganizationId);
        string[] left = [.. (witness?.Addresses ?? []).Skip(row.Refused)];
        if (left is [])
        {
            return new((s, ct) => KeepAsync(s, row, row.Address, new("refused", row.Code, row.Reason.Length > 0 ? row.Reason : "no e-mail address is known"), isOver: true, ct));
        }

        byte[]? message = HeadLetter.Message(texts, row, witness!, settings.Origin, settings.Text("smtp.from"), left[0], clock.GetUtcNow());
        HandOverAnswer answer = message is null ? new("refused", 0, "the message cannot be written") : await handOver(left[0], message, cancellationToken);
        bool isOver = answer.Outcome switch
        {
            "accepted" => true,
            "refused" => left.Length == 1,
            _ => clock.GetUtcNow() - row.CreatedAt >= _patience,
        };
        TimeSpan wait = answer.Outcome == "refused" ? TimeSpan.Zero : JobRunner.Backoff(row.Attempts + 1);
        return new((s, ct) => KeepAsync(s, row, left[0], answer, isOver, ct), isOver ? null : clock.GetUtcNow() + wait, isOver ? null : answer.Reason);
    }

    private static async Task KeepAsync(WriteSession s, HeadWitness row, string address, HandOverAnswer answer, bool isOver, CancellationToken cancellationToken)
    {
        bool isSent = answer.Outcome == "accepted", isRefused = answer.Outcome == "refused";
        WitnessState state = isSent ? WitnessState.Sent : isOver ? WitnessState.Failed : WitnessState.Waiting;
        string reason = answer.Reason.Length > 1000 ? answer.Reason[..1000] : answer.Reason;
        int moved = await s.Db.Set<HeadWitness>().Where(w => w.Id == row.Id && w.State == WitnessState.Waiting && w.Attempts == row.Attempts).ExecuteUpdateAsync(
            u => u.SetProperty(w => w.State, state)
                .SetProperty(w => w.Attempts, row.Attempts + 1)
                .SetProperty(w => w.Refused, row.Refused + (isRefused ? 1 : 0))
                .SetProperty(w => w.Address, address)
                .SetProperty(w => w.Code, answer.Code)
                .SetProperty(w => w.Reason, reason)
                .SetProperty(w => w.SentAt, isSent ? s.Now : null),
            cancellationToken);
        if (moved == 1) s.Append(new HeadWitnessed(row.Id, row.OrganizationId, row.Day, row.Epoch, row.Size, row.Root, row.Attempts + 1, answer.Outcome, answer.Code), Guid.Empty);
    }

    private static string DayOf(DateTimeOffset at) => JapanTime.Of(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static partial class Log
    {
        [LoggerMessage(1040, LogLevel.Error, "Today's heads were not put on their way.")]
        internal static partial void DayNotBegun(ILogger logger, Exception exception);
    }
}
