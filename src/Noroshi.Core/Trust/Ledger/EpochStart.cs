using System.Globalization;
using Noroshi.Formats.Merkle;
using Noroshi.Formats.SignedNote;

namespace Noroshi.Core.Trust.Ledger;

/// <summary>Where an epoch of a ledger began: the entry that says the restore. Its hash tells the epoch from every other one of the same number.</summary>
/// <param name="Epoch">The number, from 2.</param>
/// <param name="Position">Position of the entry: what lies before was in the backup.</param>
/// <param name="Entry">Leaf hash of the entry.</param>
public readonly record struct EpochStart(int Epoch, long Position, MerkleHash Entry)
{
    private const string Word = "restored";

    /// <summary>As a line of a signed head: <c>restored EPOCH POSITION HASH</c>.</summary>
    internal string Line => string.Create(CultureInfo.InvariantCulture, $"{Word} {Epoch} {Position} {Entry.ToBase64()}");

    /// <summary>Reads a line of a signed head; null when it is another.</summary>
    internal static EpochStart? Read(string line) =>
        line.Split(' ') is [Word, var epoch, var position, var hash]
        && int.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out long at)
        && CanonicalBase64.Decode(hash) is { Length: MerkleHash.Length } bytes
            ? new(number, at, new(bytes))
            : null;
}
