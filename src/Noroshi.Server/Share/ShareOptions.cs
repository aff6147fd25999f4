using Noroshi.Server.Share.Channels;

namespace Noroshi.Server.Share;

/// <summary>How alerts leave.</summary>
internal sealed record ShareOptions
{
    /// <summary>The mail server.</summary>
    public required MailSettings Mail { get; init; }

    /// <summary>Under which address people reach this server, without a slash at the end; for links in mail.</summary>
    public required string PublicUrl { get; init; }

    /// <summary>How long after submitting an urgent alert one approver may issue it alone. Default 30 minutes.</summary>
    public TimeSpan AloneAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long to wait after an attempt that did not get through. Default: 30 s, doubling, at most 10 minutes.</summary>
    public Func<int, TimeSpan> Backoff { get; init; } = attempt => TimeSpan.FromSeconds(Math.Min(600, 30 * Math.Pow(2, Math.Clamp(attempt - 1, 0, 10))));
}
