using System.Runtime.InteropServices;

namespace Noroshi.Cli.Scan.Packed;

/// <summary>Unpacks xz by the system's liblzma.</summary>
/// <remarks>liblzma's <c>lzma/base.h</c> and <c>lzma/container.h</c> (XZ Utils 5).</remarks>
internal sealed partial class Xz : IUnpacker
{
    private const int Ok = 0;
    private const int StreamEnd = 1;
    private const int Run = 0;

    /// <summary>A dictionary larger than this is refused, so that a hostile file cannot take the memory.</summary>
    private const ulong MemoryLimit = 128UL << 20;

    private Native _stream;

    internal Xz() => Begin();

    public unsafe UnpackStep Step(ReadOnlySpan<byte> input, Span<byte> output)
    {
        fixed (byte* from = input)
        fixed (byte* to = output)
        {
            _stream.NextIn = from;
            _stream.AvailIn = (nuint)input.Length;
            _stream.NextOut = to;
            _stream.AvailOut = (nuint)output.Length;
            var result = Code(ref _stream, Run);
            if (result is not (Ok or StreamEnd)) throw new InvalidDataException($"xz {result}");
            var step = new UnpackStep(input.Length - (int)_stream.AvailIn, output.Length - (int)_stream.AvailOut, result == StreamEnd);
            if (step.IsEnd) Restart();
            return step;
        }
    }

    public void Dispose() => End(ref _stream);

    private void Restart()
    {
        End(ref _stream);
        Begin();
    }

    private void Begin()
    {
        _stream = default;
        if (StreamDecoder(ref _stream, MemoryLimit, 0) != Ok) throw new InvalidOperationException("xz");
    }

    [LibraryImport("liblzma.so.5", EntryPoint = "lzma_stream_decoder")]
    private static partial int StreamDecoder(ref Native stream, ulong memoryLimit, uint flags);

    [LibraryImport("liblzma.so.5", EntryPoint = "lzma_code")]
    private static partial int Code(ref Native stream, int action);

    [LibraryImport("liblzma.so.5", EntryPoint = "lzma_end")]
    private static partial void End(ref Native stream);

    /// <summary><c>lzma_stream</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Native
    {
        internal byte* NextIn;
        internal nuint AvailIn;
        internal ulong TotalIn;
        internal byte* NextOut;
        internal nuint AvailOut;
        internal ulong TotalOut;
        internal nint Allocator, Internal, Reserved1, Reserved2, Reserved3, Reserved4;
        internal ulong SeekPosition, ReservedNumber2;
        internal nuint ReservedNumber3, ReservedNumber4;
        internal int ReservedEnum1, ReservedEnum2;
    }
}
