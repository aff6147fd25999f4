using System.Globalization;

namespace Noroshi.Formats.Merkle;

/// <summary>
/// A tile: up to 256 neighbouring hashes of one tree level, the unit in which a log keeps its nodes.
/// Tiles of <see cref="Level"/> 0 hold leaf hashes; each hash of a tile of level L is the root of one full tile of level L-1.
/// </summary>
/// <remarks>
/// C2SP tlog-tiles. The content is <see cref="Width"/> hashes of 32 bytes, in order. Nodes between the levels are computed, never kept.
/// <code>
/// level 1          [ h0  h1 ... ]          node level 8:  256 leaves each
///                   /  \
/// level 0  [256 leaf hashes] [256 leaf hashes] ... [partial]
/// </code>
/// </remarks>
/// <param name="Level">Tile level: hashes of node level 8 × Level.</param>
/// <param name="Index">Position among the tiles of the level, from 0.</param>
/// <param name="Width">Hashes in the tile, 1 to 256.</param>
public readonly record struct Tile(int Level, long Index, int Width)
{
    /// <summary>Node levels in one tile.</summary>
    public const int Height = 8;

    /// <summary>Hashes in a full tile.</summary>
    public const int FullWidth = 1 << Height;

    /// <summary>Whether the tile will never change again.</summary>
    public bool IsFull => Width == FullWidth;

    /// <summary>Bytes of the tile's content.</summary>
    public int Bytes => Width * MerkleHash.Length;

    /// <summary>The first leaf under the tile.</summary>
    public long FirstLeaf => Index << (Height * (Level + 1));

    /// <summary>The tile from which a node is read or computed, as wide as it is in a tree of that size.</summary>
    /// <param name="nodeLevel">Level of the node; leaves are 0.</param>
    /// <param name="nodeIndex">Position of the node on its level, from 0.</param>
    /// <param name="treeSize">Leaves in the tree.</param>
    public static Tile Of(int nodeLevel, long nodeIndex, long treeSize)
    {
        var level = nodeLevel / Height;
        var index = nodeIndex >> (Height - (nodeLevel % Height));
        return new(level, index, WidthAt(level, index, treeSize));
    }

    /// <summary>The tiles that become full when a tree grows, lower levels first on the way: what the log must write then.</summary>
    /// <param name="oldSize">Leaves before.</param>
    /// <param name="newSize">Leaves after; at least <paramref name="oldSize"/>.</param>
    public static IEnumerable<Tile> Completed(long oldSize, long newSize)
    {
        for (var level = 0; Height * (level + 1) < 63 && newSize >> (Height * (level + 1)) > 0; level++)
        {
            var shift = Height * (level + 1);
            for (var index = oldSize >> shift; index < newSize >> shift; index++) { yield return new(level, index, FullWidth); }
        }
    }

    /// <summary>The partial tile at the right edge of a level, if the tree of that size has one.</summary>
    public static Tile? Partial(int level, long treeSize)
    {
        var hashes = treeSize >> (Height * level);
        var width = (int)(hashes % FullWidth);
        return width == 0 ? null : new(level, hashes / FullWidth, width);
    }

    /// <summary>The tile's path as public tile logs name it, such as <c>tile/0/x001/067.p/8</c>.</summary>
    /// <remarks>C2SP tlog-tiles, "Merkle Tree": the index in groups of three digits, all but the last marked with x.</remarks>
    public string Path
    {
        get
        {
            var last = (Index % 1000).ToString("D3", CultureInfo.InvariantCulture);
            for (var rest = Index / 1000; rest > 0; rest /= 1000) { last = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:D3}/{last}"); }
            var width = IsFull ? "" : string.Create(CultureInfo.InvariantCulture, $".p/{Width}");
            return string.Create(CultureInfo.InvariantCulture, $"tile/{Level}/{last}{width}");
        }
    }

    private static int WidthAt(int level, long index, long treeSize)
    {
        var hashes = (treeSize >> (Height * level)) - (index << Height);
        return (int)Math.Clamp(hashes, 0, FullWidth);
    }
}
