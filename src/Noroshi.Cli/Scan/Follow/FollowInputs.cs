using Noroshi.Core.Vocabulary;

namespace Noroshi.Cli.Scan.Follow;

/// <summary>The files to follow: those there are, and those named that are not there yet.</summary>
internal static class FollowInputs
{
    /// <summary>The files; faults hold what cannot be followed at all.</summary>
    internal static List<ScanInput> Of(IReadOnlyList<string> names, DateTimeOffset now, List<Fault> faults)
    {
        using var spool = new Spool();
        foreach (var _ in names.Where(n => n == ScanInput.StandardInput)) faults.Add(new("NRS-X126", ScanInput.StandardInput));
        List<Fault> found = [];
        var inputs = ScanInputs.Of(names.Where(n => n != ScanInput.StandardInput), spool, now, found);
        foreach (var fault in found)
        {
            if (fault.Code == "NRS-X121" && IsAwaitable(fault.Path)) inputs.Add(new(fault.Path, 0, now, Packing.None));
            else faults.Add(fault);
        }
        return [.. inputs.DistinctBy(i => FileIdentity.Of(i.Name) is { } identity ? $"{identity}" : i.Name)];
    }

    /// <summary>A file may be made later; a pattern that fits nothing names no file.</summary>
    private static bool IsAwaitable(string name) => name.AsSpan().IndexOfAny("*?") < 0 && !name.EndsWith(Path.DirectorySeparatorChar);
}
