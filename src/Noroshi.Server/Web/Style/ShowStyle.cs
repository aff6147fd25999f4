namespace Noroshi.Server.Web.Style;

/// <summary>Every component on one page, in demo mode only: where their look is judged.</summary>
internal static class ShowStyle
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/style", (TimeProvider clock) => Results.Page<StylePage>(clock.GetUtcNow())).AllowAnonymous();
}
