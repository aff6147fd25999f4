using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Trust.Grants;

namespace Noroshi.Server.Collect.Reports;

/// <summary>What became of a report that was sent.</summary>
internal abstract record Received
{
    private Received()
    {
    }

    /// <summary>It is kept, durably, and in the ledger.</summary>
    /// <param name="Id">The report.</param>
    /// <param name="Number">Its number.</param>
    /// <param name="Version">The version this made.</param>
    /// <param name="At">When it was received, by our clock.</param>
    /// <param name="Granted">Who was given it; null when it had been received before, under the same idempotency key, and nothing was written again.</param>
    internal sealed record Kept(Guid Id, string Number, int Version, DateTimeOffset At, IReadOnlyList<AccessGrant>? Granted) : Received
    {
        internal bool IsRepeat => Granted is null;
    }

    /// <summary>Somebody else sent a version meanwhile; nothing was written.</summary>
    /// <param name="Version">The version that stands now.</param>
    /// <param name="Faults">What changed: the first fault says so, each further one names a fact.</param>
    internal sealed record Stale(int Version, ImmutableArray<Fault> Faults) : Received;

    /// <summary>It cannot be accepted; nothing was written.</summary>
    internal sealed record Refused(int Status, ImmutableArray<Fault> Faults) : Received;

    internal static Received Refuse(int status, Fault fault) => new Refused(status, [fault]);
}
