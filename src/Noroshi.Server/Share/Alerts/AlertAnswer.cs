using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Share.Alerts;

/// <summary>What became of something done to an alert: the alert as it stands, or why not.</summary>
internal sealed record AlertAnswer(Alert? Alert, ImmutableArray<Fault> Faults, int Status)
{
    internal static AlertAnswer Done(Alert alert) => new(alert, [], StatusCodes.Status200OK);

    internal static AlertAnswer Refused(int status, params ImmutableArray<Fault> faults) => new(null, faults, status);

    internal static AlertAnswer NotFound { get; } = Refused(StatusCodes.Status404NotFound, new Fault("NRS-S019"));

    internal static AlertAnswer Conflict(string code) => Refused(StatusCodes.Status409Conflict, new Fault(code));
}
