namespace Noroshi.Tests;

/// <summary>Where the sources and the test data lie, found by walking up from the test program.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    /// <summary>A folder of the public test data, or null where it is not laid out.</summary>
    internal static string? TestData(string folder) => Path.Combine(Root, "..", "shared", "data", folder) is var path && Directory.Exists(path) ? path : null;

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Noroshi.slnx"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Noroshi.slnx not found");
        return folder;
    }
}
