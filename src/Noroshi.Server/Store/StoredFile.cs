namespace Noroshi.Server.Store;

/// <summary>What is known of a stored file (attachment); the encrypted bytes lie in the data folder under <see cref="Hash"/>.</summary>
internal sealed class StoredFile
{
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the content, lower-case hexadecimal: its address.</summary>
    public required string Hash { get; init; }

    /// <summary>Salt of the commitment in the ledger; erased with the content.</summary>
    public required byte[] Salt { get; init; }

    /// <summary>SHA-256(salt ‖ content), lower-case hexadecimal.</summary>
    public required string Commitment { get; init; }

    /// <summary>Length of the content in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>The name the sender gave, as text to show; never used as a path.</summary>
    public required string Name { get; init; }

    /// <summary>The media type the sender claimed; never trusted.</summary>
    public required string MediaType { get; init; }

    public required DateTimeOffset StoredAt { get; init; }
}
