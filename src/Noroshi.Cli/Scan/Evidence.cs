using System.Security.Cryptography;
using Noroshi.Cli.Scan.Follow;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Cli.Scan;

/// <summary>A proving line: where it stands, its hash, and its text for those who may see it.</summary>
/// <param name="File">The input's name.</param>
/// <param name="Number">Line number in the unpacked file, from 1.</param>
/// <param name="Offset">Where it begins in the unpacked file, in bytes.</param>
/// <param name="Text">The line's bytes; empty when it could not be read again.</param>
/// <param name="Sha256">SHA-256 of the line without its line end, lower-case hexadecimal, made when it is asked for: a terminal shows none. Null when the line could not be read again.</param>
internal sealed record ProvingLine(string File, long Number, long Offset, byte[] Text, Lazy<string>? Sha256)
{
    internal string? Hash => Sha256?.Value;

    internal static string HashOf(byte[] line) => Convert.ToHexStringLower(SHA256.HashData(line));
}

/// <summary>Reads the lines of findings again by their place. Nothing is kept of the millions of lines that prove nothing.</summary>
internal static class Evidence
{
    private const int MaxLine = 1 << 20;

    /// <summary>The lines, by place; a jump for each, but one pass over a packed file of which lines were not kept.</summary>
    /// <param name="inputs">What was read.</param>
    /// <param name="kept">Lines kept while it was read; null for none.</param>
    /// <param name="places">Where the lines stand.</param>
    /// <param name="seen">By what the inputs are known again: rotation may have given their names to other files meanwhile. One that is missing is taken as it is.</param>
    /// <param name="faults">Receives the inputs whose lines cannot be read again.</param>
    internal static Dictionary<LineRef, ProvingLine> Read(IReadOnlyList<ScanInput> inputs, KeptLines? kept, IEnumerable<LineRef> places, IReadOnlyDictionary<int, SeenFile> seen, List<Fault> faults)
    {
        Dictionary<LineRef, ProvingLine> lines = [];
        var all = places.Distinct().ToArray();
        foreach (var place in all.Where(p => p.Offset < 0)) lines[place] = Unread(place.File < 0 ? "" : inputs[place.File].Name, place);
        foreach (var place in all)
        {
            if (place is { File: >= 0, Offset: >= 0 } && kept?.Find(place) is { } line) lines[place] = Of(inputs[place.File].Name, place, line);
        }
        foreach (var file in all.Where(p => p.File >= 0 && !lines.ContainsKey(p)).GroupBy(p => p.File))
        {
            var input = inputs[file.Key];
            LineRef[] of = [.. file.OrderBy(p => p.Offset)];
            var read = Read(input, of, seen.GetValueOrDefault(file.Key));
            foreach (var place in of) lines[place] = read?.GetValueOrDefault(place) ?? Unread(input.Name, place);
            var missing = of.Length - (read?.Count ?? 0);
            if (missing > 0) faults.Add(new Fault("NRS-X169", input.Name).With("count", Shown.Number(missing)));
        }
        return lines;
    }

    private static ProvingLine Unread(string name, LineRef place) => new(name, place.Number, place.Offset, [], null);

    /// <summary>The lines of one input, from wherever it is now; null when it is nowhere.</summary>
    private static Dictionary<LineRef, ProvingLine>? Read(ScanInput input, LineRef[] places, SeenFile? seen)
    {
        if (Read(input, input.Name, places, seen) is { } here) return here;
        try
        {
            return seen is null ? null : Moved(input, seen).Select(now => Read(now.File, input.Name, places, now.Seen)).FirstOrDefault(lines => lines is not null);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Where rotation may have brought a file: under another name beside it, or into a copy, packed or not, in which its end was found.</summary>
    private static IEnumerable<(ScanInput File, SeenFile? Seen)> Moved(ScanInput input, SeenFile seen)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(input.Name))!;
        foreach (var name in Directory.EnumerateFiles(folder).Where(n => FileIdentity.Of(n) == seen.Identity)) yield return (input with { Name = name }, seen);
        if (input.Packing != Packing.None || RotatedFiles.Find(input.Name, [seen.End(input.Name)], int.MaxValue) is not { } copy) yield break;
        var packing = RotatedFiles.PackingOf(copy.Name);
        yield return (input with { Name = copy.Name, Packing = packing }, packing == Packing.None ? seen : null);
    }

    /// <summary>The lines that a file holds; null when it is not the one that was seen.</summary>
    private static Dictionary<LineRef, ProvingLine>? Read(ScanInput from, string name, LineRef[] places, SeenFile? seen)
    {
        Dictionary<LineRef, ProvingLine> lines = [];
        try
        {
            using var raw = from.OpenRaw();
            using var text = from.Unpack(raw);
            var at = 0L;
            foreach (var place in places) lines.Add(place, ReadLine(name, text, ref at, place));
            // Asked last: what is cut off while its lines are read shows then.
            return seen?.IsIn((FileStream)raw) == false ? null : lines;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
        {
            return seen is null ? lines : null;
        }
    }

    private static ProvingLine ReadLine(string name, Stream text, ref long at, LineRef place)
    {
        if (text.CanSeek) text.Position = at = place.Offset;
        else Pass(text, ref at, place.Offset);
        var line = new byte[Math.Min(place.Length, MaxLine)];
        text.ReadExactly(line);
        at += line.Length;
        return Of(name, place, line);
    }

    private static ProvingLine Of(string name, LineRef place, byte[] line) => new(name, place.Number, place.Offset, line, new(() => ProvingLine.HashOf(line)));

    private static void Pass(Stream text, ref long at, long until)
    {
        var passed = new byte[1 << 16];
        while (at < until)
        {
            var read = text.Read(passed, 0, (int)Math.Min(passed.Length, until - at));
            if (read == 0) throw new EndOfStreamException();
            at += read;
        }
    }
}
