namespace Noroshi.Formats.QrCode;

/// <summary>Reed-Solomon error correction over GF(2^8) with the polynomial x^8 + x^4 + x^3 + x^2 + 1.</summary>
/// <remarks>ISO/IEC 18004 section 7.5.2 and annex A.</remarks>
internal static class ReedSolomon
{
    /// <summary>The generator polynomial's coefficients, highest first, without the leading 1.</summary>
    internal static byte[] Generator(int degree)
    {
        var polynomial = new byte[degree];
        polynomial[degree - 1] = 1;
        byte root = 1;
        for (var i = 0; i < degree; i++)
        {
            for (var j = 0; j < degree; j++)
            {
                polynomial[j] = Multiply(polynomial[j], root);
                if (j + 1 < degree) { polynomial[j] ^= polynomial[j + 1]; }
            }
            root = Multiply(root, 2);
        }
        return polynomial;
    }

    /// <summary>The error correction codewords of a block.</summary>
    internal static byte[] Remainder(ReadOnlySpan<byte> data, byte[] generator)
    {
        var rest = new byte[generator.Length];
        foreach (var b in data)
        {
            var factor = (byte)(b ^ rest[0]);
            rest.AsSpan(1).CopyTo(rest);
            rest[^1] = 0;
            for (var i = 0; i < rest.Length; i++) { rest[i] ^= Multiply(generator[i], factor); }
        }
        return rest;
    }

    private static byte Multiply(byte a, byte b)
    {
        var product = 0;
        for (var bit = 7; bit >= 0; bit--)
        {
            product = (product << 1) ^ ((product >> 7) * 0x11D);
            product ^= ((b >> bit) & 1) * a;
        }
        return (byte)product;
    }
}
