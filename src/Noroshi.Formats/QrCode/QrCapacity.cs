namespace Noroshi.Formats.QrCode;

/// <summary>How much each of the 40 versions holds at level M.</summary>
/// <remarks>ISO/IEC 18004 tables 1, 7 and 9.</remarks>
internal static class QrCapacity
{
    // Error correction codewords in each block, and number of blocks, for versions 1 to 40 at level M (table 9).
    private static ReadOnlySpan<byte> Correction =>
        [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28];

    private static ReadOnlySpan<byte> BlockCount =>
        [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49];

    internal static int CorrectionPerBlock(int version) => Correction[version - 1];

    internal static int Blocks(int version) => BlockCount[version - 1];

    internal static int Size(int version) => 17 + (4 * version);

    /// <summary>All codewords of a version: what remains of the square after the fixed patterns, in whole bytes.</summary>
    internal static int Codewords(int version)
    {
        var modules = (((16 * version) + 128) * version) + 64;
        if (version >= 2)
        {
            var alignments = (version / 7) + 2;
            modules -= (((25 * alignments) - 10) * alignments) - 55;
            if (version >= 7) { modules -= 36; }
        }
        return modules / 8;
    }

    internal static int DataCodewords(int version) => Codewords(version) - (CorrectionPerBlock(version) * Blocks(version));

    /// <summary>Bits of the character count in byte mode.</summary>
    internal static int CountBits(int version) => version < 10 ? 8 : 16;

    /// <summary>The smallest version for a number of bytes, or 0.</summary>
    internal static int VersionFor(int bytes)
    {
        for (var version = 1; version <= 40; version++)
        {
            if (4 + CountBits(version) + (8L * bytes) <= 8L * DataCodewords(version)) { return version; }
        }
        return 0;
    }

    /// <summary>Centres of the alignment patterns on either axis.</summary>
    internal static int[] Alignments(int version)
    {
        if (version == 1) { return []; }
        var count = (version / 7) + 2;
        var step = ((version * 8) + (count * 3) + 5) / ((count * 4) - 4) * 2;
        var centres = new int[count];
        centres[0] = 6;
        for (var i = 1; i < count; i++) { centres[i] = Size(version) - 7 - ((count - 1 - i) * step); }
        return centres;
    }
}
