using System.Globalization;
using System.Text;
using System.Text.Json;
using Noroshi.Core.Trust.Ledger;
using Noroshi.Core.Vocabulary;
using Noroshi.Formats.Merkle;

namespace Noroshi.Server.Ledger;

/// <summary>What looking at the entries of one tile by themselves brought: leaf hashes against bytes, columns against bytes, the commitments they hold. Pure, so that tiles are looked at side by side.</summary>
internal sealed class CheckedTile
{
    /// <summary>Leaf hashes made anew from the bytes, in order.</summary>
    internal List<MerkleHash> Leaves { get; } = new(Tile.FullWidth);

    /// <summary>The leaf hashes the entries hold, 32 bytes each.</summary>
    internal byte[] Stored { get; } = new byte[Tile.FullWidth * MerkleHash.Length];

    /// <summary>The root over <see cref="Leaves"/>, once the tile is whole.</summary>
    internal MerkleHash? Root { get; private set; }

    /// <summary>The root over <see cref="Stored"/>, once the tile is whole: the same, unless a leaf hash was changed.</summary>
    internal MerkleHash? StoredRoot { get; private set; }

    /// <summary>The first halves of the commitments in the entries. 2^64 work to find a stand-in, and 16 bytes for each of millions.</summary>
    internal List<UInt128> Commitments { get; } = new(Tile.FullWidth);

    /// <summary>NRS-T102, NRS-T103.</summary>
    internal List<Fault> Faults { get; } = [];

    /// <summary>Looks at one entry.</summary>
    /// <param name="position">Its place.</param>
    /// <param name="columns">What its columns say: kind, subject, actor and milliseconds, with single spaces between.</param>
    /// <param name="canonical">Its bytes.</param>
    /// <param name="leafHash">The leaf hash kept with it.</param>
    internal void Add(long position, string columns, byte[] canonical, byte[] leafHash)
    {
        MerkleHash leaf = LedgerText.LeafHash(canonical);
        if (!MerkleHash.TryRead(leafHash, out MerkleHash stored) || stored != leaf)
        {
            Add("NRS-T102", position, columns);
        }
        else if (!Agree(columns, canonical))
        {
            Add("NRS-T103", position, columns);
        }

        stored.CopyTo(Stored.AsSpan(Leaves.Count * MerkleHash.Length));
        Leaves.Add(leaf);
        if (Leaves.Count == Tile.FullWidth)
        {
            StoredRoot = TileNodes.Root(Stored);
            Root = Faults.Exists(f => f.Code == "NRS-T102") ? MerkleTree.Root(Leaves.ToArray()) : StoredRoot;
        }
    }

    /// <summary>The half of a hash by which it is looked up, from its hexadecimal digits.</summary>
    internal static UInt128 Short(ReadOnlySpan<byte> hexadecimal) => UInt128.TryParse(hexadecimal[..32], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out UInt128 value) ? value : 0;

    // The columns are read from the bytes again: an index that lies would show people a history that was never written.
    private bool Agree(ReadOnlySpan<char> columns, byte[] canonical)
    {
        Span<Range> words = stackalloc Range[5];
        if (columns.Split(words, ' ') != 4)
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(canonical);
            int agree = 0;
            while (reader.Read())
            {
                // Whatever a record calls its commitment, it is 64 hexadecimal digits.
                if (reader.TokenType is JsonTokenType.String && reader.ValueSpan.Length == 64)
                {
                    Commitments.Add(Short(reader.ValueSpan));
                }

                if (reader.TokenType is JsonTokenType.PropertyName && reader.CurrentDepth == 1 && Column(reader.ValueSpan) is { } column)
                {
                    reader.Read();
                    agree += Ascii.Equals(reader.ValueSpan, columns[words[column]]) ? 1 : 0;
                }
            }

            return agree == 4;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static int? Column(ReadOnlySpan<byte> member) => member.SequenceEqual("kind"u8) ? 0 : member.SequenceEqual("subject"u8) ? 1 : member.SequenceEqual("actor"u8) ? 2 : member.SequenceEqual("at"u8) ? 3 : null;

    private void Add(string code, long position, string columns) =>
        Faults.Add(new Fault(code).With("position", position.ToString(CultureInfo.InvariantCulture)).With("kind", columns.Split(' ')[0]));
}
