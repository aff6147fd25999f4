using Noroshi.Core.Vocabulary;
using Noroshi.Server.Web.Errors;

namespace Noroshi.Server.Web;

/// <summary>How an endpoint of the API refuses.</summary>
internal static class FaultResults
{
    extension(Results)
    {
        /// <summary>All faults at once; 422 unless the reason is another.</summary>
        internal static IResult Faults(IReadOnlyList<Fault> faults, int status = StatusCodes.Status422UnprocessableEntity) => new FaultsResult(faults, status);

        /// <summary>One fault.</summary>
        internal static IResult Faults(Fault fault, int status = StatusCodes.Status422UnprocessableEntity) => new FaultsResult([fault], status);
    }
}
