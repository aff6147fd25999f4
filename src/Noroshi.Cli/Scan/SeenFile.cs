using Noroshi.Cli.Scan.Follow;

namespace Noroshi.Cli.Scan;

/// <summary>By what a file that was read is known again, whatever its name stands for by then: which file it was, and its first and last bytes as they lay on the disk.</summary>
/// <remarks>A log that is renamed keeps both. One that is copied and cut off begins with other bytes, even when it has grown as long again.</remarks>
/// <param name="identity">Which file it is.</param>
internal sealed class SeenFile(FileIdentity identity)
{
    private readonly byte[] _first = new byte[FollowedFile.Marked];
    private readonly byte[] _last = new byte[FollowedFile.Marked];

    internal FileIdentity Identity { get; } = identity;

    /// <summary>Bytes read.</summary>
    internal long Length { get; private set; }

    private int Kept => (int)Math.Min(Length, FollowedFile.Marked);

    /// <summary>Where reading ended, for those who look for it in copies.</summary>
    internal FollowPlace End(string path) => new(path, Identity, Length, 0, Convert.ToHexString(_last.AsSpan(^Kept..)));

    /// <summary>Takes the next bytes.</summary>
    internal void See(ReadOnlySpan<byte> read)
    {
        if (Length < _first.Length) read[..Math.Min(read.Length, _first.Length - (int)Length)].CopyTo(_first.AsSpan((int)Length));
        var kept = Math.Min(read.Length, _last.Length);
        _last.AsSpan(kept).CopyTo(_last);
        read[^kept..].CopyTo(_last.AsSpan(^kept..));
        Length += read.Length;
    }

    /// <summary>Whether a file still holds what was read.</summary>
    internal bool IsIn(FileStream file) => IsThere(file, 0, _first.AsSpan(0, Kept)) && IsThere(file, Length - Kept, _last.AsSpan(^Kept..));

    private static bool IsThere(FileStream file, long offset, ReadOnlySpan<byte> bytes)
    {
        Span<byte> there = stackalloc byte[FollowedFile.Marked];
        there = there[..bytes.Length];
        return RandomAccess.Read(file.SafeFileHandle, there, offset) == bytes.Length && there.SequenceEqual(bytes);
    }
}
