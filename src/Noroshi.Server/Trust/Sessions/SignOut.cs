using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary.Records;
using Noroshi.Server.Store;
using Noroshi.Server.Web;

namespace Noroshi.Server.Trust.Sessions;

/// <summary>Ends sessions: this one, one of one's own, or all of them. It counts from the next request on.</summary>
internal static class SignOut
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/sign-out", ThisAsync).AllowAnonymous().DisableAntiforgery();
        app.MapPost("/account/sessions/end", OneAsync).RequireSession().DisableAntiforgery();
        app.MapPost("/account/sessions/end-all", AllAsync).RequireSession().DisableAntiforgery();
    }

    private static async Task<IResult> ThisAsync(HttpContext context, Writer writer, CancellationToken cancellationToken)
    {
        if (SessionCookie.Read(context) is { } secret)
        {
            string hash = Secret.Hash(secret);
            await writer.WriteAsync((s, ct) => s.Db.Set<AccountSession>().Where(x => x.SecretHash == hash).ExecuteDeleteAsync(ct), cancellationToken);
            SessionCookie.Clear(context);
        }

        return Results.SeeOther("/sign-in");
    }

    private static async Task<IResult> OneAsync(HttpContext context, Writer writer, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        if (!Guid.TryParse(form.Text("session"), out Guid session))
        {
            return Results.NotFound();
        }

        Guid account = context.Viewer().Account;
        await writer.WriteAsync((s, ct) => EndAsync(s, s.Db.Set<AccountSession>().Where(x => x.AccountId == account && x.Id == session), account, account, ct), cancellationToken);
        return Results.SeeOther("/account");
    }

    private static async Task<IResult> AllAsync(HttpContext context, Writer writer, CancellationToken cancellationToken)
    {
        Guid account = context.Viewer().Account;
        await writer.WriteAsync((s, ct) => EndAllAsync(s, account, account, ct), cancellationToken);
        SessionCookie.Clear(context);
        return Results.SeeOther("/sign-in");
    }

    internal static Task EndAllAsync(WriteSession s, Guid account, Guid actor, CancellationToken cancellationToken) =>
        EndAsync(s, s.Db.Set<AccountSession>().Where(x => x.AccountId == account), account, actor, cancellationToken);

    private static async Task EndAsync(WriteSession s, IQueryable<AccountSession> sessions, Guid account, Guid actor, CancellationToken cancellationToken)
    {
        int ended = await sessions.ExecuteDeleteAsync(cancellationToken);
        if (ended > 0)
        {
            s.Append(new SessionsEnded(account, ended), actor);
        }
    }
}
