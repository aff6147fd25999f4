using System.Globalization;
using System.Security.Cryptography;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Cli.Scan.Proof;

/// <summary>Proves a record again on the files as they are now: what was read is still there byte for byte, and the lines still stand at their places.</summary>
/// <param name="run">The record.</param>
/// <param name="given">Files to look in; null for where the record says, and what rotation made of it.</param>
internal sealed class RecordCheck(RecordedRun run, IReadOnlyList<ScanInput>? given) : IDisposable
{
    private readonly Spool _noInput = new();

    /// <summary>What differs.</summary>
    internal List<Fault> Faults { get; } = [];

    /// <summary>What is as it was but not where it was, or not alone: recorded name, and name and bytes more now.</summary>
    internal List<(string Name, string Now, long More)> Moved { get; } = [];

    /// <summary>Lines that still stand.</summary>
    internal int Standing { get; private set; }

    /// <summary>Lines of the record; each counted once, however many findings it shows.</summary>
    internal int Lines { get; private set; }

    internal void Run()
    {
        var lines = run.Findings.SelectMany(f => f.Lines).Distinct().ToLookup(l => l.File, StringComparer.Ordinal);
        foreach (var line in lines.Where(of => run.Inputs.All(i => i.Name != of.Key)).SelectMany(of => of)) Miss(line);
        foreach (var of in run.Inputs.Distinct().GroupBy(i => i.Name)) Check([.. of], [.. lines[of.Key]]);
    }

    public void Dispose() => _noInput.Dispose();

    /// <summary>What was read under one name: one file, or those that rotation put there one after the other while they were followed. A line stands where any of them still holds it.</summary>
    private void Check(RecordedInput[] inputs, RecordedLine[] lines)
    {
        Lines += lines.Length;
        ScanInput[] candidates = [.. Candidates(inputs[0])];
        HashSet<ScanInput> holding = [];
        List<RecordedInput> lost = [];
        foreach (var input in inputs)
        {
            if (Find(input, candidates) is { } found) holding.Add(found);
            else lost.Add(input);
        }
        foreach (var input in lost)
        {
            var nearest = candidates.FirstOrDefault(c => !holding.Contains(c) && IsMeant(input, c));
            Faults.Add((nearest is null ? null : Difference(input, nearest, out _)) ?? new Fault("NRS-X161", input.Name));
            if (nearest is not null) holding.Add(nearest);
        }
        if (holding.Count > 0) CheckLines(holding, lines);
    }

    /// <summary>The first of the files that begins with what was read; null when none does.</summary>
    private ScanInput? Find(RecordedInput input, ScanInput[] candidates)
    {
        foreach (var candidate in candidates)
        {
            if (Difference(input, candidate, out var more) is not null) continue;
            if (candidate.Name != input.Name || more > 0) Moved.Add((input.Name, candidate.Name, more));
            return candidate;
        }
        return null;
    }

    /// <summary>Where the input may be now, the likeliest first.</summary>
    private IEnumerable<ScanInput> Candidates(RecordedInput input) => given is not null
        ? given.OrderByDescending(g => g.Name == input.Name).ThenByDescending(g => Path.GetFileName(g.Name) == Path.GetFileName(input.Name))
        : input.Name == ScanInput.StandardInput ? [] : ScanInputs.Of([input.Name, input.Name + ".?*", input.Name + "-?*"], _noInput, run.Began, []);

    /// <summary>Whether a file that differs is the one to tell of: by its name, or because few were given and no other input has its name.</summary>
    private bool IsMeant(RecordedInput input, ScanInput candidate)
    {
        var name = Path.GetFileName(candidate.Name);
        return name == Path.GetFileName(input.Name) || (given?.Count <= run.Inputs.Length && run.Inputs.All(i => Path.GetFileName(i.Name) != name));
    }

    /// <summary>How a file differs from what was read; null when it begins with it. A file that has been packed since is compared unpacked.</summary>
    private static Fault? Difference(RecordedInput input, ScanInput candidate, out long more)
    {
        more = 0;
        try
        {
            using var raw = candidate.OpenRaw();
            using var stream = input.IsPacked ? raw : candidate.Unpack(raw);
            var (hash, length) = HashOf(stream, input.Size);
            if (length == input.Size && hash == input.Hash)
            {
                for (var rest = new byte[1 << 16]; stream.Read(rest) is > 0 and var read;) more += read;
                return null;
            }
            return length < input.Size
                ? new Fault("NRS-X162", candidate.Name).With("size", Shown.Number(input.Size)).With("length", Shown.Number(length))
                : new Fault("NRS-X163", candidate.Name).With("size", Shown.Number(input.Size)).With("recorded", input.Hash).With("now", hash);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new Fault("NRS-X122", candidate.Name).With("reason", unreadable.Message);
        }
    }

    private static (string Hash, long Length) HashOf(Stream stream, long size)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var part = new byte[1 << 16];
        var length = 0L;
        while (length < size && stream.Read(part, 0, (int)Math.Min(part.Length, size - length)) is > 0 and var read)
        {
            hash.AppendData(part, 0, read);
            length += read;
        }
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), length);
    }

    private void CheckLines(IEnumerable<ScanInput> files, RecordedLine[] lines)
    {
        var places = lines.ToDictionary(l => l, l => new LineRef(0, l.Length, l.Number, l.Offset));
        var now = files.Select(f => Evidence.Read([f], null, places.Values, new Dictionary<int, SeenFile>(), [])).ToArray();
        foreach (var line in lines.OrderBy(l => l.Offset))
        {
            if (Array.Exists(now, n => n[places[line]].Hash == line.Hash)) Standing++;
            else Miss(line);
        }
    }

    private void Miss(RecordedLine line) => Faults.Add(new Fault("NRS-X164", string.Create(CultureInfo.InvariantCulture, $"{Shown.Text(line.File)}:{line.Number}")).With("offset", Shown.Number(line.Offset)).With("hash", line.Hash));
}
