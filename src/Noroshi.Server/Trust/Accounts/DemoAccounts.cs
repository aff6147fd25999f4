using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Grants;
using Noroshi.Server.Trust.Tokens;

namespace Noroshi.Server.Trust.Accounts;

/// <summary>Accounts of every role for the organisations of the demonstration network, with random passwords and tokens in <c>demo.json</c> (mode 0600) of the data folder.</summary>
/// <remarks>The file is complete on disk before the first account is stored. So a start that is cut short leaves either a file without accounts, which the next start writes anew, or both.</remarks>
internal sealed class DemoAccounts(Database database, Writer writer, NetworkCache network, Texts texts)
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
        Save(accounts);
        return await writer.WriteAsync((s, _) =>
        {
            foreach ((DemoAccount plan, string hash) in hashed)
            {
                Add(s, plan, hash, facts);
            }

            return Task.FromResult(hashed.Length);
        }, cancellationToken);
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
            RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 24), Secret.New(ApiToken.Prefix));

    private void Add(WriteSession s, DemoAccount plan, string hash, NetworkFacts facts)
    {
        OrganizationFacts organization = facts.Organizations.First(o => o.Key == plan.Organization);
        Role role = RoleList.Find(plan.Role)!.Value;
        Account account = NewAccount.Add(s, plan.Email, NameOf(organization, plan.Role), hash);
        NewAccount.Grant(s, account.Id, organization.Id, role, Guid.Empty);
        ManageTokens.Add(s, account.Id, organization.Id, [role], "demo", _tokenLifetime, plan.Token);
    }

    // An account has one name for everybody, and here everybody may read either language.
    private string NameOf(OrganizationFacts organization, string role) => $"{NameOf(organization, role, Language.Ja)} / {NameOf(organization, role, Language.En)}";

    private string NameOf(OrganizationFacts organization, string role, Language language) =>
        texts.Of(language, "trust.demo.name", ("organization", organization.Name.In(language)), ("role", texts.Of(language, $"trust.demo.role.{role}")));

    private void Save(DemoAccount[] accounts)
    {
        string path = Path.Combine(database.Options.DataFolder, FileName);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        string fresh = path + ".new";
        File.Delete(fresh);
        using (var file = new FileStream(fresh, options))
        {
            JsonSerializer.Serialize(file, new { accounts }, _json);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }

    private sealed record DemoAccount(string Organization, string Kind, string Role, string Email, string Password, string Token);
}
