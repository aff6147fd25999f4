using Noroshi.Core.Vocabulary;
using Noroshi.Server.Share.Alerts;
using Noroshi.Server.Trust;
using Noroshi.Server.Web;

namespace Noroshi.Server.Share.Board;

/// <summary>The board and its call sheet.</summary>
internal static class BoardPages
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/alerts/{number}/board", async (string number, HttpContext context, ReadBoard board, TimeProvider clock, CancellationToken ct) =>
            await board.FindAsync(context.Viewer(), number, ct) is { } found ? Results.Page<BoardPage>(new BoardPageModel(found, clock.GetUtcNow())) : AlertPages.NotFound()).RequireRole(Role.Handler, Role.Approver);
        app.MapGet("/alerts/{number}/call-sheet", async (string number, HttpContext context, ReadBoard board, TimeProvider clock, CancellationToken ct) =>
            await board.FindAsync(context.Viewer(), number, ct) is { } found ? Results.Page<CallSheetPage>(new BoardPageModel(found, clock.GetUtcNow())) : AlertPages.NotFound()).RequireRole(Role.Handler, Role.Approver);
    }
}
