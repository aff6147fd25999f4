namespace Noroshi.Sensor.Detectors;

/// <summary>Where a block of lines stands.</summary>
/// <param name="File">The file's number in the run.</param>
/// <param name="FirstLine">The number of the block's first line in its file, from 1.</param>
/// <param name="Offset">Where the block begins in its file (after decompression), in bytes.</param>
public readonly record struct BlockPlace(int File, long FirstLine, long Offset)
{
    /// <summary>The number of the log that the file is a part of: the first of the files into which one log was rotated.</summary>
    public int Log { get; init; } = File;
}
