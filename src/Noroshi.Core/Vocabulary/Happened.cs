using System.Text.Json.Nodes;

namespace Noroshi.Core.Vocabulary;

/// <summary>
/// Something that happened, written once into the ledger (台帳): the only thing by which verbs meet.
/// Concrete records are past-tense and stand one per file in <c>Vocabulary/Records/</c>: <c>ReportReceived</c>, <c>AlertIssued</c> ...
/// </summary>
/// <remarks>
/// A record holds ids, enums, instants and commitments only. Personal or deletable content is never in it: only <see cref="Commitment"/>s, so that erasing the salt erases the link.
/// No floating-point number ever enters an entry (RFC 8785 section 3.2.2.3 would make it depend on a printer).
/// </remarks>
/// <param name="Subject">The thing it happened to: the id of the report, alert, organisation, account ...</param>
public abstract record Happened(Guid Subject)
{
    /// <summary>The record's name in the ledger, such as <c>ReportReceived</c>; never changes.</summary>
    public string Kind => GetType().Name;

    /// <summary>The record's own members, as JSON with strings, whole numbers, booleans, arrays and objects only.</summary>
    public abstract JsonObject Body();
}
