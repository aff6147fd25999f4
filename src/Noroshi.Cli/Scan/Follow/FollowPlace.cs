namespace Noroshi.Cli.Scan.Follow;

/// <summary>How far a file has been read: enough to go on after a restart, and to see that the file is no longer the same.</summary>
/// <param name="Path">Its name when it was read.</param>
/// <param name="Identity">Which file it was.</param>
/// <param name="Offset">The next line's place, in bytes.</param>
/// <param name="Lines">Lines before it.</param>
/// <param name="Before">The bytes just before that place, in hexadecimal: a file cut off and written anew has others there.</param>
internal sealed record FollowPlace(string Path, FileIdentity Identity, long Offset, long Lines, string Before);
