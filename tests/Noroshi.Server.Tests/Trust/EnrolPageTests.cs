using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Noroshi.Core.Trust;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Tests.Support;
using Noroshi.Server.Trust.Accounts;

namespace Noroshi.Server.Tests.Trust;

/// <summary>The enrolment page's QR code is what a camera makes of it, and the text beside it is the same key.</summary>
public sealed partial class EnrolPageTests
{
    [Fact]
    public async Task Enrol_QrCode_IsReadBackAsTheAddressOfTheKey()
    {
        await using DoorsServer server = await DoorsServer.StartAsync(Engines.Sqlite);
        await server.AddAccountAsync("tanto+1@example.jp", TestNetwork.Operator(1), Role.Reporter);
        using Browser browser = server.NewBrowser();
        await browser.SignInAsync("tanto+1@example.jp");

        string page = await (await browser.GetAsync("/sign-in/enrol")).Content.ReadAsStringAsync();
        byte[] key = server.App.Services.GetRequiredService<SecondFactor>().Unprotect(WebUtility.HtmlDecode(HiddenKey().Match(page).Groups[1].Value))!;
        string address = Totp.Address(key, "tanto+1@example.jp");

        Assert.Equal(Totp.Spell(key).Chunk(4).Select(g => new string(g)), Groups().Match(page).Groups["group"].Captures.Select(c => c.Value));
        Assert.Contains("QR code of the authenticator&#x27;s key", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.Equal(address, Decoded(Svg().Match(page)));
    }

    // Four pixels to a module, as a grey picture that zbarimg reads.
    private static string Decoded(Match svg)
    {
        const int Scale = 4;
        int side = int.Parse(svg.Groups["size"].Value, CultureInfo.InvariantCulture) * Scale;
        byte[] pixels = [.. Enumerable.Repeat((byte)255, side * side)];
        foreach (Match run in Run().Matches(svg.Groups["path"].Value))
        {
            int[] n = [.. run.Groups.Values.Skip(1).Select(g => int.Parse(g.Value, CultureInfo.InvariantCulture) * Scale)];
            for (int y = n[1]; y < n[1] + Scale; y++)
            {
                pixels.AsSpan((y * side) + n[0], n[2]).Clear();
            }
        }

        return Decoded([.. Encoding.ASCII.GetBytes($"P5\n{side} {side}\n255\n"), .. pixels]);
    }

    private static string Decoded(byte[] picture)
    {
        string file = Path.GetTempFileName() + ".pgm";
        File.WriteAllBytes(file, picture);
        try
        {
            using var decoder = Process.Start(new ProcessStartInfo("zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string text = decoder.StandardOutput.ReadToEnd();
            decoder.WaitForExit();
            return text.TrimEnd('\n');
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("zbarimg (Debian package zbar-tools) is not installed");
            return "";
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex("name=\"key\" value=\"([^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex HiddenKey();

    [GeneratedRegex("id=\"totp-key\"[^>]*>(<span>(?<group>[A-Z2-7]+)</span>)+", RegexOptions.None, 1000)]
    private static partial Regex Groups();

    [GeneratedRegex("<svg viewBox=\"0 0 (?<size>[0-9]+) [0-9]+\"[^>]*role=\"img\"[^>]*>.*?<path d=\"(?<path>[^\"]+)\"", RegexOptions.Singleline, 1000)]
    private static partial Regex Svg();

    [GeneratedRegex("M([0-9]+),([0-9]+)h([0-9]+)v1h-[0-9]+z", RegexOptions.None, 1000)]
    private static partial Regex Run();
}
