namespace Noroshi.Tests.Docs;

/// <summary>The working copy these tests were built from.</summary>
internal static class WorkingCopy
{
    internal static string Root { get; } = Find();

    internal static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Noroshi.slnx"))) return at.FullName;
        }
        throw new DirectoryNotFoundException("no Noroshi.slnx above the test program");
    }
}
