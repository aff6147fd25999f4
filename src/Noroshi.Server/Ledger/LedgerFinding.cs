using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Ledger;

/// <summary>What a walk over the ledger brought.</summary>
/// <param name="Entries">Entries walked.</param>
/// <param name="Contents">Contents compared with their commitments.</param>
/// <param name="Erased">Contents that were erased on purpose (salt gone).</param>
/// <param name="Root">Merkle root over the entries, lower-case hexadecimal.</param>
/// <param name="Faults">Everything wrong, each saying what and where; empty when all is well. At most <see cref="MostFaults"/>.</param>
internal sealed record LedgerFinding(long Entries, long Contents, long Erased, string Root, IReadOnlyList<Fault> Faults)
{
    internal const int MostFaults = 1000;

    /// <summary>How long the entries took.</summary>
    internal TimeSpan EntriesTook { get; init; }

    /// <summary>How long the contents took.</summary>
    internal TimeSpan ContentsTook { get; init; }
}
