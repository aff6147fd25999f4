using System.Collections.Concurrent;
using Noroshi.EndToEnd.Tests.Harness;

namespace Noroshi.EndToEnd.Tests.Pages;

/// <summary>Follows every link a role is shown, in both languages: no accessibility violation, no sideways scrolling on a phone, no console error, no missing text.</summary>
public sealed class EveryPageTests(DemoServer demo, Chromium chromium)
{
    private const int Phone = 360;
    private const int MostPages = 60;

    private static readonly string[] Languages = ["ja", "en"];

    // Pages already looked at, as their language and structure: what another role is shown just so needs no second look.
    private static readonly ConcurrentDictionary<string, bool> Looked = [];

    [Theory]
    [InlineData("operator", "reporter")]
    [InlineData("center", "handler")]
    [InlineData("center", "approver")]
    [InlineData("authority", "handler")]
    [InlineData("center", "administrator")]
    [InlineData("center", "auditor")]
    public async Task Page_OfEveryRole_IsAccessibleAndFitsAPhone(string kind, string role) =>
        Assert.Empty(await InBothLanguagesAsync((visitor, server) => visitor.SignInAsync(server.Accounts.Of(kind, role))));

    [Fact]
    public async Task Page_BeforeSignIn_IsAccessibleAndFitsAPhone() => Assert.Empty(await InBothLanguagesAsync((visitor, _) => visitor.GoAsync("/sign-in")));

    // Side by side: a browser's page keeps one processor busy.
    private async Task<IEnumerable<string>> InBothLanguagesAsync(Func<Visitor, ServerProcess, Task> beginAsync)
    {
        var server = await demo.Started;
        var faults = await Task.WhenAll(Languages.Select(async language =>
        {
            await using var visitor = await chromium.VisitAsync(server, language);
            await beginAsync(visitor, server);
            return (await WalkAsync(visitor)).Select(f => $"[{language}] {f}").ToArray();
        }));
        return faults.SelectMany(f => f);
    }

    private static async Task<List<string>> WalkAsync(Visitor visitor)
    {
        List<string> faults = [];
        HashSet<string> seen = [];
        Queue<string> next = new([new Uri(visitor.Page.Url).AbsolutePath]);
        while (next.TryDequeue(out var path) && seen.Count < MostPages)
        {
            if (!seen.Add(Shape(path))) continue;
            await visitor.GoAsync(path);
            faults.AddRange(await LookAsync(visitor));
            foreach (var link in await visitor.LinksAsync()) next.Enqueue(link);
        }
        return faults;
    }

    private static async Task<List<string>> LookAsync(Visitor visitor)
    {
        if (!Looked.TryAdd(await visitor.StructureAsync(), true)) return [];
        List<string> faults = [.. await visitor.AccessibilityViolationsAsync()];
        if ((await visitor.Page.ContentAsync()).Contains('⟦', StringComparison.Ordinal)) faults.Add($"{visitor.Page.Url}: a text is missing");
        await visitor.Page.SetViewportSizeAsync(Phone, 800);
        var sideways = await visitor.SidewaysAsync();
        if (sideways > 0) faults.Add($"{visitor.Page.Url}: scrolls {sideways} px sideways at {Phone} px");
        await visitor.Page.SetViewportSizeAsync(1280, 900);
        return faults;
    }

    /// <summary>Two reports are one page: what differs is only a number, an id or the query.</summary>
    private static string Shape(string path) =>
        string.Join('/', path.Split('?')[0].Split('/').Select(p => p.Any(char.IsAsciiDigit) ? "*" : p));
}
