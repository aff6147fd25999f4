using System.Diagnostics;
using System.IO.Compression;
using Noroshi.Cli.Scan.Follow;
using Noroshi.Cli.Scan.Packed;

namespace Noroshi.Cli.Scan;

/// <summary>One thing to scan: a file, or standard input.</summary>
/// <param name="Name">As shown and as written into findings: the path as the user gave it, or <c>-</c>.</param>
/// <param name="Length">Bytes on disk, or -1 when unknown.</param>
/// <param name="Changed">When it was last changed: the latest moment its lines can be of.</param>
/// <param name="Packing">How it is packed, told by its first bytes and not by its name.</param>
internal sealed record ScanInput(string Name, long Length, DateTimeOffset Changed, Packing Packing)
{
    private const int ReadAhead = 1 << 16;

    internal const string StandardInput = "-";

    /// <summary>Where standard input is kept; null for a file.</summary>
    internal Spool? Kept { get; init; }

    /// <summary>The file itself, held open since it was listed: rotation may give its name to another. Null when it is to be opened by its name.</summary>
    internal OpenedFile? Held { get; init; }

    /// <summary>The raw bytes, for progress; unpack with <see cref="Unpack"/>.</summary>
    internal Stream OpenRaw() => Kept is not null
        ? Kept.Open()
        : Held is not null ? Held.File
        : new FileStream(Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: Packing == Packing.Gzip ? ReadAhead : 0, FileOptions.SequentialScan);

    internal Stream Unpack(Stream raw) => Packing switch
    {
        Packing.None => raw,
        Packing.Gzip => new GZipStream(raw, CompressionMode.Decompress),
        Packing.Bzip2 => new UnpackedStream(raw, static () => new Bzip2()),
        Packing.Xz => new UnpackedStream(raw, static () => new Xz()),
        Packing.Zstd => new UnpackedStream(raw, static () => new Zstd()),
        _ => throw new UnreachableException(),
    };
}

/// <summary>How a file is packed.</summary>
internal enum Packing
{
    None,
    Gzip,
    Bzip2,
    Xz,
    Zstd,

    /// <summary>Packed in a way this program does not open.</summary>
    Unknown,
}
