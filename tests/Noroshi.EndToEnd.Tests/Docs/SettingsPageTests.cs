using System.Text.Json.Nodes;
using Noroshi.EndToEnd.Tests.Harness;

namespace Noroshi.EndToEnd.Tests.Docs;

public sealed class SettingsPageTests
{
    [Fact]
    public async Task SettingsPage_EverySettingOfTheProgram_StandsInIt()
    {
        var printed = (await Tool.ServerAsync("config", "print", "--json")).Succeeded();
        var page = await File.ReadAllTextAsync(Path.Combine(House.Root, "docs", "operate", "settings.md"));

        var missing = JsonNode.Parse(printed.Output)!.AsObject().Select(s => s.Key).Where(key => !page.Contains($"| `{key}` |", StringComparison.Ordinal));

        Assert.Empty(missing);
    }
}
