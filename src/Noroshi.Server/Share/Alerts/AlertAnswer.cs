using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Share.Alerts;

/// <summary>What became of something done to an alert: the alert as it stands, or why not.</summary>
internal sealed record AlertAnswer(Alert? Alert, ImmutableArray<Fault> Faults, int Status)
{
    /// <summary>The version that stands now, when somebody wrote on an older one.</summary>
    internal int? Standing { get; private init; }

    internal static AlertAnswer Stale(int standing, ImmutableArray<Fault> faults) => new(null, faults, StatusCodes.Status409Conflict) { Standing = standing };

    internal static AlertAnswer Done(Alert alert) => new(alert, [], StatusCodes.Status200OK);

    internal static AlertAnswer Refused(int status, params ImmutableArray<Fault> faults) => new(null, faults, status);

    internal static AlertAnswer NotFound { get; } = Refused(StatusCodes.Status404NotFound, new Fault("NRS-S019"));

    internal static AlertAnswer Conflict(string code) => Refused(StatusCodes.Status409Conflict, new Fault(code));
}
