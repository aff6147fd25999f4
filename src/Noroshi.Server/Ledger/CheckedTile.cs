using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Noroshi.Core.Trust.Ledger;
using Noroshi.Core.Vocabulary;
using Noroshi.Formats.Merkle;

namespace Noroshi.Server.Ledger;

/// <summary>What looking at the entries of one tile by themselves brought: leaf hashes against bytes, columns against bytes, the commitments they hold. Pure, so that tiles are looked at side by side.</summary>
internal sealed class CheckedTile
{
    private const int HexadecimalHash = 2 * MerkleHash.Length;

    private readonly List<(long Position, string Kind, bool DoAgree)> _rows = new(Tile.FullWidth);

    /// <summary>Leaf hashes made anew from the bytes, in order.</summary>
    internal MerkleHash[] Leaves { get; private set; } = [];

    /// <summary>The leaf hashes the entries hold, 32 bytes each.</summary>
    internal byte[] Stored { get; } = new byte[Tile.FullWidth * MerkleHash.Length];

    /// <summary>The root over <see cref="Leaves"/>, once the tile is whole.</summary>
    internal MerkleHash? Root { get; private set; }

    /// <summary>The root over <see cref="Stored"/>, once the tile is whole: the same, unless a leaf hash was changed.</summary>
    internal MerkleHash? StoredRoot { get; private set; }

    /// <summary>The first halves of the commitments in the entries whose bytes the leaf hashes stand for. 2^64 work to find a stand-in, and 16 bytes for each of millions.</summary>
    internal List<UInt128> Commitments { get; } = new(Tile.FullWidth);

    /// <summary>NRS-T102, NRS-T103.</summary>
    internal List<Fault> Faults { get; } = [];

    /// <summary>Takes the next entry: compares its columns, and keeps its bytes until the tile is closed.</summary>
    /// <param name="row">The entry.</param>
    /// <param name="bytes">Where the bytes of this tile are gathered.</param>
    internal void Add(in EntryRow row, LeafBatch bytes)
    {
        // A hash of another length stays zeros, which nothing hashes to.
        MerkleHash.TryRead(row.Leaf, out MerkleHash stored);
        stored.CopyTo(Stored.AsSpan(bytes.Count * MerkleHash.Length));
        _rows.Add((row.Position, Encoding.UTF8.GetString(row.Kind), DoAgree(in row)));
        bytes.Add(row.Canonical);
    }

    /// <summary>Compares the leaf hashes, all made side by side, and forms the roots; leaves the bytes empty for the next tile.</summary>
    internal void Close(LeafBatch bytes)
    {
        Leaves = bytes.Hash();
        ReadOnlySpan<MerkleHash> stored = MemoryMarshal.Cast<byte, MerkleHash>(Stored);
        bool isGood = true;
        for (int i = 0; i < Leaves.Length; i++)
        {
            bool isSame = stored[i] == Leaves[i];
            isGood &= isSame;
            if (isSame)
            {
                TakeCommitments(bytes[i]);
            }

            if (!isSame || !_rows[i].DoAgree)
            {
                Faults.Add(new Fault(isSame ? "NRS-T103" : "NRS-T102").With("position", _rows[i].Position.ToString(CultureInfo.InvariantCulture)).With("kind", _rows[i].Kind));
            }
        }

        if (Leaves.Length == Tile.FullWidth)
        {
            StoredRoot = TileNodes.Root(Stored);
            Root = isGood ? StoredRoot : MerkleTree.Root(Leaves);
        }

        _rows.Clear();
        bytes.Clear();
    }

    /// <summary>The half of a hash by which it is looked up; null when it is not one in hexadecimal digits.</summary>
    internal static UInt128? Short(ReadOnlySpan<byte> hexadecimal)
    {
        Span<byte> hash = stackalloc byte[MerkleHash.Length];
        return Convert.FromHexString(hexadecimal, hash, out _, out int written) is OperationStatus.Done && written == hash.Length ? BinaryPrimitives.ReadUInt128BigEndian(hash) : null;
    }

    // The columns are read from the bytes again: an index that lies would show people a history that was never written.
    // Canonical bytes (RFC 8785) have one form only, so what stands before and after the body is compared as it stands.
    private static bool DoAgree(in EntryRow row)
    {
        ReadOnlySpan<byte> rest = row.Canonical;
        return Skip(ref rest, "{\"actor\":\""u8) && SkipId(ref rest, row.Actor) && Skip(ref rest, "\",\"at\":"u8) && Skip(ref rest, row.At) && Skip(ref rest, ",\"body\":"u8)
            && SkipBack(ref rest, "\",\"v\":1}"u8) && SkipIdBack(ref rest, row.Subject) && SkipBack(ref rest, "\",\"subject\":\""u8) && SkipBack(ref rest, row.Kind) && SkipBack(ref rest, ",\"kind\":\""u8);
    }

    // Whatever a record calls its commitment, it is a text of 64 hexadecimal digits. A quotation mark within a text has a backslash before it, so none passes for a text of its own.
    private void TakeCommitments(ReadOnlySpan<byte> canonical)
    {
        for (int quote; (quote = canonical.IndexOf((byte)'"')) >= 0;)
        {
            canonical = canonical[(quote + 1)..];
            if (canonical.Length > HexadecimalHash && canonical[HexadecimalHash] == '"' && Short(canonical[..HexadecimalHash]) is { } commitment)
            {
                Commitments.Add(commitment);
            }
        }
    }

    private static bool Skip(ref ReadOnlySpan<byte> bytes, scoped ReadOnlySpan<byte> text)
    {
        bool isThere = bytes.StartsWith(text);
        bytes = isThere ? bytes[text.Length..] : bytes;
        return isThere;
    }

    private static bool SkipBack(ref ReadOnlySpan<byte> bytes, scoped ReadOnlySpan<byte> text)
    {
        bool isThere = bytes.EndsWith(text);
        bytes = isThere ? bytes[..^text.Length] : bytes;
        return isThere;
    }

    // SQLite keeps ids in capitals.
    private static bool SkipId(ref ReadOnlySpan<byte> bytes, scoped ReadOnlySpan<byte> id)
    {
        bool isThere = bytes.Length >= id.Length && Ascii.EqualsIgnoreCase(bytes[..id.Length], id);
        bytes = isThere ? bytes[id.Length..] : bytes;
        return isThere;
    }

    private static bool SkipIdBack(ref ReadOnlySpan<byte> bytes, scoped ReadOnlySpan<byte> id)
    {
        bool isThere = bytes.Length >= id.Length && Ascii.EqualsIgnoreCase(bytes[^id.Length..], id);
        bytes = isThere ? bytes[..^id.Length] : bytes;
        return isThere;
    }
}
