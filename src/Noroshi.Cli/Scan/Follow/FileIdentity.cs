using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Noroshi.Cli.Scan.Follow;

/// <summary>Which file a name stands for now: a rotated log keeps its identity under its new name, and a new file of the old name has another.</summary>
/// <remarks>statx(2), whose structure is the same on every architecture; where there is none, the moment the file was created must do.</remarks>
internal readonly partial record struct FileIdentity(ulong Device, ulong Number)
{
    private const int StructBytes = 256;
    private const int CurrentFolder = -100;
    private const int TheFileItself = 0x1000;
    private const uint WantNumber = 0x100;
    private const int NumberAt = 32;
    private const int DeviceAt = 136;

    /// <summary>The identity of what stands at a path, following links; null when nothing does.</summary>
    internal static FileIdentity? Of(string path)
    {
        if (!OperatingSystem.IsLinux()) return File.Exists(path) ? new(0, (ulong)File.GetCreationTimeUtc(path).Ticks) : null;
        Span<byte> status = stackalloc byte[StructBytes];
        return Statx(CurrentFolder, path, 0, WantNumber, status) != 0 ? null
            : new(BitConverter.ToUInt64(status[DeviceAt..]), BitConverter.ToUInt64(status[NumberAt..]));
    }

    /// <summary>The identity of an open file, whatever its name stands for by now.</summary>
    internal static FileIdentity Of(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux()) return new(0, (ulong)File.GetCreationTimeUtc(file).Ticks);
        Span<byte> status = stackalloc byte[StructBytes];
        return Statx(file, "", TheFileItself, WantNumber, status) != 0 ? default
            : new(BitConverter.ToUInt64(status[DeviceAt..]), BitConverter.ToUInt64(status[NumberAt..]));
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(SafeFileHandle folder, string path, int flags, uint mask, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> status);
}
