using System.Collections.Immutable;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Formats.SignedNote;
using Noroshi.Server.Ledger;
using Noroshi.Server.Ledger.Witnesses;
using Noroshi.Server.Serve;
using Noroshi.Server.Share.Channels;
using Noroshi.Server.Store;
using Noroshi.Server.Tests.Share;
using Noroshi.Server.Tests.Support;

namespace Noroshi.Server.Tests.Ledger;

public sealed class SendHeadsTests
{
    private static readonly Witness _agency = new(Guid.Parse("018f0000-0000-7000-8000-00000000000a"), "finance-agency", new("金融監督庁", "Financial Supervision Agency"), ["refused@agency.example.jp", "watch@agency.example.jp"]);

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Day_BegunByTwoServersAtOnce_SendsEachWitnessOneHeadThatChecks(string engine)
    {
        await using TestStore store = await NewStoreAsync(engine);
        await using FakeMailServer mail = FakeMailServer.Polite();
        SendHeads one = Sender(store, mail), other = Sender(store, mail);

        int[] begun = await Task.WhenAll(one.BeginDayAsync(CancellationToken.None), other.BeginDayAsync(CancellationToken.None));
        Assert.Equal(1, begun.Sum());
        Assert.Equal(0, await one.BeginDayAsync(CancellationToken.None));
        await FinishAsync(store, one);

        HeadWitness row = Assert.Single(await RowsAsync(store));
        Assert.Equal((WitnessState.Sent, 2, 1, "watch@agency.example.jp", 250), (row.State, row.Attempts, row.Refused, row.Address, row.Code));
        string message = Assert.Single(mail.Messages);
        Assert.Contains("multipart/mixed", message, StringComparison.Ordinal);
        Assert.All((string[])["金融監督庁 御中", "To Financial Supervision Agency"], part => Assert.Contains(part, Written(message), StringComparison.Ordinal));
        Note? note = Note.Parse(Attached(message), out _);
        Assert.Equal(row.Note, note!.ToString());
        Assert.Empty((await new LedgerVerifier(store.Database, []).WalkAsync(note, null, CancellationToken.None)).Faults);
        Assert.Equal(["refused", "accepted"], (await EntriesAsync(store)).Select(e => e.Contains("\"accepted\"", StringComparison.Ordinal) ? "accepted" : "refused"));
    }

    [Fact]
    public async Task Day_WitnessWithALanguage_IsWrittenToInItAlone()
    {
        await using TestStore store = await NewStoreAsync(Engines.Sqlite);
        await using FakeMailServer mail = FakeMailServer.Polite();
        SendHeads sender = Sender(store, mail, _agency with { Addresses = ["watch@agency.example.jp"], Languages = new Dictionary<string, Language> { ["watch@agency.example.jp"] = Language.En } });
        await sender.BeginDayAsync(CancellationToken.None);
        await FinishAsync(store, sender);

        string message = Assert.Single(mail.Messages);
        Assert.Contains("Content-Language: en", message, StringComparison.Ordinal);
        string text = Written(message);
        Assert.StartsWith("To Financial Supervision Agency", text, StringComparison.Ordinal);
        Assert.DoesNotContain("御中", text, StringComparison.Ordinal);
        Assert.DoesNotContain("=?UTF-8", message.Split("\n\n")[0].Split("Subject:")[1].Split('\n')[0], StringComparison.OrdinalIgnoreCase);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Job_ServerDiesAfterTheMailWasTaken_SendsTheSameMessageAgainAndWritesItOnce(string engine)
    {
        await using TestStore store = await NewStoreAsync(engine);
        await using FakeMailServer mail = FakeMailServer.Polite();
        SendHeads sender = Sender(store, mail, _agency with { Addresses = ["watch@agency.example.jp"] });
        await sender.BeginDayAsync(CancellationToken.None);
        Job job = await JobAsync(store);
        // The mail left; the outcome is never committed, as when the power goes.
        await sender.DoAsync(job, CancellationToken.None);
        Assert.Equal(WitnessState.Waiting, Assert.Single(await RowsAsync(store)).State);

        await FinishAsync(store, Sender(store, mail, _agency with { Addresses = ["watch@agency.example.jp"] }));

        Assert.Equal(2, mail.Messages.Count);
        Assert.Single(mail.Messages.Select(m => m.Split('\n').Single(l => l.StartsWith("Message-ID:", StringComparison.Ordinal))).Distinct());
        Assert.Equal(WitnessState.Sent, Assert.Single(await RowsAsync(store)).State);
        Assert.Single(await EntriesAsync(store));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Job_WitnessWithoutAnAddress_FailsVisiblyAndIsNotTriedForEver(string engine)
    {
        await using TestStore store = await NewStoreAsync(engine);
        await using FakeMailServer mail = FakeMailServer.Polite();
        SendHeads sender = Sender(store, mail, _agency with { Addresses = [] });
        await sender.BeginDayAsync(CancellationToken.None);

        await FinishAsync(store, sender);

        HeadWitness row = Assert.Single(await RowsAsync(store));
        Assert.Equal((WitnessState.Failed, "no e-mail address is known"), (row.State, row.Reason));
        await using NoroshiDb db = store.Read();
        Assert.False(await db.Jobs.AnyAsync(CancellationToken.None));
    }

    private static async Task<TestStore> NewStoreAsync(string engine)
    {
        TestStore store = await TestStore.CreateAsync(engine);
        await store.Writer.WriteAsync((s, _) => Task.FromResult(s.Append(new StepParked(s.NewId(), "r", 0), Guid.Empty)), CancellationToken.None);
        return store;
    }

    private static SendHeads Sender(TestStore store, FakeMailServer mail, Witness? witness = null)
    {
        Settings settings = Settings.Load(["--data", store.Database.Options.DataFolder], _ => null).Settings!;
        var mailSettings = new MailSettings { Host = "127.0.0.1", Port = mail.Port, Protection = MailProtection.None, From = "noroshi@noroshi.example", StepTimeout = TimeSpan.FromSeconds(5) };
        return new(
            store.Database,
            store.Writer,
            store.NewSigner(),
            (_, _) => Task.FromResult<IReadOnlyList<Witness>>([witness ?? _agency]),
            async (address, message, ct) => await MailSubmission.SendAsync(mailSettings, address, message, TimeProvider.System, ct) is var o ? new(o.Result.ToString().ToLowerInvariant(), o.Code, o.Reason) : throw new InvalidOperationException(),
            Texts.Load([typeof(Fault).Assembly, typeof(SendHeads).Assembly]),
            settings,
            TimeProvider.System,
            NullLogger<SendHeads>.Instance);
    }

    // As the job runner does it, without its waiting.
    private static async Task FinishAsync(TestStore store, SendHeads sender)
    {
        for (int count = 0; count < 5; count++)
        {
            await using NoroshiDb db = store.Read();
            if (await db.Jobs.SingleOrDefaultAsync(CancellationToken.None) is not { } job) return;
            JobOutcome outcome = await sender.DoAsync(job, CancellationToken.None);
            await store.Writer.WriteAsync(async (s, ct) =>
            {
                if (outcome.Commit is { } commit) await commit(s, ct);
                if (outcome.AgainAt is null) await s.Db.Jobs.Where(j => j.Id == job.Id).ExecuteDeleteAsync(ct);
            }, CancellationToken.None);
        }
    }

    private static async Task<Job> JobAsync(TestStore store)
    {
        await using NoroshiDb db = store.Read();
        return await db.Jobs.SingleAsync(CancellationToken.None);
    }

    private static async Task<HeadWitness[]> RowsAsync(TestStore store)
    {
        await using NoroshiDb db = store.Read();
        return await db.Set<HeadWitness>().ToArrayAsync(CancellationToken.None);
    }

    private static async Task<string[]> EntriesAsync(TestStore store)
    {
        await using NoroshiDb db = store.Read();
        return [.. (await db.LedgerEntries.Where(e => e.Kind == nameof(HeadWitnessed)).OrderBy(e => e.Position).ToArrayAsync(CancellationToken.None)).Select(e => Encoding.UTF8.GetString(e.Canonical))];
    }

    // The last part's base64.
    // The text part, the first of the two.
    private static string Written(string message)
    {
        const string Begin = "Content-Transfer-Encoding: base64\n\n";
        string body = message[(message.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..];
        return Encoding.UTF8.GetString(Convert.FromBase64String(body[..body.IndexOf("\n--=_", StringComparison.Ordinal)]));
    }

    private static byte[] Attached(string message)
    {
        string part = message[message.IndexOf("Content-Disposition: attachment", StringComparison.Ordinal)..];
        string body = part[(part.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];
        return Convert.FromBase64String(body[..body.IndexOf("\n--=_", StringComparison.Ordinal)].Replace("\n", "", StringComparison.Ordinal));
    }
}
