using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Cli.Scan;

/// <summary>What the user named (files, folders, globs, <c>-</c>) as the list of files to read; a folder's in order of their names.</summary>
internal static class ScanInputs
{
    private const int MaxFiles = 100_000;

    /// <param name="names">What the user named.</param>
    /// <param name="spool">Where standard input is kept.</param>
    /// <param name="now">When standard input counts as changed.</param>
    /// <param name="faults">Receives what cannot be read.</param>
    /// <param name="most">How many files of one folder are taken.</param>
    internal static List<ScanInput> Of(IEnumerable<string> names, Spool spool, DateTimeOffset now, List<Fault> faults, int most = MaxFiles)
    {
        List<ScanInput> inputs = [];
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (name == ScanInput.StandardInput) inputs.Add(new(name, -1, now, Packing.None) { Kept = spool });
            else foreach (var path in Expand(name, faults, most)) Add(path, isNamed: path == name, inputs, faults);
        }
        return inputs;
    }

    /// <summary>The same files with those of one log in the order they were written, whatever order they were named in: a shell puts <c>access.log</c> before <c>access.log-20261122</c>. Each log keeps its places in the list.</summary>
    internal static List<ScanInput> OldestFirst(List<ScanInput> inputs)
    {
        var ordered = inputs.ToArray();
        foreach (var log in LogFileName.Logs([.. inputs.Select(i => i.Name)]).Select((log, place) => (log, place)).GroupBy(l => l.log, l => l.place).Where(l => l.Count() > 1))
        {
            foreach (var (place, input) in log.Zip(log.Select(p => inputs[p]).Order(Comparer<ScanInput>.Create((a, b) => LogFileName.Compare(a.Name, b.Name))))) ordered[place] = input;
        }
        return [.. ordered];
    }

    /// <summary>A seed for files that are there whole; null when something comes through a pipe.</summary>
    internal static ulong? SeedOf(IReadOnlyList<ScanInput> inputs) => inputs.Any(i => i.Length < 0) ? null : WatchSettings.SeedOf(inputs.Select(i => (i.Length, i.Changed)));

    private static IEnumerable<string> Expand(string name, List<Fault> faults, int most)
    {
        if (File.Exists(name)) return [name];
        if (Directory.Exists(name)) return Files(name, "*", faults, most);
        if (name.AsSpan().IndexOfAny("*?") < 0) return Missing(name, faults);
        var folder = Path.GetDirectoryName(name) is { Length: > 0 } given ? given : ".";
        var found = Directory.Exists(folder) ? Files(folder, Path.GetFileName(name), faults, most, isDeep: false) : [];
        return found.Count > 0 ? found : Missing(name, faults);
    }

    private static string[] Missing(string name, List<Fault> faults)
    {
        faults.Add(new("NRS-X121", name));
        return [];
    }

    private static List<string> Files(string folder, string pattern, List<Fault> faults, int most, bool isDeep = true)
    {
        List<string> files = [];
        try
        {
            var walking = new EnumerationOptions { RecurseSubdirectories = isDeep, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.ReparsePoint };
            files.AddRange(Directory.EnumerateFiles(folder, pattern, walking).Take(most + 1));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            faults.Add(new Fault("NRS-X122", folder).With("reason", unreadable.Message));
        }
        if (files.Count > most)
        {
            files.RemoveAt(most);
            faults.Add(new Fault("NRS-X168", folder).With("limit", Shown.Number(most)));
        }
        // Older rotations have higher numbers: error.log.2.gz, error.log.1, error.log.
        files.Sort(static (a, b) => LogFileName.Compare(a, b));
        return files;
    }

    private static void Add(string path, bool isNamed, List<ScanInput> inputs, List<Fault> faults)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Length == 0 && !isNamed) return;
            var packing = FirstBytes.PackingOf(path, out var isText);
            // A folder holds journals, databases and pictures too; what was named by hand is read whatever it looks like.
            if (!isNamed && !isText && packing == Packing.None) return;
            if (packing == Packing.Unknown) faults.Add(new("NRS-X123", path));
            else inputs.Add(new(path, file.Length, file.LastWriteTimeUtc, packing));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            faults.Add(new Fault("NRS-X122", path).With("reason", unreadable.Message));
        }
    }
}
