namespace Noroshi.EndToEnd.Tests.Harness;

/// <summary>Where things are in the working copy, found by walking up from the test program.</summary>
internal static class House
{
    internal static string Root { get; } = FindRoot();

    /// <summary>The public test data beside the working copy.</summary>
    internal static string SharedData => Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"));

    /// <summary>The server as <c>./noroshi</c> runs it, or, before it was published, as built with the tests.</summary>
    internal static string ServerProgram { get; } = Program("Noroshi.Server", "noroshi-server.dll");

    internal static string CliProgram { get; } = Program("Noroshi.Cli", "noroshi-cli");

    /// <summary>A new empty folder that only its owner may enter.</summary>
    internal static string NewFolder(string purpose) => Directory.CreateTempSubdirectory($"noroshi-{purpose}-").FullName;

    // Of the same build (debug or release) as the test itself.
    private static string Program(string project, string file)
    {
        var build = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var published = Path.Combine(Root, "artifacts", "publish", project, build, file);
        return File.Exists(published) ? published : Path.Combine(Root, "artifacts", "bin", project, build, file);
    }

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Noroshi.slnx"))) return at.FullName;
        }
        throw new DirectoryNotFoundException("no Noroshi.slnx above the test program");
    }
}
