using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Tests.Support;
using Noroshi.Server.Trust.Accounts;
using Noroshi.Server.Trust.Grants;
using Noroshi.Server.Trust.Members;
using Noroshi.Server.Trust.Sessions;

namespace Noroshi.Server.Tests.Trust;

public sealed partial class DoorsTests
{
    private const string Optional = "--accounts-second-factor=optional";
    private const string ManySignIns = "--accounts-sign-in-limit=1000";

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task SignIn_RightPassword_OpensASessionThatSignOutEndsAtOnce(string engine)
    {
        await using DoorsServer server = await DoorsServer.StartAsync(engine, Optional);
        await server.AddAccountAsync("a@example.jp", TestNetwork.Operator(1), Role.Reporter);
        using Browser one = server.NewBrowser(), two = server.NewBrowser();

        HttpResponseMessage signedIn = await one.SignInAsync("A@Example.jp");
        await two.SignInAsync("a@example.jp");

        Assert.Equal((HttpStatusCode.SeeOther, "/account"), (signedIn.StatusCode, signedIn.Headers.Location!.ToString()));
        Assert.Contains("httponly", signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("noroshi_session", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await one.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await two.GetAsync("/account")).StatusCode);
        await one.PostAsync("/account/sessions/end-all");
        Assert.Equal("/sign-in?return=%2Faccount", (await two.GetAsync("/account")).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.SeeOther, (await one.GetAsync("/account")).StatusCode);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task SignIn_WrongUnknownOrLocked_AnswersAlike(string engine)
    {
        await using DoorsServer server = await DoorsServer.StartAsync(engine, Optional, ManySignIns);
        Guid id = await server.AddAccountAsync("a@example.jp", TestNetwork.Operator(1), Role.Reporter);
        using Browser browser = server.NewBrowser();

        string unknown = await TextOf(await browser.SignInAsync("nobody@example.jp", "wrong wrong wrong"));
        var answers = new HashSet<string>();
        for (int n = 0; n < Attempts.Most; n++)
        {
            answers.Add((await TextOf(await browser.SignInAsync("a@example.jp", "wrong wrong wrong"))).Replace("a@example.jp", "nobody@example.jp", StringComparison.Ordinal));
        }

        answers.Add((await TextOf(await browser.SignInAsync("a@example.jp"))).Replace("a@example.jp", "nobody@example.jp", StringComparison.Ordinal));

        Assert.Equal(unknown, Assert.Single(answers));
        Assert.Contains("NRS-T001", unknown, StringComparison.Ordinal);
        await using NoroshiDb db = server.Read();
        Assert.Equal(1, await db.LedgerEntries.CountAsync(e => e.Kind == "SignInLocked" && e.Subject == id, CancellationToken.None));
        server.Clock.Ahead = Attempts.Lockout + TimeSpan.FromMinutes(1);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.SignInAsync("a@example.jp")).StatusCode);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task SignIn_SecondFactorRequired_EnrolsThenAsksAndRefusesACodeTwice(string engine)
    {
        await using DoorsServer server = await DoorsServer.StartAsync(engine, ManySignIns);
        await server.AddAccountAsync("a@example.jp", TestNetwork.Operator(1), Role.Reporter);
        using Browser browser = server.NewBrowser();

        HttpResponseMessage first = await browser.SignInAsync("a@example.jp");
        Assert.StartsWith("/sign-in/enrol", first.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.GetAsync("/account")).StatusCode);
        string page = await TextOf(await browser.GetAsync("/sign-in/enrol"));
        string key = HiddenKey().Match(page).Groups[1].Value;
        byte[] secret = server.App.Services.GetRequiredService<SecondFactor>().Unprotect(WebUtility.HtmlDecode(key))!;
        string code = Totp.At(secret, server.Clock.GetUtcNow());
        HttpResponseMessage enrolled = await browser.PostAsync("/sign-in/enrol", ("key", WebUtility.HtmlDecode(key)), ("code", code), ("return", "/account"));
        string[] recovery = [.. RecoveryCodes().Matches(await TextOf(enrolled)).Select(m => m.Value)];
        Assert.Equal(10, recovery.Length);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).StatusCode);

        using Browser again = server.NewBrowser();
        Assert.StartsWith("/sign-in/code", (await again.SignInAsync("a@example.jp")).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await again.PostAsync("/sign-in/code", ("code", code))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await again.PostAsync("/sign-in/enrol", ("key", WebUtility.HtmlDecode(key)), ("code", code))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await again.GetAsync("/account")).StatusCode);
        Assert.Equal("/account", (await again.PostAsync("/sign-in/code", ("code", recovery[3].ToUpperInvariant()), ("return", "/account"))).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/account")).StatusCode);

        using Browser third = server.NewBrowser();
        await third.SignInAsync("a@example.jp");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await third.PostAsync("/sign-in/code", ("code", recovery[3]))).StatusCode);
        server.Clock.Ahead = TimeSpan.FromSeconds(60);
        Assert.Equal(HttpStatusCode.SeeOther, (await third.PostAsync("/sign-in/code", ("code", Totp.At(secret, server.Clock.GetUtcNow())))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await third.GetAsync("/account")).StatusCode);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Token_RolesGoneExpiredOrRevoked_OpensNothing(string engine)
    {
        await using DoorsServer server = await DoorsServer.StartAsync(engine, Optional);
        Guid account = await server.AddAccountAsync("a@example.jp", TestNetwork.Operator(1), Role.Reporter, Role.Administrator);
        string token = await server.AddTokenAsync(account, TestNetwork.Operator(1), TimeSpan.FromDays(1), Role.Reporter);
        using HttpClient client = Client(server, token);

        JsonElement me = await client.GetFromJsonAsync<JsonElement>("/api/v1/me");
        Assert.Equal(account, me.GetProperty("account").GetGuid());
        Assert.Equal(["reporter"], me.GetProperty("roles").EnumerateArray().Select(r => r.GetString()!));
        HttpResponseMessage forbidden = await client.GetAsync(new Uri("/api/v1/members", UriKind.Relative));
        Assert.Equal((HttpStatusCode.Forbidden, "application/problem+json"), (forbidden.StatusCode, forbidden.Content.Headers.ContentType!.MediaType));
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsJsonAsync("/api/v1/tokens", new { name = "x", roles = new[] { "reporter" }, days = 1 })).StatusCode);

        server.Clock.Ahead = TimeSpan.FromDays(2);
        HttpResponseMessage expired = await client.GetAsync(new Uri("/api/v1/me", UriKind.Relative));
        Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json", "Bearer"), (expired.StatusCode, expired.Content.Headers.ContentType!.MediaType, expired.Headers.WwwAuthenticate.ToString()));
        server.Clock.Ahead = TimeSpan.Zero;
        Guid id = (await client.GetFromJsonAsync<JsonElement>("/api/v1/tokens")).GetProperty("items")[0].GetProperty("id").GetGuid();
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(new Uri($"/api/v1/tokens/{id}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(new Uri("/api/v1/me", UriKind.Relative))).StatusCode);

        using HttpClient other = Client(server, await server.AddTokenAsync(account, TestNetwork.Operator(1), TimeSpan.FromDays(1), Role.Reporter));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(new Uri("/api/v1/me", UriKind.Relative))).StatusCode);
        Assert.True(await server.Writer.WriteAsync((s, ct) => ManageMembers.ChangeRolesAsync(s, account, TestNetwork.Operator(1), [Role.Administrator], account, ct), CancellationToken.None));
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.GetAsync(new Uri("/api/v1/me", UriKind.Relative))).StatusCode);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Invitation_Accepted_GivesTheRolesOnce(string engine)
    {
        await using DoorsServer server = await DoorsServer.StartAsync(engine, Optional, ManySignIns);
        await server.AddAccountAsync("admin@example.jp", TestNetwork.Operator(1), Role.Administrator);
        using Browser admin = server.NewBrowser();
        await admin.SignInAsync("admin@example.jp");

        string page = await TextOf(await admin.PostAsync("/accounts/invite", ("email", "new@example.jp"), ("roles", "reporter"), ("roles", "auditor")));
        string link = InvitationLink().Match(page).Value;
        using Browser guest = server.NewBrowser();
        Assert.Contains("new@example.jp", await TextOf(await guest.GetAsync(link)), StringComparison.Ordinal);
        string secret = link.Split("t=")[1];
        string weak = await TextOf(await guest.PostAsync("/invitation", ("t", secret), ("name", "山田 太郎"), ("password", "123456789012")));
        Assert.Contains("NRS-T005", weak, StringComparison.Ordinal);
        Assert.Contains("山田 太郎", weak, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await guest.PostAsync("/invitation", ("t", secret), ("name", "山田 太郎"), ("password", DoorsServer.Password))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await guest.GetAsync("/account")).StatusCode);
        HttpResponseMessage again = await guest.GetAsync(link);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.Contains("山田 太郎", await TextOf(await admin.GetAsync("/accounts")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await guest.GetAsync("/accounts")).StatusCode);
        await using NoroshiDb db = server.Read();
        Assert.Equal(2, await db.Set<Membership>().CountAsync(m => m.OrganizationId == TestNetwork.Operator(1) && m.Role != Role.Administrator, CancellationToken.None));
        foreach (byte[] entry in await db.LedgerEntries.Select(e => e.Canonical).ToListAsync(CancellationToken.None))
        {
            Assert.DoesNotContain("@", System.Text.Encoding.UTF8.GetString(entry), StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Members_LastAdministrator_CannotBeRemoved(string engine)
    {
        await using DoorsServer server = await DoorsServer.StartAsync(engine, Optional);
        Guid id = await server.AddAccountAsync("admin@example.jp", TestNetwork.Operator(1), Role.Administrator);
        using Browser admin = server.NewBrowser();
        await admin.SignInAsync("admin@example.jp");

        string refused = await TextOf(await admin.PostAsync("/accounts/roles", ("account", id.ToString()), ("roles", "reporter")));

        Assert.Contains("NRS-T011", refused, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/accounts")).StatusCode);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task SetUp_FreshStore_LinkMakesTheFirstAdministratorOnce(string engine)
    {
        await using DoorsServer server = await DoorsServer.StartAsync(engine, Optional, ManySignIns);
        string link = (await SetUp.LinkAsync(server.Writer, CancellationToken.None))!;
        using Browser browser = server.NewBrowser();
        (string, string)[] fields =
        [
            ("t", link.Split("t=")[1]), ("centerJa", "国家サイバー連絡室"), ("centerEn", "National Cyber Liaison Office"), ("email", "first@example.jp"), ("name", "最初の管理者"), ("password", DoorsServer.Password),
        ];

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(link)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.PostAsync("/setup", fields)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/accounts")).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await browser.PostAsync("/setup", fields)).StatusCode);
        Assert.Null(await SetUp.LinkAsync(server.Writer, CancellationToken.None));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Acting_SeveralOrganisations_SwitchesAndNeverBeyondThem(string engine)
    {
        await using DoorsServer server = await DoorsServer.StartAsync(engine, Optional);
        Guid account = await server.AddAccountAsync("a@example.jp", TestNetwork.Operator(1), Role.Reporter);
        await server.Writer.WriteAsync((s, _) => { NewAccount.Grant(s, account, TestNetwork.Authority(1), Role.Administrator, Guid.Empty); return Task.CompletedTask; }, CancellationToken.None);
        using Browser browser = server.NewBrowser();
        await browser.SignInAsync("a@example.jp");

        Guid before = await ActingAsync(server, account);
        Guid to = before == TestNetwork.Operator(1) ? TestNetwork.Authority(1) : TestNetwork.Operator(1);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.PostAsync("/acting", ("organization", to.ToString()), ("return", "//evil.example"))).StatusCode);
        Assert.Equal(to, await ActingAsync(server, account));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync("/acting", ("organization", TestNetwork.Operator(2).ToString()))).StatusCode);
        Assert.Equal(to, await ActingAsync(server, account));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task SignIn_ManyFromOneAddress_AreSlowedDown(string engine)
    {
        await using DoorsServer server = await DoorsServer.StartAsync(engine, Optional, "--accounts-sign-in-limit=3");
        using Browser browser = server.NewBrowser();
        var statuses = new List<HttpStatusCode>();
        for (int n = 0; n < 5; n++)
        {
            statuses.Add((await browser.SignInAsync($"nobody{n}@example.jp")).StatusCode);
        }

        Assert.Equal(3, statuses.Count(s => s == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(2, statuses.Count(s => s == HttpStatusCode.TooManyRequests));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task WhoSees_OnlyThoseWhoSeeEverything_AreTold(string engine)
    {
        await using DoorsServer server = await DoorsServer.StartAsync(engine, Optional);
        Guid report = Guid.CreateVersion7();
        await server.Writer.WriteAsync((s, ct) => server.App.Services.GetRequiredService<AccessGrants>().DecideForAsync(
            s, report, new() { Kind = SubjectKind.Report, Source = TestNetwork.Operator(1), Tlp = Tlp.Amber, Consents = [Consent.Ceptoar] }, ct), CancellationToken.None);
        async Task<HttpResponseMessage> AskAsync(Guid organization)
        {
            Guid account = await server.AddAccountAsync($"{organization:N}@example.jp", organization, Role.Handler);
            using HttpClient client = Client(server, await server.AddTokenAsync(account, organization, TimeSpan.FromDays(1), Role.Handler));
            return await client.GetAsync(new Uri($"/api/v1/access/{report}", UriKind.Relative));
        }

        JsonElement rows = await (await AskAsync(TestNetwork.Center)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(["operator", "authority", "center", "isac"], rows.EnumerateArray().Select(r => r.GetProperty("kind").GetString()!).Order().Reverse().OrderBy(k => Array.IndexOf(["operator", "authority", "center", "isac"], k)));
        Assert.Equal("report.isac", rows.EnumerateArray().Single(r => r.GetProperty("kind").GetString() == "isac").GetProperty("rule").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(TestNetwork.Operator(2))).StatusCode);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Doors_HostileText_IsRefusedAndNeverBreaksThem(string engine)
    {
        await using DoorsServer server = await DoorsServer.StartAsync(engine, Optional, ManySignIns);
        Guid account = await server.AddAccountAsync("admin@example.jp", TestNetwork.Operator(1), Role.Administrator);
        using Browser browser = server.NewBrowser();
        using HttpClient client = Client(server, await server.AddTokenAsync(account, TestNetwork.Operator(1), TimeSpan.FromDays(1), Role.Administrator));
        await browser.SignInAsync("admin@example.jp");
        foreach (string text in new[] { "\0", "a\0b@example.jp", "\u202E@example.jp", new string('x', 20_000), "%s%n", "'; DROP TABLE account; --", "<script>alert(1)</script>@x", "\r\nBcc: a@b", "" })
        {
            Assert.InRange((int)(await browser.SignInAsync(text, text)).StatusCode, 400, 499);
            Assert.InRange((int)(await browser.PostAsync("/accounts/invite", ("email", text), ("roles", text))).StatusCode, 200, 499);
            Assert.InRange((int)(await browser.PostAsync("/account/tokens", ("name", text), ("roles", text), ("days", text))).StatusCode, 200, 499);
            Assert.InRange((int)(await browser.PostAsync("/acting", ("organization", text), ("return", text))).StatusCode, 200, 499);
            Assert.InRange((int)(await browser.PostAsync("/account/sessions/end", ("session", text))).StatusCode, 200, 499);
            Assert.InRange((int)(await browser.PostAsync("/invitation", ("t", text))).StatusCode, 400, 499);
        }

        foreach (string body in new[] { "{}", "{\"email\":\"\\ud800@x.jp\",\"roles\":[\"reporter\"]}", "{\"email\":null,\"roles\":[null]}", "[]", "{", "{\"email\":1}" })
        {
            using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            Assert.InRange((int)(await client.PostAsync(new Uri("/api/v1/invitations", UriKind.Relative), content)).StatusCode, 400, 499);
        }
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task GrantsOfTheDay_RulesDiffer_AllIsDecidedAgain(string engine)
    {
        await using DoorsServer server = await DoorsServer.StartAsync(engine, Optional);
        var subject = new AccessSubject { Kind = SubjectKind.Report, Source = TestNetwork.Operator(1), Tlp = Tlp.Amber };
        Guid report = Guid.CreateVersion7();
        await server.Writer.WriteAsync((s, ct) => server.App.Services.GetRequiredService<AccessGrants>().DecideForAsync(s, report, subject, ct), CancellationToken.None);
        await server.Writer.WriteAsync((s, ct) => s.Db.Set<AccessGrant>().Where(g => g.OrganizationId == TestNetwork.Center).ExecuteDeleteAsync(ct), CancellationToken.None);

        await server.App.Services.GetRequiredService<GrantsOfTheDay>().ArmAsync(CancellationToken.None);

        await using NoroshiDb db = server.Read();
        for (int n = 0; n < 100 && !await db.Set<AccessGrant>().AnyAsync(g => g.OrganizationId == TestNetwork.Center, CancellationToken.None); n++)
        {
            await Task.Delay(100, CancellationToken.None);
        }

        Assert.Equal(3, await db.Set<AccessGrant>().CountAsync(g => g.SubjectId == report, CancellationToken.None));
        Assert.True(await db.Jobs.AnyAsync(j => j.Kind == GrantsOfTheDay.JobKind, CancellationToken.None));
    }

    [Fact]
    public async Task Endpoints_EveryOne_HasAnExplicitPolicy()
    {
        await using DoorsServer server = await DoorsServer.StartAsync(Engines.Sqlite);

        string[] without = [.. server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null && e.Metadata.GetMetadata<IAuthorizeData>() is null && e.Metadata.GetMetadata<AuthorizationPolicy>() is null)
            .Select(e => e.DisplayName ?? e.ToString()!)];

        Assert.Empty(without);
    }

    [Fact]
    public async Task Cookies_FromAnotherSite_AreRefusedUnsafeMethods()
    {
        await using DoorsServer server = await DoorsServer.StartAsync(Engines.Sqlite, Optional);
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("email", "a@example.jp")]);

        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form)).StatusCode);
    }

    [Fact]
    public async Task DemoAccounts_DemoNetwork_EachRoleSignsInAndItsTokenWorks()
    {
        await using DoorsServer server = await DoorsServer.StartAsync(Engines.Sqlite, "--demo");
        int made = await server.App.Services.GetRequiredService<DemoAccounts>().CreateAsync(CancellationToken.None);
        string path = Path.Combine(server.App.Services.GetRequiredService<Database>().Options.DataFolder, "demo.json");
        JsonElement[] accounts = [.. JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(path)).GetProperty("accounts").EnumerateArray()];

        Assert.Equal(made, accounts.Length);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        foreach (JsonElement account in accounts.Where(a => a.GetProperty("organization").GetString() is "center" or "operator-3"))
        {
            using Browser browser = server.NewBrowser();
            Assert.Equal("/account", (await browser.SignInAsync(account.GetProperty("email").GetString()!, account.GetProperty("password").GetString()!)).Headers.Location!.ToString());
            using HttpClient client = Client(server, account.GetProperty("token").GetString()!);
            JsonElement me = await client.GetFromJsonAsync<JsonElement>("/api/v1/me");
            Assert.Equal(account.GetProperty("role").GetString(), me.GetProperty("roles")[0].GetString());
            Assert.Equal(account.GetProperty("kind").GetString(), me.GetProperty("kind").GetString());
        }
    }

    [Fact]
    public async Task Passkey_Options_AreGivenAndNonsenseIsRefused()
    {
        await using DoorsServer server = await DoorsServer.StartAsync(Engines.Sqlite, Optional);
        await server.AddAccountAsync("a@example.jp", TestNetwork.Operator(1), Role.Reporter);
        using Browser browser = server.NewBrowser();
        await browser.SignInAsync("a@example.jp");

        HttpResponseMessage request = await browser.PostAsync("/sign-in/passkey/options");
        HttpResponseMessage creation = await browser.PostAsync("/account/passkeys/options");
        JsonElement options = JsonSerializer.Deserialize<JsonElement>(await TextOf(creation));
        Assert.Equal(HttpStatusCode.OK, request.StatusCode);
        Assert.Equal("required", options.GetProperty("authenticatorSelection").GetProperty("userVerification").GetString());
        using var nonsense = new StringContent("{\"id\":\"x\"}", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SendAsync("/account/passkeys?name=phone", nonsense)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostAsync("/account/passkeys?name=phone")).StatusCode);
    }

    private static async Task<Guid> ActingAsync(DoorsServer server, Guid account)
    {
        await using NoroshiDb db = server.Read();
        return await db.Set<AccountSession>().Where(s => s.AccountId == account).Select(s => s.OrganizationId).SingleAsync(CancellationToken.None);
    }

    private static HttpClient Client(DoorsServer server, string token)
    {
        var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static Task<string> TextOf(HttpResponseMessage response) => response.Content.ReadAsStringAsync();

    [GeneratedRegex("name=\"key\" value=\"([^\"]+)\"")]
    private static partial Regex HiddenKey();

    [GeneratedRegex("(?<=<li>)[a-z2-9]{5}-[a-z2-9]{5}")]
    private static partial Regex RecoveryCodes();

    [GeneratedRegex("/invitation\\?t=[A-Za-z0-9_-]+")]
    private static partial Regex InvitationLink();
}
