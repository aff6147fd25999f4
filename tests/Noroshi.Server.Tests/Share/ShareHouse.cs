#pragma warning disable CA2213, CA1001 // Stopped, not disposed: late connections and jobs still look at them; the process ends soon after.
using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Noroshi.Core.Content;
using Noroshi.Core.Network;
using Noroshi.Core.Share;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Ledger;
using Noroshi.Server.Share;
using Noroshi.Server.Share.Alerts;
using Noroshi.Server.Share.Channels;
using Noroshi.Server.Store;
using Noroshi.Server.Tests.Support;
using Noroshi.Server.Tests.Trust;
using Noroshi.Server.Trust.Grants;

namespace Noroshi.Server.Tests.Share;

/// <summary>The share verb on a real store, with reactions and jobs running and a mail server that behaves as told.</summary>
internal sealed class ShareHouse : IAsyncDisposable
{
    private readonly ReactionRunner _reactions;
    private readonly JobRunner _jobs;

    private ShareHouse(TestStore store, FakeMailServer mail, ServiceProvider services)
    {
        (Store, Mail, Services) = (store, mail, services);
        _reactions = new(store.Database, store.Writer, store.Signal, services.GetServices<Reaction>(), TimeProvider.System, NullLogger<ReactionRunner>.Instance);
        _jobs = new(store.Database, store.Writer, services, services.GetServices<JobKind>(), TimeProvider.System, NullLogger<JobRunner>.Instance);
    }

    internal TestStore Store { get; }
    internal FakeMailServer Mail { get; }
    internal ServiceProvider Services { get; }

    /// <summary>Mail addresses by number of the operator; others get op{n}@noroshi.test.</summary>
    internal Dictionary<Guid, string> Addresses { get; } = [];

    /// <summary>Languages of desks by organisation; others are written to in both.</summary>
    internal Dictionary<Guid, Language> Languages { get; } = [];

    internal static readonly Viewer Handler = new(new(1, 1, 1, new byte[8]), TestNetwork.Authority(0), OrganizationKind.Authority, [Role.Handler, Role.Approver]);
    internal static readonly Viewer Approver = Handler with { Account = new(2, 1, 1, new byte[8]) };

    internal static Viewer Operator(int n) => new(new(100 + n, 1, 1, new byte[8]), TestNetwork.Operator(n), OrganizationKind.Operator, [Role.Reporter]);

    internal T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    internal static async Task<ShareHouse> OpenAsync(string engine, FakeMailServer? mail = null, TimeSpan? aloneAfter = null, LeakSource? source = null, bool isRunning = true)
    {
        TestStore store = await TestStore.CreateAsync(engine);
        FakeMailServer server = mail ?? FakeMailServer.Polite();
        ShareHouse? house = null;
        var services = new ServiceCollection();
        services.AddSingleton(store.Database);
        services.AddSingleton(store.Writer);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(store.Keys);
        services.AddSingleton(Texts.Load([typeof(Texts).Assembly, typeof(ShareOptions).Assembly]));
        services.AddSingleton(new NetworkCache((_, _) => Task.FromResult(TestNetwork.Of(20)), TimeProvider.System));
        services.AddSingleton<ReadSharingRules>(() => TestNetwork.Rules);
        services.AddSingleton<AccessGrants>();
        services.AddSingleton(new Catalog
        {
            Facts = new([]),
            Taxonomies = FrozenDictionary<string, Taxonomy>.Empty,
            Sectors = [],
            Forms = FrozenDictionary<string, Core.Collect.Form>.Empty,
            SharingRules = TestNetwork.Rules,
            Networks = FrozenDictionary<string, NetworkMap>.Empty,
            Texts = FrozenDictionary<string, ContentText>.Empty,
        });
        services.AddSingleton<ReadDesks>((_, organizations, _) => Task.FromResult<IReadOnlyDictionary<Guid, ImmutableArray<Desk>>>(organizations.Distinct().ToDictionary(o => o, o => house!.DesksOf(o))));
        if (source is not null) services.AddSingleton<ReadLeakSources>((_, _, numbers, _) => Task.FromResult<IReadOnlyDictionary<string, LeakSource>>(numbers.ToDictionary(n => n, n => source with { Number = n })));
        services.AddShare(new ShareOptions
        {
            Mail = new() { Host = "127.0.0.1", Port = server.Port, Protection = MailProtection.None, From = "noroshi@noroshi.example", StepTimeout = TimeSpan.FromSeconds(2) },
            PublicUrl = "https://noroshi.example",
            AloneAfter = aloneAfter ?? TimeSpan.FromMinutes(30),
            Backoff = _ => TimeSpan.FromMilliseconds(50),
        });
        house = new(store, server, services.BuildServiceProvider());
        if (isRunning) await house.RunAsync();
        return house;
    }

    internal async Task RunAsync()
    {
        await _reactions.StartAsync(CancellationToken.None);
        await _jobs.StartAsync(CancellationToken.None);
    }

    internal static AlertDocument Document { get; } = new()
    {
        Kind = AlertKind.Caution,
        Tlp = Tlp.Amber,
        Sectors = ["finance"],
        AcknowledgeBy = DateTimeOffset.UtcNow.AddHours(5),
        Ja = new() { Title = "不審なメールへの注意", Summary = "添付ファイルを開かないでください。", Actions = ["受信箱を確かめる"] },
        En = new() { Title = "Suspicious mail", Summary = "Do not open attachments.", Actions = ["Check inboxes"] },
    };

    /// <summary>Drafts, submits and approves.</summary>
    internal async Task<Alert> IssueAsync(AlertDocument? document = null)
    {
        Alert draft = (await Get<WriteAlert>().DraftAsync(Handler, document ?? Document, CancellationToken.None)).Alert!;
        AlertAnswer submitted = await Get<IssueAlert>().SubmitAsync(Handler, draft.Number, CancellationToken.None);
        Assert.Empty(submitted.Faults);
        AlertAnswer approved = await Get<IssueAlert>().ApproveAsync(Approver, draft.Number, await PlanHashAsync(draft.Number), CancellationToken.None);
        Assert.Empty(approved.Faults);
        return approved.Alert!;
    }

    internal async Task<string> PlanHashAsync(string number) => (await Get<ShowPlan>().FindAsync(Approver, number, CancellationToken.None))!.Planned.Hash;

    internal async Task<T> UntilAsync<T>(Func<NoroshiDb, Task<T?>> look) where T : class
    {
        for (int i = 0; i < 300; i++)
        {
            await using NoroshiDb db = Store.Read();
            if (await look(db) is { } found) return found;
            await Task.Delay(50);
        }

        await using NoroshiDb end = Store.Read();
        string tried = string.Join("\n", (await end.Set<Noroshi.Server.Share.Deliveries.DeliveryAttempt>().ToArrayAsync()).Select(a => $"{a.Address} {a.Outcome} {a.Reason}\n{a.Protocol}"));
        string jobs = string.Join("\n", (await end.Jobs.ToArrayAsync()).Select(j => $"{j.Kind} {j.Attempts} {j.Fault} due {j.DueAt:O} leased {j.LeasedUntil:O}"));
        throw new TimeoutException($"It did not happen within 15 s.\n{tried}\n{jobs}");
    }

    internal async Task<string[]> LedgerAsync()
    {
        await using NoroshiDb db = Store.Read();
        return await db.LedgerEntries.OrderBy(e => e.Position).Select(e => e.Kind).ToArrayAsync();
    }

    private ImmutableArray<Desk> DesksOf(Guid organization) =>
    [
        new("soc", new("窓口", "Desk"), [new(ChannelKind.Email, Addresses.GetValueOrDefault(organization, $"d{organization:N}@noroshi.test"), Hours.Always), new(ChannelKind.Telephone, "03-0000-0000", Hours.Always)]) { Language = Languages.TryGetValue(organization, out Language language) ? language : null },
    ];

    public async ValueTask DisposeAsync()
    {
        await _jobs.StopAsync(CancellationToken.None);
        await _reactions.StopAsync(CancellationToken.None);
        await Services.DisposeAsync();
        await Mail.DisposeAsync();
        await Store.DisposeAsync();
    }
}
