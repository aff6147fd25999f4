namespace Noroshi.Server.Web.Framing;

/// <summary>What the frame writes to the operator's log.</summary>
internal static partial class FrameLog
{
    [LoggerMessage(1110, LogLevel.Warning, "the frame is shown without the viewer's organisation")]
    internal static partial void NoStanding(ILogger logger, Exception exception);
}
