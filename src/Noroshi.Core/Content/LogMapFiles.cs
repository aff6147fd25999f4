using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Logs.Json;

namespace Noroshi.Core.Content;

/// <summary>Only the maps of <c>logs/</c>, for programs that read logs and need nothing else: quick, since examples are not executed. <see cref="CatalogLoader"/> checks the same files in full.</summary>
public static class LogMapFiles
{
    /// <summary>Reads the maps. A site's file replaces the built-in one of the same path.</summary>
    /// <param name="builtIn">The files that ship with the program; those outside <c>logs/</c> are passed over.</param>
    /// <param name="site">The site's own files.</param>
    /// <param name="faults">Receives what is wrong; a file with a fault is left out.</param>
    public static LogMapSet Read(IEnumerable<ContentFile> builtIn, IEnumerable<ContentFile> site, ICollection<Fault> faults)
    {
        SortedDictionary<string, ContentFile> files = new(StringComparer.Ordinal);
        foreach (var file in builtIn.Concat(site).Where(f => f.Path.StartsWith("log-maps/", StringComparison.Ordinal) && f.Path.EndsWith(".yaml", StringComparison.Ordinal))) files[file.Path] = file;
        List<LogMap> maps = [];
        foreach (var file in files.Values)
        {
            List<Fault> own = [];
            if (LogMapReader.ReadUnchecked(file, own) is { } map && own.Count == 0) maps.Add(map);
            foreach (var fault in own) faults.Add(fault);
        }
        return new(maps);
    }
}
