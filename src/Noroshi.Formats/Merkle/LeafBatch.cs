namespace Noroshi.Formats.Merkle;

/// <summary>Leaves gathered and hashed side by side: for whoever makes the hashes of a whole log again. A leaf alone is <see cref="MerkleTree.LeafHash"/>'s.</summary>
public sealed class LeafBatch
{
    private readonly List<(int Start, int Length)> _leaves = [];
    private byte[] _bytes = new byte[1 << 14];
    private int _used;

    /// <summary>How many leaves were added.</summary>
    public int Count => _leaves.Count;

    /// <summary>The bytes of a leaf, as long as none is added.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(_leaves[index].Start + 1, _leaves[index].Length);

    /// <summary>Adds a leaf.</summary>
    /// <param name="content">Its bytes, copied.</param>
    public void Add(ReadOnlySpan<byte> content)
    {
        var padded = HashLanes.PaddedLength(1 + content.Length);
        if (_bytes.Length - _used < padded) { Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _used + padded)); }
        var message = _bytes.AsSpan(_used, padded);
        // RFC 6962 section 2.1: leaves are prefixed with 0x00.
        message[0] = 0x00;
        content.CopyTo(message[1..]);
        HashLanes.Pad(message, 1 + content.Length);
        _leaves.Add((_used, content.Length));
        _used += padded;
    }

    /// <summary>Forgets the leaves.</summary>
    public void Clear()
    {
        _leaves.Clear();
        _used = 0;
    }

    /// <summary>The leaf hashes, in order.</summary>
    public MerkleHash[] Hash()
    {
        var hashes = new MerkleHash[Count];
        var done = 0;
        Span<int> starts = stackalloc int[HashLanes.Lanes], blocks = stackalloc int[HashLanes.Lanes];
        for (; HashLanes.IsSupported && done + HashLanes.Lanes <= Count; done += HashLanes.Lanes)
        {
            for (var i = 0; i < HashLanes.Lanes; i++)
            {
                var (start, length) = _leaves[done + i];
                (starts[i], blocks[i]) = (start, HashLanes.PaddedLength(1 + length) / HashLanes.BlockBytes);
            }

            HashLanes.Hash(_bytes, starts, blocks, hashes.AsSpan(done));
        }

        for (; done < Count; done++) { hashes[done] = MerkleTree.LeafHash(this[done]); }
        return hashes;
    }
}
