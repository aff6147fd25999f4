using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Serve;
using Noroshi.Server.Store;
using Noroshi.Server.Tests.Collect;
using Noroshi.Server.Tests.Support;
using Npgsql;
using static Noroshi.Server.Tests.Collect.CollectServer;

namespace Noroshi.Server.Tests.Store;

/// <summary><c>deploy/grants.sql</c> on a real PostgreSQL: the role it makes runs the server, and cannot rewrite what happened.</summary>
public sealed class LeastPrivilegeTests
{
    private const string Reports = "/api/v1/reports";
    private const string Alerts = "/api/v1/alerts";

    private const string Alert = """
        {"kind":"caution","tlp":"amber","audience":{"sectors":["finance"]},"bodies":{
          "ja":{"title":"送金システムへの攻撃について","summary":"記録を確認してください。","actions":["ログイン記録を確認する"]},
          "en":{"title":"Attacks on payment systems","summary":"Check your logs.","actions":["Check sign-in records"]}}}
        """;

    [Fact]
    public async Task Role_OfTheScript_DoesEverythingARunningServerDoes()
    {
        await using ServingRole role = await ServingRole.MakeAsync();
        await using (var database = new Database(role.Options))
        {
            await MigrationRunner.RunAsync(database, CancellationToken.None);
        }

        await using CollectServer server = await OnAsync(role.Options, Settings.Load(["--data", role.Options.DataFolder, "--log-level", "critical"], _ => null).Settings!);
        using HttpClient bank = await server.ClientAsync("asahina-bank", Role.Reporter), agency = await server.ClientAsync("finance-agency", Role.Handler);
        using HttpClient handler = await server.ClientAsync("center", Role.Handler), approver = await server.ClientAsync("center", Role.Approver);

        JsonNode sent = await ReadAsync(await bank.PostAsync(Reports, Report("勘定系への攻撃")), HttpStatusCode.Created);
        string report = (string)sent["number"]!;
        await ReadAsync(await bank.PostAsync($"{Reports}/{report}/versions?base=1", Report("勘定系への DDoS 攻撃", "follow-up")), HttpStatusCode.Created);
        await ReadAsync(await agency.GetAsync($"{Reports}/{report}/diff"), HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await bank.GetAsync($"{Reports}/{report}/receipt")).StatusCode);
        JsonNode found = await UntilAsync(async () => await ReadAsync(await agency.GetAsync($"{Reports}?q=DDoS"), HttpStatusCode.OK), json => json["items"]!.AsArray().Count == 1);
        Assert.Equal(report, (string?)found["items"]![0]!["number"]);

        string alert = (string)(await ReadAsync(await handler.PostAsync(Alerts, Json(Alert)), HttpStatusCode.Created))["number"]!;
        Assert.True((await handler.PostAsync($"{Alerts}/{alert}/submit", Json("{}"))).IsSuccessStatusCode);
        JsonNode plan = await ReadAsync(await approver.GetAsync($"{Alerts}/{alert}/plan"), HttpStatusCode.OK);
        Assert.True((await approver.PostAsync($"{Alerts}/{alert}/approve", Json($$"""{"plan":"{{plan["plan"]}}"}"""))).IsSuccessStatusCode);
        // Its delivery begins a moment after it is issued.
        await UntilAsync(async () => (int)(await bank.PostAsync($"{Alerts}/{alert}/acknowledgements", Json("""{"answer":"investigating"}"""))).StatusCode, status => (int)status == (int)HttpStatusCode.OK);

        await using NpgsqlDataSource owner = NpgsqlDataSource.Create(role.Owner);
        await using NpgsqlCommand parked = owner.CreateCommand("SELECT count(*) FROM parked_step");
        await using NpgsqlDataSource served = NpgsqlDataSource.Create(role.Options.Postgres!);
        await using NpgsqlCommand tidied = served.CreateCommand("SELECT tidy_report_token() >= 0");
        Assert.Equal(true, await tidied.ExecuteScalarAsync());
        Assert.Equal(0L, await parked.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData("UPDATE ledger_entry SET kind = kind")]
    [InlineData("DELETE FROM ledger_entry")]
    [InlineData("TRUNCATE ledger_entry")]
    [InlineData("UPDATE ledger_signed_head SET note = ''")]
    [InlineData("DELETE FROM ledger_signed_head")]
    [InlineData("DELETE FROM ledger_tile")]
    [InlineData("DELETE FROM ledger_head")]
    [InlineData("UPDATE content_text SET path = ''")]
    [InlineData("DELETE FROM content_text")]
    [InlineData("DELETE FROM \"__EFMigrationsHistory\"")]
    [InlineData("DROP TABLE ledger_entry")]
    [InlineData("DROP TABLE report CASCADE")]
    [InlineData("ALTER TABLE ledger_entry DISABLE TRIGGER ALL")]
    [InlineData("CREATE TABLE mine (x int)")]
    public async Task Role_OfTheScript_CannotRewriteThePast(string sql)
    {
        await using ServingRole role = await ServingRole.MakeAsync();
        await using NpgsqlDataSource database = NpgsqlDataSource.Create(role.Options.Postgres!);
#pragma warning disable CA2100 // The statements stand above.
        await using NpgsqlCommand command = database.CreateCommand(sql);
#pragma warning restore CA2100

        PostgresException refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Run_MigrationPendingAndRoleMayNot_SaysWhoMust()
    {
        await using ServingRole role = await ServingRole.MakeAsync();
        await using (NpgsqlDataSource owner = NpgsqlDataSource.Create(role.Owner))
        {
            await using NpgsqlCommand forget = owner.CreateCommand("""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = (SELECT max("MigrationId") FROM "__EFMigrationsHistory")""");
            await forget.ExecuteNonQueryAsync();
        }

        await using var database = new Database(role.Options);
        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => MigrationRunner.RunAsync(database, CancellationToken.None));

        Assert.Equal("NRS-X015", Assert.Single(refused.Faults).Code);
    }

    private static async Task<JsonNode> UntilAsync(Func<Task<JsonNode>> read, Func<JsonNode, bool> isThere)
    {
        for (int n = 0; ; n++)
        {
            JsonNode json = await read();
            if (isThere(json)) return json;
            Assert.True(n < 100, json.ToJsonString());
            await Task.Delay(100);
        }
    }

    /// <summary>A migrated database of its own, and a fresh role that the script was run for.</summary>
    private sealed class ServingRole(string name, string owner, StoreOptions options) : IAsyncDisposable
    {
        internal string Owner => owner;

        internal StoreOptions Options => options;

        internal static async Task<ServingRole> MakeAsync()
        {
            if (TestStore.PostgresServer is null) Assert.Skip("NOROSHI_TEST_POSTGRES is not set; ./test sets it");
            StoreOptions made = await TestStore.NewOptionsAsync(Engines.Postgres);
            string name = "r_" + Guid.NewGuid().ToString("N"), password = Guid.NewGuid().ToString("N");
            await ExecuteAsync(made.Postgres!, $"CREATE ROLE {name} LOGIN PASSWORD '{password}'");
            await GrantAsync(new(made.Postgres), name);
            var address = new NpgsqlConnectionStringBuilder(made.Postgres) { Username = name, Password = password };
            return new(name, made.Postgres!, made with { Postgres = address.ConnectionString });
        }

        private static async Task GrantAsync(NpgsqlConnectionStringBuilder database, string name)
        {
            var start = new ProcessStartInfo("psql", ["-h", database.Host!, "-p", $"{database.Port}", "-U", database.Username!, "-d", database.Database!, "-v", $"role={name}", "-q", "-f", Script()]) { RedirectStandardError = true };
            start.Environment["PGPASSWORD"] = database.Password;
            using Process psql = Process.Start(start)!;
            string error = await psql.StandardError.ReadToEndAsync();
            await psql.WaitForExitAsync();
            Assert.True(psql.ExitCode == 0, error);
        }

        private static string Script()
        {
            DirectoryInfo? at = new(AppContext.BaseDirectory);
            while (at is not null && !File.Exists(Path.Combine(at.FullName, "Noroshi.slnx"))) at = at.Parent;
            return Path.Combine(at!.FullName, "deploy", "grants.sql");
        }

        private static async Task ExecuteAsync(string address, string sql)
        {
            await using NpgsqlDataSource database = NpgsqlDataSource.Create(address);
#pragma warning disable CA2100 // Names made above.
            await using NpgsqlCommand command = database.CreateCommand(sql);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }

        public async ValueTask DisposeAsync()
        {
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync(owner, $"DROP OWNED BY {name}; DROP ROLE {name}");
            await ExecuteAsync(TestStore.PostgresServer!, $"DROP DATABASE {new NpgsqlConnectionStringBuilder(owner).Database} WITH (FORCE)");
        }
    }
}
