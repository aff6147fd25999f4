using System.Collections.Immutable;
using System.Globalization;
using Noroshi.Formats.Merkle;
using Noroshi.Formats.SignedNote;

namespace Noroshi.Core.Trust.Ledger;

/// <summary>The text of a signed tree head: a C2SP checkpoint with further signed lines, <c>epoch N</c>, <c>time MILLISECONDS</c>, and <c>restored EPOCH POSITION HASH</c> for each restore before it.</summary>
public static class HeadText
{
    /// <summary>Restores a head names at most, the newest: a head stays small however often a ledger was restored.</summary>
    public const int MostStarts = 64;

    /// <summary>The head of a ledger.</summary>
    /// <param name="origin">Name of the ledger.</param>
    /// <param name="epoch">Grows by one with every restore; heads of different epochs may contradict each other beyond the restored size.</param>
    /// <param name="size">Entries.</param>
    /// <param name="root">Merkle root over them.</param>
    /// <param name="at">When it is signed.</param>
    /// <param name="starts">How the epochs from the second on began, oldest first.</param>
    public static Checkpoint Of(string origin, int epoch, long size, MerkleHash root, DateTimeOffset at, params IReadOnlyList<EpochStart> starts) => new(origin, size, root)
    {
        Extensions =
        [
            string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}"),
            string.Create(CultureInfo.InvariantCulture, $"time {at.ToUnixTimeMilliseconds()}"),
            .. starts.Skip(starts.Count - MostStarts).Select(s => s.Line),
        ],
    };

    /// <summary>How the epochs before a head began, oldest first; empty in the first epoch, and in heads of programs that did not say so.</summary>
    public static ImmutableArray<EpochStart> Starts(Checkpoint head) => [.. head.Extensions.Select(EpochStart.Read).OfType<EpochStart>()];

    /// <summary>When a head was signed; null when it does not say.</summary>
    public static DateTimeOffset? At(Checkpoint head) =>
        head.Extensions.Select(e => e.Split(' ')).Where(p => p is ["time", _]).Select(p => long.TryParse(p[1], NumberStyles.None, CultureInfo.InvariantCulture, out long at) && at <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(at) : (DateTimeOffset?)null).FirstOrDefault();

    /// <summary>The epoch a head names; null when it names none.</summary>
    public static int? Epoch(Checkpoint head) =>
        head.Extensions.Select(e => e.Split(' ')).Where(p => p is ["epoch", _]).Select(p => int.TryParse(p[1], NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : (int?)null).FirstOrDefault();
}
