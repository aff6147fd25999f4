using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Ledger.Witnesses;
using Noroshi.Server.Store;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;

namespace Noroshi.Server.Ledger.Pages;

/// <summary>The ledger for auditors: head, what is parked, and every entry, newest first. The signed head by itself is for everybody signed in: keep it, and a rewritten ledger is found.</summary>
internal static class ShowLedger
{
    internal const int PageSize = 50;
    private const int MostWitnesses = 31;

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/ledger", PageAsync).RequireRole(Role.Auditor);
        app.MapGet("/ledger/head", HeadFileAsync).RequireSignedIn();
        app.MapGet("/api/v1/ledger/head", HeadFileAsync).RequireSignedIn();
        app.MapGet("/api/v1/ledger/entries", EntriesAsync).RequireRole(Role.Auditor);
        app.MapGet("/api/v1/ledger/restores", ApiRestoresAsync).RequireSignedIn();
        app.MapGet("/api/v1/ledger/witnesses", ApiWitnessesAsync).RequireRole(Role.Auditor);
    }

    private static async Task<IResult> PageAsync(NoroshiDb db, HeadSigner signer, ReadWitnesses readWitnesses, string? before, string? kind, CancellationToken cancellationToken)
    {
        kind = RecordKinds.All.Contains(kind) ? kind : null;
        LedgerHead head = await db.LedgerHeads.SingleAsync(cancellationToken);
        LedgerEntry[] entries = await PageOfAsync(db, Position(before) ?? long.MaxValue, kind, cancellationToken);
        return Results.Page<LedgerPage>(new LedgerPageModel
        {
            Size = head.Size,
            Epoch = head.Epoch,
            Root = LedgerAppender.FrontierOf(head).Root().ToString(),
            Head = head.Size == 0 ? null : await signer.CoveringAsync(head.Size - 1, cancellationToken),
            Parked = await db.ParkedSteps.Where(p => p.ResolvedAt == null).OrderBy(p => p.Position).Take(PageSize).ToArrayAsync(cancellationToken),
            Entries = [.. entries.Take(PageSize)],
            HasOlder = entries.Length > PageSize,
            IsNewest = before is null,
            Kind = kind,
            Restores = await Restoration.ListAsync(db, cancellationToken),
            Witnesses = before is null ? await WitnessesAsync(db, cancellationToken) : [],
            WitnessNames = (await readWitnesses(db, cancellationToken)).DistinctBy(w => w.Id).ToDictionary(w => w.Id, w => w.Name),
        });
    }

    private static async Task<IResult> HeadFileAsync(NoroshiDb db, HeadSigner signer, CancellationToken cancellationToken)
    {
        long size = await db.LedgerHeads.Select(h => h.Size).SingleAsync(cancellationToken);
        if (size == 0)
        {
            return Results.NoContent();
        }

        SignedHead head = await signer.CoveringAsync(size - 1, cancellationToken);
        return Results.File(System.Text.Encoding.UTF8.GetBytes(head.Note), "text/plain; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"noroshi-head-{head.Epoch}-{head.Size}.txt"));
    }

    private static async Task<IResult> EntriesAsync(NoroshiDb db, string? before, string? kind, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(kind) && !RecordKinds.All.Contains(kind))
        {
            return Results.Faults(new Fault("NRS-T115", "kind"), StatusCodes.Status400BadRequest);
        }

        LedgerEntry[] entries = await PageOfAsync(db, Position(before) ?? long.MaxValue, kind, cancellationToken);
        LedgerEntry[] shown = [.. entries.Take(PageSize)];
        return Results.Json(new
        {
            items = shown.Select(e => new { position = e.Position, kind = e.Kind, subject = e.Subject, actor = e.Actor, at = e.At, canonical = Convert.ToBase64String(e.Canonical), leaf = Convert.ToHexStringLower(e.Leaf) }),
            next = entries.Length > PageSize ? shown[^1].Position.ToString(CultureInfo.InvariantCulture) : null,
        });
    }

    // For everybody who may hold a receipt: which ones lie beyond a restore.
    private static async Task<IResult> ApiRestoresAsync(NoroshiDb db, CancellationToken cancellationToken) =>
        Results.Json(new { items = (await Restoration.ListAsync(db, cancellationToken)).Select(r => new { epoch = r.Epoch, at = r.At, formerEpoch = r.Epoch - 1, lostFrom = r.Size, entry = Convert.ToHexStringLower(r.Start.Entry.ToArray()) }), next = (string?)null });

    private static async Task<IResult> ApiWitnessesAsync(NoroshiDb db, CancellationToken cancellationToken) =>
        Results.Json(new
        {
            items = (await WitnessesAsync(db, cancellationToken)).Select(w => new { day = w.Day, organization = w.OrganizationId, epoch = w.Epoch, size = w.Size, root = w.Root, state = w.State.ToString().ToLowerInvariant(), attempts = w.Attempts, code = w.Code, reason = w.Reason, sentAt = w.SentAt }),
            next = (string?)null,
        });

    private static Task<HeadWitness[]> WitnessesAsync(NoroshiDb db, CancellationToken cancellationToken) =>
        db.Set<HeadWitness>().OrderByDescending(w => w.Day).ThenBy(w => w.Id).Take(MostWitnesses).ToArrayAsync(cancellationToken);

    private static Task<LedgerEntry[]> PageOfAsync(NoroshiDb db, long before, string? kind, CancellationToken cancellationToken)
    {
        IQueryable<LedgerEntry> entries = db.LedgerEntries.Where(e => e.Position < before);
        if (!string.IsNullOrEmpty(kind))
        {
            entries = entries.Where(e => e.Kind == kind);
        }

        return entries.OrderByDescending(e => e.Position).Take(PageSize + 1).ToArrayAsync(cancellationToken);
    }

    private static long? Position(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long position) ? position : null;
}
