using System.Collections.Immutable;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Cli.Scan;

/// <summary>Images of content files in the user's cache folder, so that YAML is parsed, and our own rules are read, once and not at each start. Without such a folder, or room in it, all is done each time.</summary>
internal static class ContentCache
{
    private const int MostImages = 16;
    private const long MostBytes = 64 << 20;

    /// <summary>The files with their trees, from the cache or parsed and kept; as they are when they have faults.</summary>
    internal static IReadOnlyCollection<ContentFile> Known(IReadOnlyCollection<ContentFile> files) => Known(files, Folder());

    /// <summary>The same with the cache in a folder; null for none.</summary>
    internal static IReadOnlyCollection<ContentFile> Known(IReadOnlyCollection<ContentFile> files, string? folder)
    {
        if (files.Count == 0 || folder is null) return files;
        var path = PathOf(folder, Convert.ToHexStringLower(ContentImage.HashOf(files).AsSpan(0, 16)));
        if (Read(path) is { } image && ContentImage.Read(image, files) is { } known) return known;
        if (ContentImage.Parse(files) is not { } parsed) return files;
        Write(folder, path, ContentImage.Of(parsed));
        return parsed;
    }

    /// <summary>What the detectors' files say, from the cache or read and kept; null when they have faults.</summary>
    internal static DetectorContent? Detectors(IReadOnlyCollection<ContentFile> files, List<Fault> faults) => Detectors(files, faults, Folder());

    /// <summary>The same with the cache in a folder; null for none.</summary>
    internal static DetectorContent? Detectors(IReadOnlyCollection<ContentFile> files, List<Fault> faults, string? folder)
    {
        var path = folder is null ? null : PathOf(folder, DetectorImage.NameOf(files));
        if (path is not null && Read(path) is { } image && DetectorImage.Read(image, files) is { } known) return known;
        List<Fault> found = [];
        var content = DetectorContent.Read(Known(files, folder), found);
        faults.AddRange(found);
        if (found.Count > 0) return null;
        if (path is not null && DetectorImage.Of(content, files) is { } made) Write(folder!, path, made);
        return content;
    }

    private static string PathOf(string folder, string name) => Path.Combine(folder, $"{name}.image");

    /// <summary>XDG Base Directory Specification 0.8, <c>XDG_CACHE_HOME</c>; on Windows the folder of local application data.</summary>
    private static string? Folder()
    {
        var cache = OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) : Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (!Path.IsPathRooted(cache)) cache = Environment.GetEnvironmentVariable("HOME") is { } home && Path.IsPathRooted(home) ? Path.Combine(home, ".cache") : null;
        return cache is null ? null : Path.Combine(cache, "noroshi");
    }

    private static byte[]? Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= MostBytes } ? File.ReadAllBytes(path) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Write(string folder, string path, byte[] image)
    {
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var unfinished = $"{path}.{Environment.ProcessId}";
            File.WriteAllBytes(unfinished, image);
            File.Move(unfinished, path, overwrite: true);
            foreach (var old in new DirectoryInfo(folder).EnumerateFiles("*.image*").OrderByDescending(f => f.LastWriteTimeUtc).Skip(MostImages)) old.Delete();
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // It is only a cache.
        }
    }
}
