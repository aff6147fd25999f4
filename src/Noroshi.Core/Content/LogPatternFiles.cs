using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Logs.Patterns;

namespace Noroshi.Core.Content;

/// <summary>The patterns of <c>content/logs</c> and a site's own, for reading logs: quicker than the whole catalogue, since nothing else is read and no example executed.</summary>
public static class LogPatternFiles
{
    /// <summary>Reads the files.</summary>
    /// <param name="builtIn">The files that ship with the program; those outside <c>logs/</c> are passed over.</param>
    /// <param name="site">The site's own; one of the same path replaces a built-in one.</param>
    /// <param name="faults">Receives what is wrong. Patterns of files without a fault can be used all the same.</param>
    public static LogPatterns Read(IEnumerable<ContentFile> builtIn, IEnumerable<ContentFile> site, ICollection<Fault> faults)
    {
        SortedDictionary<string, ContentFile> files = new(StringComparer.Ordinal);
        foreach (var file in builtIn.Concat(site).Where(f => f.Path.StartsWith("logs/", StringComparison.Ordinal) && f.Path.EndsWith(".yaml", StringComparison.Ordinal))) files[file.Path] = file;
        return new(files.Values.SelectMany(file => One(file, faults)));
    }

    private static ImmutableArray<LogPattern> One(ContentFile file, ICollection<Fault> faults)
    {
        List<Fault> found = [];
        if (WithoutExamples(file).Root(found) is not { } root || FieldReader.Of(root, "", found) is not { } fields)
        {
            foreach (var fault in found) faults.Add(fault);
            return [];
        }
        var id = Path.GetFileNameWithoutExtension(file.Path);
        var patterns = LogPatternFileReader.Patterns(fields, ContentHeaderReader.Read(fields, id, "") with { Id = id });
        foreach (var fault in found) faults.Add(fault);
        return found.Count == 0 ? patterns : [];
    }

    /// <summary>A file without its examples: they are most of it, stand last and are not executed here, so that they need not be read either. The catalogue reads and checks them.</summary>
    /// <param name="file">The file.</param>
    public static ContentFile WithoutExamples(ContentFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Bytes.AsSpan().IndexOf("\nexamples:\n"u8) is > 0 and var examples ? new(file.Path, file.Bytes[..(examples + 1)]) : file;
    }
}
