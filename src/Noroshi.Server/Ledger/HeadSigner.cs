using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Trust.Ledger;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Formats.Merkle;
using Noroshi.Formats.SignedNote;
using Noroshi.Server.Serve;
using Noroshi.Server.Store;

namespace Noroshi.Server.Ledger;

/// <summary>Signs the ledger's heads off the write path: now and then when it has grown, and at once when somebody wants a receipt. Thread-safe.</summary>
internal sealed partial class HeadSigner(Database database, Writer writer, KeyRing keys, Settings settings, TimeProvider clock, ILogger<HeadSigner> logger) : BackgroundService
{
    /// <summary>A grown ledger is signed at least this often.</summary>
    internal static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);

    // Guarded by _one.
    private IReadOnlyList<EpochStart> _starts = [];

    /// <summary>A signed head that covers a position. Many callers share one signature.</summary>
    internal async Task<SignedHead> CoveringAsync(long position, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await using NoroshiDb db = database.CreateDbContext();
            LedgerHead head = await db.LedgerHeads.SingleAsync(cancellationToken);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, head.Size);
            return await db.SignedHeads.Where(h => h.Epoch == head.Epoch && h.Size > position).OrderBy(h => h.Size).FirstOrDefaultAsync(cancellationToken)
                ?? await SignAsync(head, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Makes a new key that signs from now on; old receipts stay valid under the old one.</summary>
    internal async Task<NoteKey> RotateAsync(Guid actor, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            return (await MakeKeyAsync(actor, cancellationToken)).Key;
        }
        finally
        {
            _one.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SignGrowthAsync(stoppingToken);
                await Task.Delay(Every, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.SigningFailed(logger, e);
                await Task.Delay(TimeSpan.FromSeconds(5), clock, CancellationToken.None);
            }
        }
    }

    private async Task SignGrowthAsync(CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        LedgerHead head = await db.LedgerHeads.SingleAsync(cancellationToken);
        if (head.Size > 0)
        {
            await CoveringAsync(head.Size - 1, cancellationToken);
        }
    }

    private async Task<SignedHead> SignAsync(LedgerHead head, CancellationToken cancellationToken)
    {
        NoteSigner signer = await SignerAsync(cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        MerkleHash root = LedgerAppender.FrontierOf(head).Root();
        Note note = Note.Sign(HeadText.Of(settings.Origin, head.Epoch, head.Size, root, now, await StartsAsync(head.Epoch, cancellationToken)).ToString(), signer);
        var signed = new SignedHead { Epoch = head.Epoch, Size = head.Size, Root = root.ToArray(), At = now, Note = note.ToString() };
        try
        {
            await writer.WriteAsync((session, _) => { session.Add(signed); return Task.CompletedTask; }, cancellationToken);
        }
        catch (Exception e) when (StoreFailure.IsDuplicate(e))
        {
            // Another server signed the same size at the same time: both notes are true, one is kept.
        }

        return signed;
    }

    // A restore needs an empty store, so no epoch begins while one is open: what was read once holds.
    private async Task<IReadOnlyList<EpochStart>> StartsAsync(int epoch, CancellationToken cancellationToken)
    {
        if (epoch > 1 && _starts.Count == 0)
        {
            await using NoroshiDb db = database.CreateDbContext();
            _starts = [.. (await Restoration.ListAsync(db, cancellationToken)).Select(r => r.Start)];
        }

        return _starts;
    }

    private async Task<NoteSigner> SignerAsync(CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        string? id = await db.LedgerKeys.Where(k => k.RetiredAt == null).OrderByDescending(k => k.CreatedAt).Select(k => k.Id).FirstOrDefaultAsync(cancellationToken);
        if (id is null)
        {
            return await MakeKeyAsync(Guid.Empty, cancellationToken);
        }

        byte[] secret = await keys.FindAsync("ledger-" + id, cancellationToken) ?? throw new InvalidDataException($"The ledger's signing key {id} is missing.");
        return Signer(secret);
    }

    private async Task<NoteSigner> MakeKeyAsync(Guid actor, CancellationToken cancellationToken)
    {
        using ECDsa made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] secret = made.ExportPkcs8PrivateKey();
        NoteSigner signer = Signer(secret);
        string id = signer.Key.Id.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
        await keys.PutAsync("ledger-" + id, secret, cancellationToken);
        await writer.WriteAsync(async (session, token) =>
        {
            await session.Db.LedgerKeys.Where(k => k.RetiredAt == null).ExecuteUpdateAsync(s => s.SetProperty(k => k.RetiredAt, session.Now), token);
            session.Add(new LedgerKey { Id = id, Verifier = signer.Key.ToString(), CreatedAt = session.Now });
            session.Append(new LedgerKeyIntroduced(signer.Key.ToString()), actor);
        }, cancellationToken);
        return signer;
    }

    private NoteSigner Signer(byte[] secret)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(secret, out _);
        return new(settings.Origin, key);
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    private static partial class Log
    {
        [LoggerMessage(1030, LogLevel.Error, "The ledger's head was not signed.")]
        internal static partial void SigningFailed(ILogger logger, Exception exception);
    }
}
