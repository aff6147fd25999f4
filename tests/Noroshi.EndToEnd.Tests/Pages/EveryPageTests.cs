using Noroshi.EndToEnd.Tests.Harness;

namespace Noroshi.EndToEnd.Tests.Pages;

/// <summary>Follows every link a role is shown, in both languages: no accessibility violation, no sideways scrolling on a phone, no console error, no missing text.</summary>
public sealed class EveryPageTests(DemoServer demo, Chromium chromium)
{
    private const int Phone = 360;
    private const int MostPages = 60;

    // Pages already looked at, as their language and structure: what another role is shown just so needs no second look.
    private static readonly HashSet<string> Looked = [];

    public static TheoryData<string, string, string> Roles =>
    [
        ("operator", "reporter", "ja"), ("operator", "reporter", "en"),
        ("center", "handler", "ja"), ("center", "handler", "en"),
        ("center", "approver", "ja"), ("center", "approver", "en"),
        ("authority", "handler", "ja"), ("authority", "handler", "en"),
        ("center", "administrator", "ja"), ("center", "administrator", "en"),
        ("center", "auditor", "ja"), ("center", "auditor", "en"),
    ];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Page_OfEveryRole_IsAccessibleAndFitsAPhone(string kind, string role, string language)
    {
        var server = await demo.Started;
        await using var visitor = await chromium.VisitAsync(server, language);
        await visitor.SignInAsync(server.Accounts.Of(kind, role));

        var faults = await WalkAsync(visitor);

        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task Page_BeforeSignIn_IsAccessibleAndFitsAPhone(string language)
    {
        var server = await demo.Started;
        await using var visitor = await chromium.VisitAsync(server, language);
        await visitor.GoAsync("/sign-in");

        var faults = await WalkAsync(visitor);

        Assert.Empty(faults);
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
        if (!Looked.Add(await visitor.StructureAsync())) return [];
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
