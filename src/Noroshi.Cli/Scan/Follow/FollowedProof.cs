using Noroshi.Sensor.Detectors;

namespace Noroshi.Cli.Scan.Follow;

/// <summary>The proving lines of findings of a run that follows: read as soon as a finding is told, and kept, since rotation may take the file away. Bounded.</summary>
/// <param name="inputs">The run's inputs by number.</param>
internal sealed class FollowedProof(IReadOnlyList<FollowedInput> inputs)
{
    private const int MostKept = 20_000;
    private const int LongestKept = 1 << 14;

    private readonly Dictionary<LineRef, ProvingLine> _kept = [];

    internal IReadOnlyList<ProvingLine> Of(Finding finding)
    {
        if (_kept.Count > MostKept) _kept.Clear();
        var packed = finding.Lines.Where(l => inputs[l.File].Packed is not null && !_kept.ContainsKey(l)).ToArray();
        if (packed.Length > 0)
        {
            Dictionary<int, SeenFile> seen = [];
            foreach (var file in packed.Select(l => l.File).Distinct())
            {
                if (inputs[file].Seen is { } known) seen.Add(file, known);
            }
            foreach (var (place, line) in Evidence.Read([.. inputs.Select(i => i.Packed ?? new(i.Name, 0, default, Packing.None))], null, packed, seen, [])) _kept[place] = line;
        }
        return [.. finding.Lines.Select(Of)];
    }

    private ProvingLine Of(LineRef place)
    {
        if (_kept.TryGetValue(place, out var known)) return known;
        var input = inputs[place.File];
        var line = new byte[place.Length];
        if (input.File?.TryReadAgain(input.Generation, place.Offset, line) != true) return new(input.Name, place.Number, place.Offset, [], null);
        // Hashed at once, so that of a long line no more than its beginning is kept.
        return _kept[place] = new(input.Name, place.Number, place.Offset, line.Length > LongestKept ? line[..LongestKept] : line, new(ProvingLine.HashOf(line)));
    }
}
