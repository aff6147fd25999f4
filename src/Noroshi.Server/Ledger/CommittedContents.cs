using Noroshi.Server.Store;

namespace Noroshi.Server.Ledger;

/// <summary>Contents to which ledger entries commit, so that <c>ledger verify</c> can compare them. A slice that stores such contents registers one.</summary>
/// <param name="Name">What they are, for messages: <c>report version</c>.</param>
/// <param name="Read">All of them, in any order, streamed.</param>
internal sealed record CommittedContents(string Name, Func<NoroshiDb, IAsyncEnumerable<CommittedContent>> Read);

/// <summary>One content.</summary>
/// <param name="Id">Which, for messages.</param>
/// <param name="Version">Which of its versions, for messages; null when there is only one.</param>
/// <param name="Salt">Null when erased.</param>
/// <param name="Content">Exactly as committed to; null when erased.</param>
/// <param name="Commitment">The hash its ledger entry holds.</param>
internal sealed record CommittedContent(Guid Id, int? Version, byte[]? Salt, byte[]? Content, string Commitment);
