namespace Noroshi.Cli.Scan;

/// <summary>A run of whole lines of one input.</summary>
/// <param name="bytes">The room to begin with.</param>
internal sealed class LineBlock(byte[] bytes)
{
    internal byte[] Bytes { get; set; } = bytes;

    /// <summary>How many bytes are lines.</summary>
    internal int Length { get; set; }

    /// <summary>Which input, by its place in the list.</summary>
    internal int Input { get; set; }

    /// <summary>Place of this block among all blocks of the scan, from 0.</summary>
    internal long Sequence { get; set; }

    /// <summary>Where its first byte stands in the unpacked input.</summary>
    internal long Offset { get; set; }

    /// <summary>Whether it is the first of its input.</summary>
    internal bool IsFirst { get; set; }

    /// <summary>Makes room for so many bytes, keeping those that are there.</summary>
    internal void Reserve(int bytes)
    {
        if (Bytes.Length >= bytes) return;
        var more = new byte[bytes];
        Bytes.CopyTo(more, 0);
        Bytes = more;
    }

    internal ReadOnlySpan<byte> Lines => Bytes.AsSpan(0, Length);
}
