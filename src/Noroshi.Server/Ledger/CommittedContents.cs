using Noroshi.Server.Store;

namespace Noroshi.Server.Ledger;

/// <summary>Contents to which ledger entries commit, so that <c>ledger verify</c> can compare them. A slice that stores such contents registers one.</summary>
/// <param name="Name">What they are, for messages: <c>report version</c>.</param>
/// <param name="ReadAsync">Hands over all of them, in any order.</param>
internal sealed record CommittedContents(string Name, Func<SeeContent, CancellationToken, Task> ReadAsync)
{
    /// <summary>The versions in a table that has their document, salt and commitment in columns so called.</summary>
    /// <param name="name">What they are, for messages.</param>
    /// <param name="database">The store.</param>
    /// <param name="table">The table.</param>
    /// <param name="id">Its column for the id that all versions of one thing share.</param>
    internal static CommittedContents Versions(string name, Database database, string table, string id) => new(name, (see, cancellationToken) =>
        ScannedRows.ReadAsync(database, $"SELECT {id}, version, salt, document, commitment FROM {table}", (in row) =>
        {
            ReadOnlySpan<byte> salt = row.Bytes(2), document = row.Bytes(3);
            // Empty is not erased: only where there is nothing is it asked which.
            bool isErased = (salt.IsEmpty && row.IsNull(2)) || (document.IsEmpty && row.IsNull(3));
            see(new() { Id = row.Id(0), Version = (int)row.Number(1), IsErased = isErased, Salt = salt, Content = document, Commitment = row.Bytes(4) });
            return true;
        }, cancellationToken));
}

/// <summary>One content, as it lies in the reader's memory.</summary>
internal readonly ref struct CommittedContent
{
    /// <summary>Which, for messages.</summary>
    internal required Guid Id { get; init; }

    /// <summary>Which of its versions, for messages; null when there is only one.</summary>
    internal int? Version { get; init; }

    /// <summary>Whether it was erased on purpose: salt or content gone.</summary>
    internal bool IsErased { get; init; }

    internal required ReadOnlySpan<byte> Salt { get; init; }

    /// <summary>Exactly as committed to.</summary>
    internal required ReadOnlySpan<byte> Content { get; init; }

    /// <summary>The hash its ledger entry holds, in hexadecimal digits.</summary>
    internal required ReadOnlySpan<byte> Commitment { get; init; }
}

/// <summary>Looks at a content.</summary>
internal delegate void SeeContent(in CommittedContent content);
