namespace Noroshi.Server.Ledger;

/// <summary>One row of the ledger, as it lies in the reader's memory: texts in UTF-8, ids in 36 characters, numbers in digits.</summary>
internal readonly ref struct EntryRow
{
    internal required long Position { get; init; }

    internal required ReadOnlySpan<byte> Kind { get; init; }

    internal required ReadOnlySpan<byte> Subject { get; init; }

    internal required ReadOnlySpan<byte> Actor { get; init; }

    /// <summary>Unix milliseconds.</summary>
    internal required ReadOnlySpan<byte> At { get; init; }

    /// <summary>The entry's bytes, of which all columns before are the index.</summary>
    internal required ReadOnlySpan<byte> Canonical { get; init; }

    /// <summary>The leaf hash kept with it.</summary>
    internal required ReadOnlySpan<byte> Leaf { get; init; }
}
