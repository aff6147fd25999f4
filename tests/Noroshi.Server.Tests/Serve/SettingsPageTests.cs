using Noroshi.Server.Serve;

namespace Noroshi.Server.Tests.Serve;

public sealed class SettingsPageTests
{
    [Fact]
    public async Task SettingsPage_EverySettingOfTheProgram_StandsInItAsItIs()
    {
        string[] page = await File.ReadAllLinesAsync(Path.Combine(Root(), "docs", "operate", "settings.md"), TestContext.Current.CancellationToken);

        IEnumerable<string> missing = Settings.All.Select(s => $"| `{s.Key}` | {(s.Default is null ? "" : $"`{s.Default}`")} | {s.Meaning} |").Except(page);

        Assert.Empty(missing);
    }

    [Fact]
    public void Load_WithDemo_TakesTheDemonstrationsDefaultsButNotOverWhatIsGiven()
    {
        Settings? open = Settings.Load(["--demo"], _ => null).Settings, given = Settings.Load(["--demo", "--accounts-sign-in-limit", "10"], _ => null).Settings, plain = Settings.Load([], _ => null).Settings;

        Assert.Equal(["120", "10", "10"], new[] { open, given, plain }.Select(s => s!.Text("accounts.sign-in-limit")));
    }

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Noroshi.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
