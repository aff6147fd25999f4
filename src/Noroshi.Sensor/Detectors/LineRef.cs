namespace Noroshi.Sensor.Detectors;

/// <summary>Where a line stands, so that it can be shown, hashed and proved later without being kept.</summary>
/// <param name="File">The file's number in the run; -1 for no line.</param>
/// <param name="Length">The line's length in bytes without its line end.</param>
/// <param name="Number">The line's number in its file, from 1.</param>
/// <param name="Offset">Where the line begins in its file (after decompression), in bytes.</param>
public readonly record struct LineRef(int File, int Length, long Number, long Offset)
{
    /// <summary>No line.</summary>
    public static LineRef None => new(-1, 0, 0, 0);
}

/// <summary>Hears of each line that may come to prove something, at the time it is noted.</summary>
/// <param name="place">Where it stands.</param>
/// <param name="line">Its bytes without the line end, valid for the call only.</param>
public delegate void LineNoted(LineRef place, ReadOnlySpan<byte> line);
