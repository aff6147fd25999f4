using System.Runtime.InteropServices;

namespace Noroshi.Cli.Scan;

/// <summary>What a file is by its first bytes.</summary>
internal static class FirstBytes
{
    private const int Looked = 4096;

    /// <summary>How a file is packed, and whether what is not packed looks like text.</summary>
    internal static Packing PackingOf(string path, out bool isText)
    {
        Span<byte> first = stackalloc byte[Looked];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var length = file.ReadAtLeast(first, Looked, throwOnEndOfStream: false);
        first = first[..length];
        isText = IsText(first);
        return first switch
        {
            [0x1F, 0x8B, ..] => Packing.Gzip,
            [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', ..] => If("libbz2.so.1.0", Packing.Bzip2),
            [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => If("liblzma.so.5", Packing.Xz),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => If("libzstd.so.1", Packing.Zstd),
            [(byte)'P', (byte)'K', 3, 4, ..] => Packing.Unknown,
            _ => Packing.None,
        };
    }

    /// <summary>A way of packing this machine has a library for.</summary>
    private static Packing If(string library, Packing packing) => NativeLibrary.TryLoad(library, out _) ? packing : Packing.Unknown;

    /// <summary>Text has line ends early and few bytes no log writes; a stray NUL from a crash is allowed.</summary>
    private static bool IsText(ReadOnlySpan<byte> first)
    {
        var strange = 0;
        foreach (var b in first)
        {
            if (b < 32 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x1B)) strange++;
        }
        return strange * 20 <= first.Length && (first.Length < Looked || first.Contains((byte)'\n'));
    }
}
