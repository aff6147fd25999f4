using Microsoft.Playwright;
using Noroshi.EndToEnd.Tests.Harness;

namespace Noroshi.EndToEnd.Tests.Trust;

/// <summary>A passkey from its making to its end, in a real browser with an authenticator that the browser plays.</summary>
public sealed class PasskeyTests(DemoServer demo, Chromium chromium)
{
    private const string Name = "試験の鍵 / test key";

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task Passkey_FromEnrolmentToRemoval_SignsInAlone(string language)
    {
        var server = await demo.Started;
        // Passkeys are bound to a host name; an address is none.
        await using var visitor = await chromium.VisitAsync(server, language, host: "localhost");
        await PlugInAsync(visitor.Page);
        await visitor.SignInAsync(server.Accounts.Of("center", "auditor"));

        await EnrolAsync(visitor);
        for (var count = 0; count < 2; count++) // Twice: the counter of the first sign-in was kept.
        {
            await SignOutAsync(visitor);
            await SignInAsync(visitor.Page);
            await visitor.Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        }

        await RemoveAsync(visitor);
        await SignOutAsync(visitor);
        await SignInAsync(visitor.Page);
        await Assertions.Expect(visitor.Page.Locator("[data-passkey-failed]")).ToBeVisibleAsync();
        Assert.Contains("/sign-in", visitor.Page.Url, StringComparison.Ordinal);
    }

    private static async Task PlugInAsync(IPage page)
    {
        var tools = await page.Context.NewCDPSessionAsync(page);
        await tools.SendAsync("WebAuthn.enable");
        await tools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private static async Task EnrolAsync(Visitor visitor)
    {
        await visitor.GoAsync("/account");
        await visitor.Page.FillAsync("#passkey-name", Name);
        await visitor.Page.ClickAsync("[data-passkey-add] [data-passkey-button]");
        await Assertions.Expect(Row(visitor.Page)).ToHaveCountAsync(1);
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GotoAsync("/sign-in");
        await page.ClickAsync("[data-passkey-sign-in] [data-passkey-button]");
    }

    private static async Task SignOutAsync(Visitor visitor)
    {
        await visitor.GoAsync("/account");
        await visitor.Page.ClickAsync(".bar-account summary");
        await visitor.Page.ClickAsync("form[action='/sign-out'] button");
        await visitor.Page.WaitForURLAsync(url => !url.Contains("/account", StringComparison.Ordinal));
        await visitor.Page.GotoAsync("/account");
        Assert.Contains("/sign-in", visitor.Page.Url, StringComparison.Ordinal);
    }

    private static async Task RemoveAsync(Visitor visitor)
    {
        await visitor.GoAsync("/account");
        await Row(visitor.Page).Locator("button").ClickAsync();
        await Assertions.Expect(Row(visitor.Page)).ToHaveCountAsync(0);
    }

    private static ILocator Row(IPage page) => page.Locator("tr", new() { HasText = Name });
}
