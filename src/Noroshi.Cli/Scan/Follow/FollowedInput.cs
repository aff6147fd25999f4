namespace Noroshi.Cli.Scan.Follow;

/// <summary>One input number of a run that follows: a file as it stands between two rotations, or a packed one that was read once.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">The file; null for a packed one.</param>
/// <param name="Generation">Which of those that had the name.</param>
/// <param name="Packed">The packed one.</param>
/// <param name="Seen">By what the packed one is known again.</param>
internal sealed record FollowedInput(string Name, FollowedFile? File, int Generation, ScanInput? Packed, SeenFile? Seen = null);
