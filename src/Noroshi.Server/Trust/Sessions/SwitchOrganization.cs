using Microsoft.EntityFrameworkCore;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;
using Noroshi.Server.Trust.Accounts;
using Noroshi.Server.Web;
using Noroshi.Server.Web.Errors;
using Noroshi.Server.Web.Localisation;

namespace Noroshi.Server.Trust.Sessions;

/// <summary>For whom one acts, kept in the session: <c>POST /acting</c>.</summary>
internal static class SwitchOrganization
{
    internal static void Map(IEndpointRouteBuilder app) => app.MapPost("/acting", FormAsync).RequireSession().DisableAntiforgery();

    private static async Task<IResult> FormAsync(HttpContext context, Writer writer, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        Guid account = context.Viewer().Account;
        Guid? session = context.Acting().Session;
        bool isMember = Guid.TryParse(form.Text("organization"), out Guid organization) && await writer.WriteAsync(async (s, ct) =>
            await s.Db.Set<Membership>().AnyAsync(m => m.AccountId == account && m.OrganizationId == organization, ct)
            && await s.Db.Set<AccountSession>().Where(x => x.Id == session).ExecuteUpdateAsync(x => x.SetProperty(r => r.OrganizationId, organization), ct) == 1, cancellationToken);
        if (!isMember)
        {
            await Failure.WriteAsync(context, StatusCodes.Status403Forbidden, new Fault("NRS-T017"));
            return Results.Empty;
        }

        return Results.SeeOther(LocalPath.OrHome(form.Text("return")));
    }
}
