using System.Security.Cryptography;
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

    /// <summary>The lines, by place; one pass over each packed file, a jump per line in the others.</summary>
    internal static Dictionary<LineRef, ProvingLine> Read(IReadOnlyList<ScanInput> inputs, IEnumerable<LineRef> places)
    {
        Dictionary<LineRef, ProvingLine> lines = [];
        var all = places.Distinct().ToArray();
        foreach (var place in all.Where(p => p.Offset < 0)) lines[place] = new(place.File < 0 ? "" : inputs[place.File].Name, place.Number, place.Offset, [], null);
        foreach (var file in all.Where(p => p.File >= 0 && p.Offset >= 0).GroupBy(p => p.File))
        {
            var input = inputs[file.Key];
            try
            {
                using var raw = input.OpenRaw();
                using var text = input.Unpack(raw);
                var at = 0L;
                foreach (var place in file.OrderBy(p => p.Offset)) lines[place] = ReadLine(input, text, ref at, place);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
            {
                foreach (var place in file) lines.TryAdd(place, new(input.Name, place.Number, place.Offset, [], null));
            }
        }
        return lines;
    }

    private static ProvingLine ReadLine(ScanInput input, Stream text, ref long at, LineRef place)
    {
        if (text.CanSeek) text.Position = at = place.Offset;
        else Pass(text, ref at, place.Offset);
        var line = new byte[Math.Min(place.Length, MaxLine)];
        at += text.ReadAtLeast(line, line.Length, throwOnEndOfStream: false);
        return new(input.Name, place.Number, place.Offset, line, new(() => ProvingLine.HashOf(line)));
    }

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
