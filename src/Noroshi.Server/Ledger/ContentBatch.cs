using System.Security.Cryptography;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Ledger;

/// <summary>Contents gathered while they are read, and compared with their commitments beside the reading of the next.</summary>
internal sealed class ContentBatch
{
    private const int MostContents = 4096;
    private const int EnoughBytes = 1 << 20;
    private const int HexadecimalHash = 2 * SHA256.HashSizeInBytes;

    private readonly List<(Guid Id, int? Version, int Start, int End)> _contents = [];
    private byte[] _bytes = new byte[EnoughBytes];
    private int _used;

    /// <summary>Whether it is time to compare.</summary>
    internal bool IsFull => _contents.Count >= MostContents || _used >= EnoughBytes;

    /// <summary>Copies a content into the batch.</summary>
    internal void Add(in CommittedContent content)
    {
        // A salt or a commitment of another length is no match, whatever the content is.
        bool isWhole = content.Salt.Length == Commitment.SaltBytes && content.Commitment.Length == HexadecimalHash;
        int length = isWhole ? HexadecimalHash + Commitment.SaltBytes + content.Content.Length : 0;
        if (_bytes.Length - _used < length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _used + length));
        }

        if (isWhole)
        {
            Span<byte> room = _bytes.AsSpan(_used, length);
            content.Commitment.CopyTo(room);
            content.Salt.CopyTo(room[HexadecimalHash..]);
            content.Content.CopyTo(room[(HexadecimalHash + Commitment.SaltBytes)..]);
        }

        _contents.Add((content.Id, content.Version, _used, _used + length));
        _used += length;
    }

    /// <summary>The contents that are not what a ledger entry commits to; leaves the batch empty.</summary>
    /// <param name="known">The commitments in the ledger, as <see cref="CheckedTile.Commitments"/> has them.</param>
    internal List<(Guid Id, int? Version)> Wrong(HashSet<UInt128> known)
    {
        var wrong = new List<(Guid, int?)>();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes], digits = stackalloc byte[HexadecimalHash];
        foreach ((Guid id, int? version, int start, int end) in _contents)
        {
            ReadOnlySpan<byte> kept = _bytes.AsSpan(start..end);
            if (!kept.IsEmpty)
            {
                SHA256.HashData(kept[HexadecimalHash..], hash);
                Convert.TryToHexStringLower(hash, digits, out _);
            }

            if (kept.IsEmpty || !kept.StartsWith(digits) || CheckedTile.Short(digits) is not { } commitment || !known.Contains(commitment))
            {
                wrong.Add((id, version));
            }
        }

        _contents.Clear();
        _used = 0;
        return wrong;
    }
}
