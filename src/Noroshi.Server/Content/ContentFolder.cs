using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;

namespace Noroshi.Server.Content;

/// <summary>Content files on disk. The built-in ones lie beside the program; a site's own lie where the setting <c>content</c> says.</summary>
internal static class ContentFolder
{
    internal static string BuiltIn => Path.Combine(AppContext.BaseDirectory, "content");

    /// <summary>All YAML files below a folder, paths with <c>/</c>.</summary>
    /// <exception cref="FaultException"><c>NRS-C030</c>: the folder cannot be read.</exception>
    internal static IReadOnlyList<ContentFile> Read(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Select(f => new ContentFile(Path.GetRelativePath(folder, f).Replace('\\', '/'), Bytes(f)))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(new Fault("NRS-C030", folder).With("reason", e.Message), e);
        }
    }

    // One byte beyond the limit is enough for the reader to refuse the file.
    private static byte[] Bytes(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[Math.Min(file.Length, YamlReader.MaxBytes + 1)];
        file.ReadExactly(bytes);
        return bytes;
    }
}
