using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Noroshi.Server.Serve;
using Noroshi.Server.Web.Errors;

namespace Noroshi.Server.Trust.Doors;

/// <summary>Named limits an endpoint may ask for with <c>RequireRateLimiting</c>.</summary>
internal static class RateLimits
{
    /// <summary>Per address, for everything where a secret is guessed at.</summary>
    internal const string SignIn = "sign-in";

    /// <summary>Per account, for sending reports.</summary>
    internal const string Submission = "submission";

    internal static void Configure(RateLimiterOptions options, Settings settings)
    {
        int signIns = (int)settings.Number("accounts.sign-in-limit");
        int submissions = (int)settings.Number("reports.submit-limit");
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = RefuseAsync;
        options.AddPolicy(SignIn, context => RateLimitPartition.GetSlidingWindowLimiter(AddressOf(context), _ => new()
        {
            PermitLimit = signIns,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        }));
        options.AddPolicy(Submission, context => RateLimitPartition.GetTokenBucketLimiter(context.FindViewer()?.Account ?? Guid.Empty, _ => new()
        {
            TokenLimit = submissions,
            TokensPerPeriod = Math.Max(1, submissions / 60),
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));
    }

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        TimeSpan wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan after) ? after : TimeSpan.FromSeconds(10);
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await Failure.WriteAsync(rejected.HttpContext, StatusCodes.Status429TooManyRequests, Failure.Of(StatusCodes.Status429TooManyRequests));
    }

    // A whole IPv6 /64 belongs to one subscriber.
    private static string AddressOf(HttpContext context)
    {
        System.Net.IPAddress? address = context.Connection.RemoteIpAddress;
        return address is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address?.MapToIPv4().ToString() ?? "";
    }
}
