using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Noroshi.EndToEnd.Tests.Harness;

/// <summary>Someone at a browser. Leaving fails the test when the console showed an error (a refused script or style among them).</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _errors = new();

    private Visitor(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) => Note(message);
        page.PageError += (_, error) => _errors.Enqueue(error);
    }

    internal IPage Page { get; }

    internal static async Task<Visitor> OpenAsync(IBrowserContext context) => new(context, await context.NewPageAsync());

    /// <summary>Opens an address; anything but success fails.</summary>
    internal async Task GoAsync(string path)
    {
        var response = await Page.GotoAsync(path);
        Assert.True(response!.Ok, $"{path}: {response.Status} {await response.TextAsync()}");
    }

    /// <summary>Signs in with e-mail and password through the page, as anybody would.</summary>
    internal async Task SignInAsync(DemoAccount account)
    {
        await GoAsync("/sign-in");
        await Page.Locator("main input[name=email]").FillAsync(account.Email);
        await Page.Locator("main input[type=password]").FillAsync(account.Password);
        await Page.Locator("main form:has(input[type=password]) button[type=submit]").First.ClickAsync();
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    /// <summary>Links of the page that stay here and only show something.</summary>
    internal async Task<string[]> LinksAsync()
    {
        var all = await Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href]')].filter(a => a.origin === location.origin && !a.hasAttribute('download')).map(a => a.pathname + a.search)");
        return [.. all.Where(l => !l.StartsWith("/api/", StringComparison.Ordinal) && !Path.HasExtension(l.Split('?')[0])).Distinct()];
    }

    /// <summary>Runs axe on the page as it stands.</summary>
    internal async Task<string[]> AccessibilityViolationsAsync()
    {
        AxeResult result = await Page.RunAxe();
        return [.. result.Violations.SelectMany(v => v.Nodes.Select(n => $"{Page.Url}: {v.Id} ({v.Impact}): {n.Html}"))];
    }

    /// <summary>The page without its words: language, then every element with its attributes but for addresses, ids, and values.</summary>
    internal Task<string> StructureAsync() => Page.EvaluateAsync<string>("""
        () => document.documentElement.lang + [...document.body.querySelectorAll('*')].map(e =>
            e.tagName + [...e.attributes].filter(a => /^(class|role|type|aria-(?!label|describedby|labelledby|controls).*|hidden|disabled|checked|scope|tabindex|lang)$/.test(a.name)).map(a => a.name + '=' + a.value)).join('>')
        """);

    /// <summary>How far the page can be scrolled sideways, in pixels.</summary>
    internal Task<int> SidewaysAsync() => Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        Assert.Empty(_errors);
    }

    /// <summary>An answer with an error status, which the test asked for, is reported by the browser as a console error too; it is not one of ours.</summary>
    private void Note(IConsoleMessage message)
    {
        if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal)) _errors.Enqueue(message.Text);
    }
}
