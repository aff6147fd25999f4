namespace Noroshi.Cli.Scan.Follow;

/// <summary>One input number of a run that follows: a file as it stands between two rotations, or a packed one that was read once.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">The file; null for a packed one.</param>
/// <param name="Generation">Which of those that had the name.</param>
/// <param name="Packed">The packed one.</param>
/// <param name="Seen">By what the packed one is known again.</param>
/// <param name="Hash">SHA-256 of the packed one, lower-case hexadecimal; null when it was not asked for or cannot be told.</param>
internal sealed record FollowedInput(string Name, FollowedFile? File, int Generation, ScanInput? Packed, SeenFile? Seen = null, string? Hash = null)
{
    /// <summary>The input as it was read until now.</summary>
    /// <param name="bytes">Unpacked bytes.</param>
    /// <param name="lines">Lines.</param>
    internal ScannedFile Scanned(long bytes, long lines)
    {
        (long size, string? hash) = File?.ReadOf(Generation) is { } read ? read : (Seen?.Length ?? 0, Hash);
        return new(Name, bytes, lines) { Packing = Packed?.Packing ?? Packing.None, PackedBytes = size, Hash = hash };
    }
}
