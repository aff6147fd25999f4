using Noroshi.Core.Vocabulary;

namespace Noroshi.Cli.Scan.Follow;

/// <summary>The files to follow, held open: those there are, and those named that are not there yet.</summary>
/// <remarks>
/// Between listing a folder and opening its files rotation may move every name on by one, so that one file is opened twice and another not at all. Files are therefore told apart by device and number,
/// and the folder is listed again until nothing new stands in it.
/// </remarks>
internal static class FollowInputs
{
    private const int MostLooks = 5;

    /// <summary>As many first bytes of two files say that one is the other, packed.</summary>
    private const int Compared = 4096;

    private const int LeastCompared = 256;

    /// <summary>The files; faults hold what cannot be followed at all.</summary>
    internal static List<ScanInput> Of(IReadOnlyList<string> names, DateTimeOffset now, List<Fault> faults)
    {
        using var spool = new Spool();
        foreach (var _ in names.Where(n => n == ScanInput.StandardInput)) faults.Add(new("NRS-X126", ScanInput.StandardInput));
        string[] files = [.. names.Where(n => n != ScanInput.StandardInput)];
        List<ScanInput> held = [];
        HashSet<FileIdentity> known = [];
        List<Fault> found = [];
        List<ScanInput> unheld = [];
        for (var look = 0; look < MostLooks; look++)
        {
            (found, unheld) = ([], []);
            var before = known.Count;
            foreach (var input in ScanInputs.Of(files, spool, now, found)) Hold(input, held, known, unheld);
            if (known.Count == before) break;
        }
        DropPackedTwins(held);
        foreach (var fault in found)
        {
            if (fault.Code == "NRS-X121" && IsAwaitable(fault.Path)) unheld.Add(new(fault.Path, 0, now, Packing.None));
            else faults.Add(fault);
        }
        return [.. held, .. unheld];
    }

    private static void Hold(ScanInput input, List<ScanInput> held, HashSet<FileIdentity> known, List<ScanInput> unheld)
    {
        if (FileIdentity.Of(input.Name) is { } there && known.Contains(there)) return;
        if (OpenedFile.Of(input.Name) is not { } opened)
        {
            unheld.Add(input);
            return;
        }
        if (known.Add(opened.Identity)) held.Add(input with { Packing = opened.Packing, Held = opened });
        else opened.Close();
    }

    /// <summary>Leaves out packed files that begin with what a plain one begins with: while a log is packed it stands there twice, and right after it under another name than the one it is held by.</summary>
    private static void DropPackedTwins(List<ScanInput> held)
    {
        byte[][] plain = [.. held.Where(h => h.Packing == Packing.None).Select(h => Beginning(h.Held!)).Where(b => b.Length >= LeastCompared)];
        foreach (var input in held.Where(h => h.Packing != Packing.None).ToArray())
        {
            var beginning = Beginning(input.Held!);
            if (beginning.Length < LeastCompared || !Array.Exists(plain, p => p.AsSpan(0, Math.Min(p.Length, beginning.Length)).SequenceEqual(beginning.AsSpan(0, Math.Min(p.Length, beginning.Length))))) continue;
            held.Remove(input);
            input.Held!.Close();
        }
    }

    /// <summary>The first bytes of a file, unpacked; the file then stands at its beginning again.</summary>
    private static byte[] Beginning(OpenedFile file)
    {
        var first = new byte[Compared];
        var length = 0;
        try
        {
            using var raw = new TappedStream(file.File, static _ => { });
            using var text = new ScanInput("", 0, default, file.Packing).Unpack(raw);
            while (length < Compared && text.Read(first, length, Compared - length) is > 0 and var read) length += read;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // As far as it can be read, then: it is just being written.
        }
        file.File.Position = 0;
        return first[..length];
    }

    /// <summary>A file may be made later; a pattern that fits nothing names no file.</summary>
    private static bool IsAwaitable(string name) => name.AsSpan().IndexOfAny("*?") < 0 && !name.EndsWith(Path.DirectorySeparatorChar);
}
