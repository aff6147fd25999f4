using Noroshi.Core.Vocabulary;
using Noroshi.Server.Trust.Doors;

namespace Noroshi.Server.Trust;

/// <summary>Who is looking, from a request.</summary>
internal static class ViewerOfRequest
{
    /// <summary>The viewer. For endpoints behind <c>RequireRole</c> or <c>RequireSignedIn</c>, where there always is one.</summary>
    internal static Viewer Viewer(this HttpContext context) => context.Acting().Viewer;

    /// <summary>The viewer, or null when nobody is signed in.</summary>
    internal static Viewer? FindViewer(this HttpContext context) => context.Features.Get<Acting>()?.Viewer;

    /// <summary>The viewer and the door it came in by.</summary>
    internal static Acting Acting(this HttpContext context) =>
        context.Features.Get<Acting>() ?? throw new InvalidOperationException("The endpoint has no policy that asks to be signed in.");
}
