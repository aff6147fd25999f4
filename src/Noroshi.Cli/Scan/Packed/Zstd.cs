using System.Runtime.InteropServices;

namespace Noroshi.Cli.Scan.Packed;

/// <summary>Unpacks Zstandard by the system's libzstd, which limits a frame's window to 128 MiB of its own accord.</summary>
/// <remarks>libzstd's <c>zstd.h</c>, streaming decompression; RFC 8878.</remarks>
internal sealed partial class Zstd : IUnpacker
{
    private readonly nint _stream = CreateStream();

    public unsafe UnpackStep Step(ReadOnlySpan<byte> input, Span<byte> output)
    {
        fixed (byte* from = input)
        fixed (byte* to = output)
        {
            var source = new Buffer { Bytes = from, Size = (nuint)input.Length };
            var target = new Buffer { Bytes = to, Size = (nuint)output.Length };
            var result = DecompressStream(_stream, ref target, ref source);
            if (IsError(result) != 0) throw new InvalidDataException("zstd");
            return new((int)source.Position, (int)target.Position, result == 0);
        }
    }

    public void Dispose() => _ = FreeStream(_stream);

    [LibraryImport("libzstd.so.1", EntryPoint = "ZSTD_createDStream")]
    private static partial nint CreateStream();

    [LibraryImport("libzstd.so.1", EntryPoint = "ZSTD_freeDStream")]
    private static partial nuint FreeStream(nint stream);

    [LibraryImport("libzstd.so.1", EntryPoint = "ZSTD_decompressStream")]
    private static partial nuint DecompressStream(nint stream, ref Buffer output, ref Buffer input);

    [LibraryImport("libzstd.so.1", EntryPoint = "ZSTD_isError")]
    private static partial uint IsError(nuint code);

    /// <summary><c>ZSTD_inBuffer</c> and <c>ZSTD_outBuffer</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Buffer
    {
        internal byte* Bytes;
        internal nuint Size;
        internal nuint Position;
    }
}
