namespace Noroshi.Server.Web.Home;

/// <summary>ウェブアクセシビリティ方針: what is aimed for, what was tested, whom to tell.</summary>
internal static class ShowAccessibility
{
    internal static void Map(IEndpointRouteBuilder app) => app.MapGet("/accessibility", () => Results.Page<AccessibilityPage>()).AllowAnonymous();
}
