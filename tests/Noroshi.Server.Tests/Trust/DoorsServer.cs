using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Serve;
using Noroshi.Server.Store;
using Noroshi.Server.Tests.Support;
using Noroshi.Server.Trust;
using Noroshi.Server.Trust.Accounts;
using Noroshi.Server.Trust.Grants;
using Noroshi.Server.Trust.Tokens;

namespace Noroshi.Server.Tests.Trust;

/// <summary>The whole server on a real port over a fresh store, with the test network, and a clock that can be moved.</summary>
internal sealed class DoorsServer : IAsyncDisposable
{
    internal const string Password = "four unrelated green words";

    private readonly Database _database;

    private DoorsServer(Database database, WebApplication app, MovableClock clock) => (_database, App, Clock) = (database, app, clock);

    internal WebApplication App { get; }

    internal MovableClock Clock { get; }

    internal Writer Writer => App.Services.GetRequiredService<Writer>();

    internal Uri Address => new(App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    internal NoroshiDb Read() => _database.CreateDbContext();

    internal static async Task<DoorsServer> StartAsync(string engine, params string[] settings)
    {
        StoreOptions store = await TestStore.NewOptionsAsync(engine);
        string[] arguments = ["--data", store.DataFolder, .. store.Postgres is null ? Array.Empty<string>() : ["--store", store.Postgres], "--log-level", "error", .. settings];
        (Settings? loaded, ImmutableArray<Fault> faults) = Settings.Load(arguments, _ => null);
        Assert.Empty(faults);
        var database = new Database(store);
        var clock = new MovableClock();
        NetworkFacts network = TestNetwork.Of(12);
        WebApplication app = NoroshiApp.Build(loaded!, database, clock, services => services
            .AddSingleton<ReadNetwork>((_, _) => Task.FromResult(network))
            .AddSingleton<ReadSharingRules>(() => TestNetwork.Rules)
            .AddSingleton<Noroshi.Server.Trust.Members.MakeCenter>((_, _, _, _) => Task.FromResult(TestNetwork.Center)));
        app.Urls.Clear();
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        return new(database, app, clock);
    }

    /// <summary>An account with <see cref="Password"/>, made directly.</summary>
    internal async Task<Guid> AddAccountAsync(string email, Guid organization, params Role[] roles)
    {
        string hash = App.Services.GetRequiredService<Passwords>().Hash(Password);
        return await Writer.WriteAsync((s, _) =>
        {
            Account account = NewAccount.Add(s, email, "試験 " + email, hash);
            foreach (Role role in roles)
            {
                NewAccount.Grant(s, account.Id, organization, role, Guid.Empty);
            }

            return Task.FromResult(account.Id);
        }, CancellationToken.None);
    }

    internal async Task<string> AddTokenAsync(Guid account, Guid organization, TimeSpan lifetime, params Role[] roles)
    {
        string secret = Secret.New(ApiToken.Prefix);
        await Writer.WriteAsync((s, _) => Task.FromResult(ManageTokens.Add(s, account, organization, roles, "test", lifetime, secret)), CancellationToken.None);
        return secret;
    }

    /// <summary>A browser of its own: keeps cookies, does not follow redirects, says it is on the same site.</summary>
    internal Browser NewBrowser() => new(Address);

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await _database.DisposeAsync();
    }
}

/// <summary>Just enough of a browser.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _client;

    internal Browser(Uri address)
    {
        _client = new(new HttpClientHandler { AllowAutoRedirect = false, CheckCertificateRevocationList = true, CookieContainer = Cookies }) { BaseAddress = address };
        _client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        _client.DefaultRequestHeaders.Add("Accept", "text/html");
        _client.DefaultRequestHeaders.Add("Accept-Language", "en");
    }

    internal CookieContainer Cookies { get; } = new();

    internal Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(path);

    internal Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        _client.PostAsync(path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    internal Task<HttpResponseMessage> SendAsync(string path, HttpContent content) => _client.PostAsync(path, content);

    internal Task<HttpResponseMessage> SignInAsync(string email, string password = DoorsServer.Password) =>
        PostAsync("/sign-in", ("email", email), ("password", password), ("return", "/account"));

    public void Dispose() => _client.Dispose();
}

/// <summary>A clock that stands where it is put ahead of the real one.</summary>
internal sealed class MovableClock : TimeProvider
{
    internal TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + Ahead;
}
