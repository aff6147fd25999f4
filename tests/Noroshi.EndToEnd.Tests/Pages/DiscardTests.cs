using Noroshi.EndToEnd.Tests.Harness;

namespace Noroshi.EndToEnd.Tests.Pages;

/// <summary>Discarding a draft in the middle of typing: what the page would have saved by itself two seconds later is not saved.</summary>
public sealed class DiscardTests(DemoServer demo, Chromium chromium)
{
    private const int LongerThanQuietMs = 3_500;

    [Fact]
    public async Task Discard_RightAfterTyping_LeavesNoDraftAndAsksNothing()
    {
        var server = await demo.Started;
        await using var visitor = await chromium.VisitAsync(server, "en");
        await visitor.SignInAsync(server.Accounts.Of("operator", "reporter"));
        var page = visitor.Page;
        List<string> saves = [], dialogs = [];
        page.Request += (_, request) =>
        {
            if (request.Url.EndsWith("/reports/new/draft", StringComparison.Ordinal)) saves.Add(request.PostData ?? "");
        };
        page.Dialog += async (_, dialog) =>
        {
            dialogs.Add(dialog.Message);
            await dialog.AcceptAsync();
        };
        await visitor.GoAsync("/reports/new");
        var title = page.Locator("[name='facts.incident.title']");
        await title.EvaluateAsync("e => e.closest('details').open = true");
        await page.RunAndWaitForResponseAsync(() => title.FillAsync("begun"), r => r.Url.EndsWith("/reports/new/draft", StringComparison.Ordinal) && r.Ok);
        Assert.Matches("^[0-9]+$", await page.Locator("[name='begun']").InputValueAsync());

        await visitor.GoAsync("/reports/new");
        await title.EvaluateAsync("e => e.closest('details').open = true");
        saves.Clear();
        await title.FillAsync("typed just before");
        await page.Locator("form[data-discards]").EvaluateAsync("f => { f.closest('details').open = true; }");
        await page.Locator("form[data-discards] button").ClickAsync();
        await page.WaitForURLAsync("**/");
        await Task.Delay(LongerThanQuietMs);
        Assert.Empty(saves);
        Assert.Empty(dialogs);
        await visitor.GoAsync("/reports/new");
        Assert.Equal("", await title.InputValueAsync());
        Assert.Equal(0, await page.Locator("form[data-discards]").CountAsync());
    }
}
