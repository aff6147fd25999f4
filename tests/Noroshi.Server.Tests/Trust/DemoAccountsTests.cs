using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Noroshi.Core.Content;
using Noroshi.Server.Serve;
using Noroshi.Server.Store;
using Noroshi.Server.Tests.Support;
using Noroshi.Server.Trust;
using Noroshi.Server.Trust.Accounts;
using Noroshi.Server.Trust.Grants;
using Noroshi.Server.Trust.Tokens;

namespace Noroshi.Server.Tests.Trust;

/// <summary>However a first start ends, the next one leaves accounts and a file that opens them.</summary>
public sealed class DemoAccountsTests
{
    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Create_CutShortBeforeTheAccountsAreStored_IsMadeGoodByTheNextStart(string engine)
    {
        // This writer never runs: the accounts are on their way, and stay there.
        await using TestStore store = await TestStore.CreateAsync(engine);
        using var killed = new Writer(store.Database, TimeProvider.System, store.Signal, NullLogger<Writer>.Instance);
        Task<int> first = NewDemo(store, killed).CreateAsync(CancellationToken.None);
        string file = Path.Combine(store.Database.Options.DataFolder, DemoAccounts.FileName);
        for (int n = 0; n < 200 && !File.Exists(file); n++)
        {
            await Task.Delay(50);
        }

        string left = await File.ReadAllTextAsync(file);
        Assert.Equal((false, 0), (first.IsCompleted, await CountAsync(store)));

        int made = await NewDemo(store).CreateAsync(CancellationToken.None);

        Assert.NotEqual(left, await File.ReadAllTextAsync(file));
        Assert.Equal(await CountAsync(store), made);
        await OpensAsync(store, file, made);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Create_OnceStored_LeavesAccountsAndFileAlone(string engine)
    {
        await using TestStore store = await TestStore.CreateAsync(engine);
        int made = await NewDemo(store).CreateAsync(CancellationToken.None);
        string file = Path.Combine(store.Database.Options.DataFolder, DemoAccounts.FileName);
        string before = await File.ReadAllTextAsync(file);

        int again = await NewDemo(store).CreateAsync(CancellationToken.None);

        Assert.Equal((0, before), (again, await File.ReadAllTextAsync(file)));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Equal([file], Directory.GetFiles(store.Database.Options.DataFolder, "demo.json*"));
        await OpensAsync(store, file, made);
        await using NoroshiDb db = store.Read();
        OrganizationFacts bank = TestNetwork.Of(12).Organizations.Single(o => o.Id == TestNetwork.Operator(1));
        string name = await db.Set<Account>().Where(a => a.Email == $"reporter@{bank.Key}.example.jp").Select(a => a.DisplayName).SingleAsync(CancellationToken.None);
        Assert.Equal($"{bank.Name.Ja} 報告担当 / {bank.Name.En}, reporter", name);
    }

    private static DemoAccounts NewDemo(TestStore store, Writer? writer = null) =>
        new(store.Database, writer ?? store.Writer, new NetworkCache((_, _) => Task.FromResult(TestNetwork.Of(12)), TimeProvider.System), Texts.Load([typeof(Texts).Assembly, typeof(Settings).Assembly], isStrict: true));

    private static async Task<int> CountAsync(TestStore store)
    {
        await using NoroshiDb db = store.Read();
        return await db.Set<Account>().CountAsync(CancellationToken.None);
    }

    private static async Task OpensAsync(TestStore store, string file, int expected)
    {
        JsonArray accounts = JsonNode.Parse(await File.ReadAllTextAsync(file))!["accounts"]!.AsArray();
        Assert.Equal(expected, accounts.Count);
        await using NoroshiDb db = store.Read();
        var hasher = new PasswordHasher<Account>();
        foreach (JsonNode? account in accounts)
        {
            string email = (string)account!["email"]!, token = Secret.Hash((string)account["token"]!);
            Account stored = await db.Set<Account>().SingleAsync(a => a.Email == email, CancellationToken.None);
            Assert.NotEqual(PasswordVerificationResult.Failed, hasher.VerifyHashedPassword(stored, stored.PasswordHash!, (string)account["password"]!));
            Assert.Equal(stored.Id, await db.Set<ApiToken>().Where(t => t.SecretHash == token).Select(t => t.AccountId).SingleAsync(CancellationToken.None));
        }
    }
}
