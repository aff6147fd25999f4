namespace Noroshi.Cli.Scan.Follow;

/// <summary>A file held open until its turn comes: it may be renamed, packed or deleted meanwhile. Whoever has it begins or closes it.</summary>
/// <param name="File">The open file.</param>
/// <param name="Identity">Which file it is.</param>
/// <param name="Packing">How it is packed.</param>
internal sealed record OpenedFile(FileStream File, FileIdentity Identity, Packing Packing)
{
    /// <summary>Opens what stands under a name; null when it cannot be read now.</summary>
    internal static OpenedFile? Of(string name)
    {
        try
        {
            if (FileIdentity.Of(name) is not { } identity || RotatedFiles.PackingOf(name) is var packing && packing == Packing.Unknown) return null;
#pragma warning disable CA2000 // The caller's to close, and closed here when it is the wrong one.
            var opened = new OpenedFile(new(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0), identity, packing);
#pragma warning restore CA2000
            // Between asking and opening it may have been rotated; the next look would then see a file that is not the one at hand.
            if (FileIdentity.Of(name) == identity) return opened;
            opened.Close();
        }
        catch (Exception notNow) when (notNow is IOException or UnauthorizedAccessException)
        {
            // Not now, then.
        }
        return null;
    }

    /// <summary>The file, which is the caller's from now on; a packed one unpacked, as far as it is sound. Null when there is no room to unpack it.</summary>
    internal FileStream? Begin()
    {
        if (Packing == Packing.None) return File;
        FileStream? unpacked = null;
        try
        {
            using var text = new ScanInput("", 0, default, Packing).Unpack(File);
            unpacked = TemporaryFile.Create();
            text.CopyTo(unpacked);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or EndOfStreamException)
        {
            // What came before is read.
        }
        catch (Exception noRoom) when (noRoom is IOException or UnauthorizedAccessException)
        {
            unpacked?.Dispose();
            unpacked = null;
        }
        Close();
        unpacked?.Flush();
        return unpacked;
    }

    internal void Close() => File.Dispose();
}
