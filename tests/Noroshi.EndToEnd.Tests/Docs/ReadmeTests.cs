using System.Diagnostics;
using System.Text.RegularExpressions;
using Noroshi.EndToEnd.Tests.Harness;

namespace Noroshi.EndToEnd.Tests.Docs;

/// <summary>Every command the front pages show is run as it stands there.</summary>
public sealed partial class ReadmeTests
{
    public static TheoryData<string, string> Commands
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var page in new[] { "README.md", "README.ja.md" })
            {
                foreach (var command in CommandsOf(page)) data.Add(page, command);
            }
            return data;
        }
    }

    [Fact]
    public void Readme_BothLanguages_ShowTheSameCommands() => Assert.Equal(CommandsOf("README.md"), CommandsOf("README.ja.md"));

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Readme_Command_Works(string page, string command)
    {
        Assert.NotEmpty(page);
        if (command == "./test") Assert.True(File.Exists(Path.Combine(House.Root, "test"))); // It is what runs this test.
        else if (command.Contains(" serve ", StringComparison.Ordinal)) await ServesAsync(command);
        else await EndsWellAsync(command);
    }

    private static async Task EndsWellAsync(string command)
    {
        var folder = House.NewFolder("readme");
        (await Tool.RunAsync("bash", ["-c", AtHome(command)], folder: folder, limit: TimeSpan.FromMinutes(5))).Succeeded();
        Assert.All(Directory.EnumerateFiles(folder), file => Assert.NotEqual(0, new FileInfo(file).Length));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task ServesAsync(string command)
    {
        var folder = House.NewFolder("readme");
        var start = new ProcessStartInfo("bash", ["-c", $"exec {AtHome(command)}"]) { RedirectStandardOutput = true, WorkingDirectory = folder };
        start.Environment["NOROSHI_URLS"] = $"http://127.0.0.1:{ServerProcess.FreePort()}";
        using var process = Process.Start(start)!;
        List<string> lines = [];
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (await process.StandardOutput.ReadLineAsync(late.Token) is { } line && !line.StartsWith("ready ", StringComparison.Ordinal)) lines.Add(line);
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(late.Token);
        Assert.True(File.Exists(Path.Combine(folder, "data", "demo.json")), string.Join('\n', lines));
        Directory.Delete(folder, recursive: true);
    }

    private static string AtHome(string command) => $"{House.Root}/{command[2..]}";

    private static string[] CommandsOf(string page) =>
        [.. Block().Matches(File.ReadAllText(Path.Combine(House.Root, page))).SelectMany(b => b.Groups["lines"].Value.Split('\n'))
            .Select(l => l.Split("  #")[0].Trim()).Where(l => l.StartsWith("./", StringComparison.Ordinal))];

    [GeneratedRegex("```sh\n(?<lines>.*?)```", RegexOptions.Singleline, 1000)]
    private static partial Regex Block();
}
