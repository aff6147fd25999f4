namespace Noroshi.EndToEnd.Tests.Harness;

/// <summary>Where things are in the working copy, found by walking up from the test program.</summary>
internal static class House
{
    internal static string Root { get; } = FindRoot();

    /// <summary>The public test data beside the working copy.</summary>
    internal static string SharedData => Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"));

    /// <summary>The server as built with the tests, or the one NOROSHI_SERVER_PROGRAM names (a published one, say).</summary>
    internal static string ServerProgram => Environment.GetEnvironmentVariable("NOROSHI_SERVER_PROGRAM") is { Length: > 0 } other ? other : Program("Noroshi.Server", "noroshi-server.dll");

    internal static string CliProgram => Program("Noroshi.Cli", "noroshi-cli.dll");

    /// <summary>A new empty folder that only its owner may enter.</summary>
    internal static string NewFolder(string purpose) => Directory.CreateTempSubdirectory($"noroshi-{purpose}-").FullName;

    /// <summary>The programs are taken from the same build (debug or release) as the test itself.</summary>
    private static string Program(string project, string file) =>
        Path.Combine(Root, "artifacts", "bin", project, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), file);

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Noroshi.slnx"))) return at.FullName;
        }
        throw new DirectoryNotFoundException("no Noroshi.slnx above the test program");
    }
}
