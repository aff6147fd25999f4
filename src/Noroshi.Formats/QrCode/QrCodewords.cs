namespace Noroshi.Formats.QrCode;

/// <summary>From bytes to the codewords of a symbol: segment, padding, Reed-Solomon blocks, interleaving.</summary>
/// <remarks>ISO/IEC 18004 sections 7.4 to 7.6.</remarks>
internal static class QrCodewords
{
    private const int ByteMode = 0b0100;

    internal static byte[] Of(ReadOnlySpan<byte> content, int version) => Interleaved(Data(content, version), version);

    private static byte[] Data(ReadOnlySpan<byte> content, int version)
    {
        var data = new byte[QrCapacity.DataCodewords(version)];
        var at = 0;
        Put(data, ref at, ByteMode, 4);
        Put(data, ref at, content.Length, QrCapacity.CountBits(version));
        foreach (var b in content) { Put(data, ref at, b, 8); }
        // The terminator of up to four zero bits is there already: the array is zero.
        var next = (Math.Min(at + 4, data.Length * 8) + 7) / 8;
        for (var pad = 0xEC; next < data.Length; pad ^= 0xEC ^ 0x11) { data[next++] = (byte)pad; }
        return data;
    }

    private static void Put(byte[] data, ref int at, int value, int bits)
    {
        for (var bit = bits - 1; bit >= 0; bit--, at++) { data[at / 8] |= (byte)(((value >> bit) & 1) << (7 - (at % 8))); }
    }

    private static byte[] Interleaved(byte[] data, int version)
    {
        var (blocks, correction) = (QrCapacity.Blocks(version), QrCapacity.CorrectionPerBlock(version));
        var shortLength = data.Length / blocks;
        var shortBlocks = blocks - (data.Length % blocks);
        var result = new byte[QrCapacity.Codewords(version)];
        var generator = ReedSolomon.Generator(correction);
        var start = 0;
        for (var block = 0; block < blocks; block++)
        {
            var length = shortLength + (block < shortBlocks ? 0 : 1);
            var part = data.AsSpan(start, length);
            start += length;
            for (var i = 0; i < length; i++) { result[(i < shortLength ? i * blocks : (i * blocks) - shortBlocks) + block] = part[i]; }
            var rest = ReedSolomon.Remainder(part, generator);
            for (var i = 0; i < correction; i++) { result[data.Length + (i * blocks) + block] = rest[i]; }
        }
        return result;
    }
}
