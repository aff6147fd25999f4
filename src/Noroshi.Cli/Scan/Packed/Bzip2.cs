using System.Runtime.InteropServices;

namespace Noroshi.Cli.Scan.Packed;

/// <summary>Unpacks bzip2 by the system's libbz2.</summary>
/// <remarks>bzip2 manual 1.0.8, section 3 (low-level interface).</remarks>
internal sealed partial class Bzip2 : IUnpacker
{
    private const int Ok = 0;
    private const int StreamEnd = 4;

    // libbz2 remembers where the stream lies and refuses one that has moved.
    private readonly Native[] _stream = GC.AllocateArray<Native>(1, pinned: true);

    internal Bzip2() => Begin();

    public unsafe UnpackStep Step(ReadOnlySpan<byte> input, Span<byte> output)
    {
        ref var stream = ref _stream[0];
        fixed (byte* from = input)
        fixed (byte* to = output)
        {
            stream.NextIn = from;
            stream.AvailIn = (uint)input.Length;
            stream.NextOut = to;
            stream.AvailOut = (uint)output.Length;
            var result = Decompress(ref _stream[0]);
            if (result is not (Ok or StreamEnd)) throw new InvalidDataException($"bzip2 {result}");
            var step = new UnpackStep(input.Length - (int)stream.AvailIn, output.Length - (int)stream.AvailOut, result == StreamEnd);
            if (step.IsEnd) Restart();
            return step;
        }
    }

    public void Dispose() => _ = DecompressEnd(ref _stream[0]);

    /// <summary>A file may be several streams one after the other (pbzip2).</summary>
    private void Restart()
    {
        _ = DecompressEnd(ref _stream[0]);
        Begin();
    }

    private void Begin()
    {
        _stream[0] = default;
        if (DecompressInit(ref _stream[0], 0, 0) != Ok) throw new InvalidOperationException("bzip2");
    }

    [LibraryImport("libbz2.so.1.0", EntryPoint = "BZ2_bzDecompressInit")]
    private static partial int DecompressInit(ref Native stream, int verbosity, int small);

    [LibraryImport("libbz2.so.1.0", EntryPoint = "BZ2_bzDecompress")]
    private static partial int Decompress(ref Native stream);

    [LibraryImport("libbz2.so.1.0", EntryPoint = "BZ2_bzDecompressEnd")]
    private static partial int DecompressEnd(ref Native stream);

    /// <summary><c>bz_stream</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Native
    {
        internal byte* NextIn;
        internal uint AvailIn, TotalInLow, TotalInHigh;
        internal byte* NextOut;
        internal uint AvailOut, TotalOutLow, TotalOutHigh;
        internal nint State, Alloc, Free, Opaque;
    }
}
