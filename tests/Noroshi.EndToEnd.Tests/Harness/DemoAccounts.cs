using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Noroshi.EndToEnd.Tests.Harness;

/// <summary>The accounts of <c>demo.json</c>.</summary>
internal sealed class DemoAccounts(ImmutableArray<DemoAccount> all)
{
    internal ImmutableArray<DemoAccount> All { get; } = all;

    /// <summary>The reporter of the bank in the demonstration network.</summary>
    internal DemoAccount Bank => Named("asahina-bank", "reporter");

    /// <summary>A handler of the authority that is responsible for the bank.</summary>
    internal DemoAccount BankAuthority => Named("finance-agency", "handler");

    /// <summary>The first account of a kind of organisation in a role, skipping some.</summary>
    internal DemoAccount Of(string kind, string role, int skip = 0) =>
        All.Where(a => a.Kind == kind && a.Role == role).Skip(skip).FirstOrDefault() ?? throw new InvalidOperationException($"demo.json has no {role} of kind {kind}: {string.Join(", ", All.Select(a => $"{a.Kind}/{a.Role}/{a.Organization}"))}");

    private DemoAccount Named(string organization, string role) => All.Single(a => a.Organization == organization && a.Role == role);

    internal static DemoAccounts Read(string file)
    {
        var accounts = JsonNode.Parse(File.ReadAllText(file))!["accounts"]!.AsArray();
        return new([.. accounts.Select(a => new DemoAccount((string)a!["organization"]!, (string)a["kind"]!, (string)a["role"]!, (string)a["email"]!, (string)a["password"]!, (string)a["token"]!))]);
    }
}

/// <summary>One demonstration account.</summary>
internal sealed record DemoAccount(string Organization, string Kind, string Role, string Email, string Password, string Token);
