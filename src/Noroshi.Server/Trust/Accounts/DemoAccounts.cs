using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Grants;
using Noroshi.Server.Trust.Tokens;

namespace Noroshi.Server.Trust.Accounts;

/// <summary>Accounts of every role for the organisations of the demonstration network, with random passwords and tokens in <c>demo.json</c> (mode 0600) of the data folder.</summary>
internal sealed class DemoAccounts(Database database, Writer writer, NetworkCache network)
{
    internal const string FileName = "demo.json";
    private static readonly TimeSpan _tokenLifetime = TimeSpan.FromDays(365);
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    // The passwords are 120 random bits; a slow hash is for those that people choose.
    private readonly PasswordHasher<Account> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 1000 }));

    /// <summary>Makes them once, after the demonstration network is there. Later starts leave them and their file alone.</summary>
    /// <returns>How many were made.</returns>
    internal async Task<int> CreateAsync(CancellationToken cancellationToken)
    {
        await using NoroshiDb db = database.CreateDbContext();
        if (await db.Set<Account>().AnyAsync(cancellationToken))
        {
            return 0;
        }

        NetworkFacts facts = await network.FreshAsync(db, cancellationToken);
        DemoAccount[] accounts = [.. facts.Organizations.OrderBy(o => o.Kind).ThenBy(o => o.Key, StringComparer.Ordinal).SelectMany(o => RolesOf(o.Kind).Select(role => New(o, role)))];
        if (accounts.Length == 0)
        {
            return 0;
        }

        (DemoAccount Plan, string Hash)[] hashed = [.. accounts.Select(a => (a, _hasher.HashPassword(new Account(), a.Password)))];
        DemoAccount[] made = await writer.WriteAsync((s, _) => Task.FromResult<DemoAccount[]>([.. hashed.Select(h => Add(s, h.Plan, h.Hash, facts))]), cancellationToken);
        await SaveAsync(made, cancellationToken);
        return made.Length;
    }

    private static Role[] RolesOf(OrganizationKind kind) => kind switch
    {
        OrganizationKind.Center => [Role.Handler, Role.Approver, Role.Administrator, Role.Auditor],
        OrganizationKind.Authority => [Role.Handler, Role.Approver, Role.Administrator],
        OrganizationKind.Isac => [Role.Handler],
        OrganizationKind.Operator or OrganizationKind.Isp => [Role.Reporter, Role.Administrator],
        _ => [Role.Handler],
    };

    private static DemoAccount New(OrganizationFacts organization, Role role) =>
        new(organization.Key, organization.Kind.ToString().ToLowerInvariant(), RoleList.Word(role), $"{RoleList.Word(role)}@{organization.Key}.example.jp",
            RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 24), "");

    private static DemoAccount Add(WriteSession s, DemoAccount plan, string hash, NetworkFacts facts)
    {
        OrganizationFacts organization = facts.Organizations.First(o => o.Key == plan.Organization);
        Role role = RoleList.Find(plan.Role)!.Value;
        Account account = NewAccount.Add(s, plan.Email, $"{plan.Organization} {plan.Role}", hash);
        NewAccount.Grant(s, account.Id, organization.Id, role, Guid.Empty);
        return plan with { Token = ManageTokens.Add(s, account.Id, organization.Id, [role], "demo", _tokenLifetime) };
    }

    private async Task SaveAsync(DemoAccount[] accounts, CancellationToken cancellationToken)
    {
        string path = Path.Combine(database.Options.DataFolder, FileName);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        File.Delete(path);
        await using var file = new FileStream(path, options);
        await JsonSerializer.SerializeAsync(file, new { accounts }, _json, cancellationToken);
    }

    private sealed record DemoAccount(string Organization, string Kind, string Role, string Email, string Password, string Token);
}
