using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Noroshi.EndToEnd.Tests.Harness;

namespace Noroshi.EndToEnd.Tests.Chain;

/// <summary>The whole chain as people walk it: a first report with nothing but a contact, its receipt, a follow-up, an alert by two people, a real mail, an acknowledgement, the board.</summary>
public sealed partial class WholeChainInTheBrowserTests(DemoServer demo, Chromium chromium)
{
    [Theory]
    [InlineData("ja", true)]
    [InlineData("en", true)]
    [InlineData("ja", false)]
    public async Task Chain_FromReportToAcknowledgedAlert_HoldsInTheBrowser(string language, bool javaScript)
    {
        Mailbox.Require();
        var server = await demo.Started;

        var report = await ReportAsync(server, language, javaScript);
        await SeenAsync(server, language, javaScript, report, server.Accounts.BankAuthority);
        await SeenAsync(server, language, javaScript, report, server.Accounts.Of("center", "handler"));
        var alert = await WriteAlertAsync(server, language, javaScript);
        await ApproveAsync(server, language, javaScript, alert);
        var mail = await Mailbox.WaitAsync("@asahina-bank.example.jp", alert); // One that must answer: others get a copy without a link.
        await AcknowledgeByLinkAsync(server, language, javaScript, Link().Match(mail).Value);
        await BoardShowsAsync(server, language, alert);
    }

    private async Task<string> ReportAsync(ServerProcess server, string language, bool javaScript)
    {
        await using var reporter = await chromium.VisitAsync(server, language, javaScript);
        await reporter.SignInAsync(server.Accounts.Bank);
        var page = reporter.Page;
        await reporter.GoAsync("/reports/new");
        Assert.True(await page.Locator("aside li, aside tr, aside dt").CountAsync() >= 3, "who receives it is not shown");
        await page.Locator("[name='facts.contact.person']").FillAsync("山田 太郎");
        await page.Locator("[name='facts.contact.telephone']").FillAsync("03-0000-0101");
        await SendAsync(page, "/reports/new");
        var number = (await page.Locator("#number").InnerTextAsync()).Trim();
        Assert.Matches("^R[0-9]{2}-", number);
        await CheckReceiptAsync(page, number);
        await FollowUpAsync(reporter, number);
        return number;
    }

    private static async Task FollowUpAsync(Visitor reporter, string number)
    {
        var page = reporter.Page;
        await reporter.GoAsync($"/reports/{number}/follow-up");
        await page.Locator("[name='facts.incident.summary']").FillAsync("送金システムが攻撃を受けています。");
        await page.Locator("[name='facts.incident.summary.certainty'][value=tentative]").CheckAsync();
        await SendAsync(page, $"/reports/{number}/follow-up");
        Assert.Contains("/sent", page.Url, StringComparison.Ordinal);
    }

    /// <summary>The receipt as downloaded from the page holds, and does not when anything in it is changed.</summary>
    private static async Task CheckReceiptAsync(IPage page, string number)
    {
        var bytes = await DownloadAsync(page, $"/reports/{number}/receipt/file");
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, bytes);
        (await Tool.CliAsync("verify-receipt", file)).Succeeded();
        for (var at = 0; at < bytes.Length; at += bytes.Length / 3)
        {
            byte[] changed = [.. bytes];
            changed[at] ^= 1;
            await File.WriteAllBytesAsync(file, changed);
            Assert.Equal(1, (await Tool.CliAsync("verify-receipt", file)).ExitCode);
        }
        File.Delete(file);
    }

    private static async Task<byte[]> DownloadAsync(IPage page, string path)
    {
        for (var count = 0; ; count++)
        {
            var response = await page.APIRequest.GetAsync(path);
            if (response.Status == 200) return await response.BodyAsync();
            Assert.True(count < 40, $"{path}: {response.Status} {await response.TextAsync()}");
            await Task.Delay(250);
        }
    }

    private async Task SeenAsync(ServerProcess server, string language, bool javaScript, string report, DemoAccount account)
    {
        await using var reader = await chromium.VisitAsync(server, language, javaScript);
        await reader.SignInAsync(account);
        await reader.GoAsync("/inbox");
        Assert.True(await reader.Page.Locator($"a[href*='{report}']").CountAsync() > 0, $"{account.Organization} does not find {report} in its inbox");
        await reader.GoAsync($"/reports/{report}");
        Assert.Contains("送金システムが攻撃を受けています。", await reader.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    private async Task<string> WriteAlertAsync(ServerProcess server, string language, bool javaScript)
    {
        await using var handler = await chromium.VisitAsync(server, language, javaScript);
        await handler.SignInAsync(server.Accounts.Of("center", "handler"));
        var page = handler.Page;
        await handler.GoAsync("/alerts/new");
        await page.Locator("[name=kind]").First.CheckAsync();
        await page.Locator("[name=tlp][value=green]").CheckAsync();
        await page.Locator("[name=sectors][value=finance]").CheckAsync();
        await page.Locator("[name='ja.title']").FillAsync("送金システムへの攻撃");
        await page.Locator("[name='ja.summary']").FillAsync("同様の攻撃が続いています。記録を確認してください。");
        await page.Locator("[name='ja.actions']").FillAsync("ログイン記録を確認する");
        await page.Locator("[name='en.title']").FillAsync("Attacks on payment systems");
        await page.Locator("[name='en.summary']").FillAsync("Similar attacks continue. Check your logs.");
        await page.Locator("[name='en.actions']").FillAsync("Check sign-in records");
        await SendAsync(page, "/alerts/new");
        var number = AlertNumber().Match(page.Url).Value;
        await handler.GoAsync($"/alerts/{number}/plan");
        await SendAsync(page, $"/alerts/{number}/submit");
        return number;
    }

    private async Task ApproveAsync(ServerProcess server, string language, bool javaScript, string alert)
    {
        await using var approver = await chromium.VisitAsync(server, language, javaScript);
        await approver.SignInAsync(server.Accounts.Of("center", "approver"));
        await approver.GoAsync($"/alerts/{alert}/plan");
        await SendAsync(approver.Page, $"/alerts/{alert}/approve");
        Assert.EndsWith($"/alerts/{alert}", approver.Page.Url, StringComparison.Ordinal);
    }

    private async Task AcknowledgeByLinkAsync(ServerProcess server, string language, bool javaScript, string link)
    {
        await using var recipient = await chromium.VisitAsync(server, language, javaScript);
        await recipient.GoAsync(link);
        await recipient.GoAsync(link); // Opening, however often, is no answer.
        Assert.Equal(0, await recipient.Page.Locator("[role=status]:visible").CountAsync());
        await recipient.Page.Locator("[name=answer][value=investigating]").CheckAsync();
        await SendAsync(recipient.Page, new Uri(link).AbsolutePath);
        Assert.Contains("done=1", recipient.Page.Url, StringComparison.Ordinal);
    }

    private async Task BoardShowsAsync(ServerProcess server, string language, string alert)
    {
        await using var handler = await chromium.VisitAsync(server, language);
        await handler.SignInAsync(server.Accounts.Of("center", "handler"));
        await handler.GoAsync($"/alerts/{alert}/board");
        using var api = new Api(server, server.Accounts.Of("center", "handler"));
        var board = (await api.GetAsync($"alerts/{alert}/board")).Succeeded().Json;
        Assert.Equal(1, board["sectors"]!.AsArray().Sum(s => (int)s!["investigating"]!));
        Assert.Contains(language == "ja" ? "調査中" : "nvestigating", await handler.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    /// <summary>Presses the first button of the form that posts to a path.</summary>
    private static async Task SendAsync(IPage page, string action)
    {
        await page.Locator($"main form[action='{action}'] button[type=submit]:not([formaction]):not([name])").First.ClickAsync();
        // The foot stands last on every page. To wait for an event of the browser instead would be to miss it now and then: it may come between looking whether it came and listening for it.
        await page.Locator("footer.foot").WaitForAsync();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/a/\S+", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("A[0-9]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}", RegexOptions.None, 1000)]
    private static partial Regex AlertNumber();
}
