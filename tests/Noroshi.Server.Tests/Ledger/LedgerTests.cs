using System.Text;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Trust.Ledger;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Formats.SignedNote;
using Noroshi.Server.Ledger;
using Noroshi.Server.Store;
using Noroshi.Server.Tests.Support;

namespace Noroshi.Server.Tests.Ledger;

public sealed class LedgerTests
{
    private static readonly string[] _kinds = ["StepParked"];

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Receipt_OfAnEntry_ChecksOfflineAndNamesIt(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine);
        Guid subject = await FillAsync(store, 300);
        var receipts = new Receipts(store.Database, store.NewSigner());

        byte[]? file = await receipts.ForAsync(subject, _kinds, 0, CancellationToken.None);

        Receipt? receipt = Receipt.Check(file, null, out NoteRefusal? refusal);
        Assert.Null(refusal);
        Assert.Equal((subject, "StepParked"), (receipt!.Subject, receipt.Kind));
        Assert.Null(await receipts.ForAsync(subject, _kinds, 1, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Receipt_AfterKeyRotation_OldAndNewBothCheck(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine);
        HeadSigner signer = store.NewSigner();
        var receipts = new Receipts(store.Database, signer);
        byte[]? before = await receipts.ForAsync(await FillAsync(store, 5), _kinds, 0, CancellationToken.None);
        await signer.RotateAsync(Guid.Empty, CancellationToken.None);
        byte[]? after = await receipts.ForAsync(await FillAsync(store, 5), _kinds, 0, CancellationToken.None);

        Receipt first = Receipt.Check(before, null, out _)!, second = Receipt.Check(after, null, out _)!;

        Assert.NotEqual(Assert.Single(first.Keys).Id, Assert.Single(second.Keys).Id);
        Assert.Empty((await WalkAsync(store, null)).Faults);
        Assert.Empty((await WalkAsync(store, Head(before!))).Faults);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Walk_WholeLedger_FindsNothing(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine);
        await FillAsync(store, 600);
        await store.NewSigner().CoveringAsync(0, CancellationToken.None);

        LedgerFinding finding = await WalkAsync(store, null);

        Assert.Empty(finding.Faults);
        Assert.Equal(601, finding.Entries);
    }

    [Theory]
    [InlineData("UPDATE ledger_entry SET canonical = leaf WHERE position = 17", "NRS-T102")]
    [InlineData("UPDATE ledger_entry SET kind = 'AlertIssued' WHERE position = 17", "NRS-T103")]
    [InlineData("UPDATE ledger_entry SET at = at + 1 WHERE position = 17", "NRS-T103")]
    [InlineData("UPDATE ledger_entry SET subject = upper('01a200fd-316e-7d52-a450-d7e903e6a3dd') WHERE position = 17", "NRS-T103")]
    [InlineData("UPDATE ledger_entry SET actor = upper('01a200fd-316e-7d52-a450-d7e903e6a3dd') WHERE position = 17", "NRS-T103")]
    [InlineData("UPDATE ledger_entry SET kind = 'Step Parked' WHERE position = 17", "NRS-T103")]
    [InlineData("UPDATE ledger_entry SET kind = '' WHERE position = 17", "NRS-T103")]
    [InlineData("DELETE FROM ledger_entry WHERE position = 17", "NRS-T101")]
    [InlineData("UPDATE ledger_tile SET hashes = root WHERE idx = 1", "NRS-T104")]
    [InlineData("UPDATE ledger_head SET size = 500", "NRS-T106")]
    [InlineData("UPDATE ledger_signed_head SET root = (SELECT leaf FROM ledger_entry WHERE position = 0)", "NRS-T105")]
    [InlineData("UPDATE ledger_signed_head SET note = replace(note, 'epoch 1', 'epoch 2')", "NRS-T109")]
    public async Task Walk_AfterAnAttack_SaysWhat(string attack, string code)
    {
        await using TestStore store = await TestStore.CreateAsync(Engines.Sqlite);
        await FillAsync(store, 600);
        await store.NewSigner().CoveringAsync(0, CancellationToken.None);
        await using (NoroshiDb db = store.Read())
        {
            Assert.True(await db.Database.ExecuteSqlRawAsync(attack, CancellationToken.None) > 0);
        }

        LedgerFinding finding = await WalkAsync(store, null);

        Assert.Contains(finding.Faults, f => f.Code == code);
    }

    [Fact]
    public async Task Walk_Contents_ComparedWithWhatEntriesCommitTo()
    {
        await using TestStore store = await TestStore.CreateAsync(Engines.Sqlite);
        byte[] salt = new byte[Commitment.SaltBytes], content = "what was reported"u8.ToArray(), other = "something else"u8.ToArray();
        string hash = Commitment.To(salt, content).Hash, quoted = Commitment.To(salt, other).Hash;
        await store.Writer.WriteAsync((s, _) => Task.FromResult(s.Append(new StepParked(s.NewId(), hash, 1), Guid.Empty)), CancellationToken.None);
        // A text that only holds a commitment between quotation marks commits to nothing.
        await store.Writer.WriteAsync((s, _) => Task.FromResult(s.Append(new StepParked(s.NewId(), $"\"{quoted}\"", 1), Guid.Empty)), CancellationToken.None);
        Content[] contents =
        [
            new(1, 1, salt, content, hash),
            new(2, 2, null, null, hash),
            new(3, 3, salt, other, hash),
            new(4, null, salt, other, quoted),
            new(5, 5, salt[..15], content, hash),
            new(6, 6, salt, content, "no hash"),
            new(7, 7, salt, content, hash.ToUpperInvariant()),
        ];

        LedgerFinding finding = await new LedgerVerifier(store.Database, [Things(contents)]).WalkAsync(null, null, CancellationToken.None);

        Assert.Equal((6, 1), (finding.Contents, finding.Erased));
        Assert.All(finding.Faults, f => Assert.Equal("NRS-T112", f.Code));
        Assert.Equal(["00000003-0000-0000-0000-000000000000 3", "00000004-0000-0000-0000-000000000000", "00000005-0000-0000-0000-000000000000 5", "00000006-0000-0000-0000-000000000000 6", "00000007-0000-0000-0000-000000000000 7"],
            finding.Faults.Select(f => f.Values.Single(v => v.Key == "id").Value));
    }

    [Theory]
    [InlineData("UPDATE ledger_entry SET canonical = CAST(replace(CAST(canonical AS TEXT), {0}, {1}) AS BLOB) WHERE position = 1", "NRS-T102", "NRS-T112")]
    [InlineData("UPDATE ledger_entry SET kind = 'AlertIssued' WHERE position = 1 AND {0} <> {1}", "NRS-T103")]
    public async Task Walk_ContentChangedWithItsEntry_BothToldAndNoOther(string attack, params string[] codes)
    {
        await using TestStore store = await TestStore.CreateAsync(Engines.Sqlite);
        byte[] salt = new byte[Commitment.SaltBytes];
        Content[] contents = [.. Enumerable.Range(0, 3).Select(i => new Content(i, 1, salt, [(byte)i], Commitment.To(salt, [(byte)i]).Hash))];
        foreach (Content content in contents)
        {
            await store.Writer.WriteAsync((s, _) => Task.FromResult(s.Append(new StepParked(s.NewId(), content.Commitment, 1), Guid.Empty)), CancellationToken.None);
        }

        Content forged = contents[1] with { Bytes = [9], Commitment = Commitment.To(salt, [9]).Hash };
        await using (NoroshiDb db = store.Read())
        {
            Assert.Equal(1, await db.Database.ExecuteSqlRawAsync(attack, [contents[1].Commitment, forged.Commitment], CancellationToken.None));
        }

        Content[] found = codes.Contains("NRS-T112") ? [contents[0], forged, contents[2]] : contents;
        LedgerFinding finding = await new LedgerVerifier(store.Database, [Things(found)]).WalkAsync(null, null, CancellationToken.None);

        Assert.Equal(codes, finding.Faults.Select(f => f.Code).Intersect(["NRS-T102", "NRS-T103", "NRS-T112"]));
        Assert.True(finding.Faults.Count(f => f.Code == "NRS-T112") <= 1);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Walk_MoreContentsThanABatch_TheOneChangedIsTold(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine);
        byte[] salt = new byte[Commitment.SaltBytes], large = new byte[3 << 20];
        string hash = Commitment.To(salt, large).Hash;
        await store.Writer.WriteAsync((s, _) => Task.FromResult(s.Append(new StepParked(s.NewId(), hash, 1), Guid.Empty)), CancellationToken.None);
        string[] hashes = [.. Enumerable.Range(0, 5000).Select(i => Commitment.To(salt, BitConverter.GetBytes(i)).Hash)];
        await store.Writer.WriteAsync((s, _) => Task.FromResult(hashes.Select(h => s.Append(new StepParked(s.NewId(), h, 1), Guid.Empty)).ToArray()), CancellationToken.None);
        Content[] contents = [.. hashes.Select((h, i) => new Content(i, null, salt, BitConverter.GetBytes(i == 4999 ? 1 : i), h)), new(5000, null, salt, large, hash), new(5001, null, salt, large[1..], hash)];

        LedgerFinding finding = await new LedgerVerifier(store.Database, [Things(contents), Things(contents[..1])]).WalkAsync(null, null, CancellationToken.None);

        Assert.Equal(5003, finding.Contents);
        Assert.Equal(["00001387-0000-0000-0000-000000000000", "00001389-0000-0000-0000-000000000000"], finding.Faults.Select(f => f.Values.Single(v => v.Key == "id").Value));
    }

    [Fact]
    public async Task Walk_TailCutCleanly_FoundOnlyAgainstAKeptHead()
    {
        await using TestStore store = await TestStore.CreateAsync(Engines.Sqlite);
        Guid subject = await FillAsync(store, 40);
        byte[]? shorter = await new Receipts(store.Database, store.NewSigner()).ForAsync(subject, _kinds, 0, CancellationToken.None);
        await using NoroshiDb db = store.Read();
        LedgerHead old = await db.LedgerHeads.SingleAsync(CancellationToken.None);
        Guid later = await FillAsync(store, 40);
        byte[]? kept = await new Receipts(store.Database, store.NewSigner()).ForAsync(later, _kinds, 0, CancellationToken.None);
        await db.Database.ExecuteSqlAsync($"DELETE FROM ledger_entry WHERE position >= {old.Size}", CancellationToken.None);
        await db.Database.ExecuteSqlAsync($"DELETE FROM ledger_signed_head WHERE size > {old.Size}", CancellationToken.None);
        await db.Database.ExecuteSqlAsync($"UPDATE ledger_head SET size = {old.Size}, frontier = {old.Frontier}", CancellationToken.None);

        Assert.Empty((await WalkAsync(store, null)).Faults);
        Assert.Empty((await WalkAsync(store, Head(shorter!))).Faults);
        Assert.Equal("NRS-T107", Assert.Single((await WalkAsync(store, Head(kept!))).Faults).Code);
    }

    private static CommittedContents Things(IEnumerable<Content> contents) => new("thing", (see, _) =>
    {
        foreach (Content c in contents)
        {
            see(new() { Id = new Guid(c.Id, 0, 0, new byte[8]), Version = c.Version, IsErased = c.Salt is null, Salt = c.Salt, Content = c.Bytes, Commitment = Encoding.ASCII.GetBytes(c.Commitment) });
        }

        return Task.CompletedTask;
    });

    private static Note Head(byte[] receipt) => Noroshi.Formats.TlogProof.ProofFile.Parse(receipt, out _)!.Head;

    private static Task<LedgerFinding> WalkAsync(TestStore store, Note? against) => new LedgerVerifier(store.Database, []).WalkAsync(against, null, CancellationToken.None);

    // Returns the subject of one of the entries.
    private static async Task<Guid> FillAsync(TestStore store, int count)
    {
        PendingEntry[] entries = await Task.WhenAll(Enumerable.Range(0, count).Select(i =>
            store.Writer.WriteAsync((s, _) => Task.FromResult(s.Append(new StepParked(s.NewId(), "r", i), Guid.Empty)), CancellationToken.None)));
        return entries[count / 2].Record.Subject;
    }

    private sealed record Content(int Id, int? Version, byte[]? Salt, byte[]? Bytes, string Commitment);
}
