using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Noroshi.Formats.Merkle;

namespace Noroshi.Formats.SignedNote;

/// <summary>The text of a signed tree head: which log, how many entries, which root.</summary>
/// <remarks>C2SP tlog-checkpoint: origin, size and base64 root on a line each, then optional extension lines that are not empty.</remarks>
/// <param name="Origin">The log's name, also the name of its key.</param>
/// <param name="Size">Entries in the log.</param>
/// <param name="Root">The Merkle root over them.</param>
public sealed record Checkpoint(string Origin, long Size, MerkleHash Root)
{
    /// <summary>Further lines, signed too; none of them empty.</summary>
    public ImmutableArray<string> Extensions { get; init; } = [];

    /// <summary>Reads a note's text.</summary>
    /// <returns>False when it is not a checkpoint, or not spelled in the one permitted way.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        var lines = text.Split('\n');
        if (lines.Length < 4 || lines[..^1].Any(string.IsNullOrEmpty)) { return false; }
        if (!long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)) { return false; }
        if (CanonicalBase64.Decode(lines[2]) is not { Length: MerkleHash.Length } root) { return false; }
        checkpoint = new(lines[0], size, new(root)) { Extensions = [.. lines[3..^1]] };
        if (checkpoint.ToString() != text) { checkpoint = null; }
        return checkpoint is not null;
    }

    /// <summary>The text to sign, with its final line feed.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root.ToBase64()}\n{string.Concat(Extensions.Select(e => $"{e}\n"))}");

    /// <summary>Whether the text is the same, which is the same as all members being the same.</summary>
    public bool Equals(Checkpoint? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
