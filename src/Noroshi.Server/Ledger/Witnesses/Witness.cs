using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;

namespace Noroshi.Server.Ledger.Witnesses;

/// <summary>Another organisation that keeps this ledger's heads, so that nobody here can rewrite history unseen.</summary>
/// <param name="Id">The organisation.</param>
/// <param name="Key">Its key in the settings.</param>
/// <param name="Name">What it is called; its key when the network does not know it.</param>
/// <param name="Addresses">Its e-mail addresses, first the one to try first.</param>
internal sealed record Witness(Guid Id, string Key, LocalizedText Name, ImmutableArray<string> Addresses)
{
    /// <summary>In which language an address is written to; both for those that are not here.</summary>
    internal IReadOnlyDictionary<string, Language> Languages { get; init; } = ImmutableDictionary<string, Language>.Empty;
}

/// <summary>What the mail server said to one hand-over.</summary>
/// <param name="Outcome">accepted, later, refused.</param>
/// <param name="Code">Its reply code; 0 when there was none.</param>
/// <param name="Reason">Its reply, or what went wrong, for people.</param>
internal sealed record HandOverAnswer(string Outcome, int Code, string Reason);

/// <summary>Reads the witnesses the settings name. The ledger knows neither the network's tables nor mail; the program that is made of all of them joins them.</summary>
internal delegate Task<IReadOnlyList<Witness>> ReadWitnesses(NoroshiDb db, CancellationToken cancellationToken);

/// <summary>Hands one message to the mail server; every ending is an answer.</summary>
internal delegate Task<HandOverAnswer> HandOver(string address, byte[] message, CancellationToken cancellationToken);
