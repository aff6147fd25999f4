using System.Globalization;
using Noroshi.Formats.Merkle;
using Noroshi.Formats.SignedNote;

namespace Noroshi.Core.Trust.Ledger;

/// <summary>The text of a signed tree head: a C2SP checkpoint with two further signed lines, <c>epoch N</c> and <c>time MILLISECONDS</c>.</summary>
public static class HeadText
{
    /// <summary>The head of a ledger.</summary>
    /// <param name="origin">Name of the ledger.</param>
    /// <param name="epoch">Grows by one with every restore; heads of different epochs may contradict each other beyond the restored size.</param>
    /// <param name="size">Entries.</param>
    /// <param name="root">Merkle root over them.</param>
    /// <param name="at">When it is signed.</param>
    public static Checkpoint Of(string origin, int epoch, long size, MerkleHash root, DateTimeOffset at) => new(origin, size, root)
    {
        Extensions = [string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}"), string.Create(CultureInfo.InvariantCulture, $"time {at.ToUnixTimeMilliseconds()}")],
    };

    /// <summary>The epoch a head names; null when it names none.</summary>
    public static int? Epoch(Checkpoint head) =>
        head.Extensions.Select(e => e.Split(' ')).Where(p => p is ["epoch", _]).Select(p => int.TryParse(p[1], NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : (int?)null).FirstOrDefault();
}
