namespace Noroshi.Server.Content;

/// <summary>Table <c>content_text</c>: every content text this installation ever ran on, by hash, so that a decision of years ago can still be read with its rule.</summary>
internal sealed class KeptText
{
    /// <summary>SHA-256 of the bytes, lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Path below the content folder.</summary>
    public required string Path { get; init; }

    /// <summary>Whether it was the site's own.</summary>
    public required bool IsSite { get; init; }

    public required byte[] Bytes { get; init; }

    public required DateTimeOffset FirstUsedAt { get; init; }
}
