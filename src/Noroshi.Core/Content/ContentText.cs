namespace Noroshi.Core.Content;

/// <summary>The exact text of a content file, kept under its hash for as long as any decision names it.</summary>
/// <param name="Hash">SHA-256 of the bytes, lower-case hexadecimal.</param>
/// <param name="Path">Path below the content folder.</param>
/// <param name="IsSite">Whether it is the site's own rather than built in.</param>
/// <param name="Bytes">The bytes.</param>
public sealed record ContentText(string Hash, string Path, bool IsSite, byte[] Bytes);
