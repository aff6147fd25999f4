using System.Runtime.InteropServices;

// The libraries are the system's own, never ones beside the program or in the current folder.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace Noroshi.Cli.Scan.Packed;

/// <summary>One way of unpacking, a piece at a time. After the end of one packed stream it is ready for the next in the same file.</summary>
internal interface IUnpacker : IDisposable
{
    /// <summary>Unpacks some of the input into some of the output.</summary>
    /// <exception cref="InvalidDataException">The input is not what it claims to be.</exception>
    UnpackStep Step(ReadOnlySpan<byte> input, Span<byte> output);
}

/// <summary>What a step did.</summary>
/// <param name="Read">Bytes of input used up.</param>
/// <param name="Written">Bytes of output made.</param>
/// <param name="IsEnd">Whether a packed stream ended here.</param>
internal readonly record struct UnpackStep(int Read, int Written, bool IsEnd);
