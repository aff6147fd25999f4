namespace Noroshi.Server.Web;

/// <summary>How the pages present this installation.</summary>
internal sealed record WebOptions
{
    /// <summary>Whether this is the demonstration with invented organisations: the frame says so, and <c>/style</c> shows every component. Default: no.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Whether a drill is running: the whole frame is painted and every print says so. Default: no.</summary>
    public bool IsDrill { get; init; }

    /// <summary>The largest request body in bytes where an endpoint does not ask for more. Default: 1 MiB.</summary>
    public long MaxBodyBytes { get; init; } = 1024 * 1024;
}
