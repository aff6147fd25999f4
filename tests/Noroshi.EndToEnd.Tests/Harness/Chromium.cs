using Microsoft.Playwright;
using Noroshi.EndToEnd.Tests.Harness;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Noroshi.EndToEnd.Tests.Harness;

/// <summary>The distribution's browser, started once. It talks to loopback only.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-domain-reliability", "--no-first-run",
        "--no-default-browser-check", "--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
    ];

    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> _started = new(StartAsync);

    /// <summary>A fresh profile: own cookies, a language, a width, with or without JavaScript; under another name of this machine if wanted.</summary>
    internal async Task<Visitor> VisitAsync(ServerProcess server, string language = "ja", bool javaScript = true, int width = 1280, string? host = null)
    {
        var (_, browser) = await _started.Value;
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = host is null ? server.Address.AbsoluteUri : new UriBuilder(server.Address) { Host = host }.Uri.AbsoluteUri,
            Locale = language,
            ExtraHTTPHeaders = [new("Accept-Language", language)],
            JavaScriptEnabled = javaScript,
            ViewportSize = new() { Width = width, Height = 900 },
        });
        context.SetDefaultTimeout(15000);
        return await Visitor.OpenAsync(context);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // One that was never started, or could not be, has nothing to close.
        if (!_started.IsValueCreated || !_started.Value.IsCompletedSuccessfully) return;
        var (playwright, browser) = await _started.Value;
        await browser.CloseAsync();
        playwright.Dispose();
    }

    private static async Task<(IPlaywright Playwright, IBrowser Browser)> StartAsync()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM");
        if (string.IsNullOrEmpty(path)) Assert.Skip("no browser: install chromium and set CHROMIUM, or run ./test");
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Switches }));
    }
}
