using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Noroshi.Server.Store;

namespace Noroshi.Server.Serve;

/// <summary><c>/metrics</c> in the OpenMetrics text format: what night duty looks at. Only from this machine itself, and not through a proxy.</summary>
internal static class Metrics
{
    private const string MediaType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    internal static void MapMetrics(this IEndpointRouteBuilder app) => app.MapGet("/metrics", GetAsync).AllowAnonymous();

    private static async Task<IResult> GetAsync(HttpContext context, Database database, Writer writer, TimeProvider clock, CancellationToken cancellationToken)
    {
        // The second header stands in the place of the first when a trusted proxy was believed.
        bool isForwarded = context.Request.Headers.ContainsKey("X-Forwarded-For") || context.Request.Headers.ContainsKey("X-Original-For");
        bool isLocal = context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !isForwarded;
        if (!isLocal)
        {
            return Results.NotFound();
        }

        var text = new StringBuilder();
        Gauge(text, "noroshi_memory_bytes", "Working set of the process.", Environment.WorkingSet);
        Gauge(text, "noroshi_write_queue", "Changes waiting for the writer.", writer.Waiting);
        await StoreAsync(text, database, clock, cancellationToken);
        return Results.Text(text.Append("# EOF\n").ToString(), MediaType);
    }

    private static async Task StoreAsync(StringBuilder text, Database database, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            await using NoroshiDb db = database.CreateDbContext();
            DateTimeOffset now = clock.GetUtcNow();
            long size = await db.LedgerHeads.Select(h => h.Size).SingleAsync(cancellationToken);
            var cursors = await db.ReactionCursors.OrderBy(c => c.Reaction).ToArrayAsync(cancellationToken);
            Gauge(text, "noroshi_store_up", "1 when the store answers.", 1);
            Gauge(text, "noroshi_ledger_entries", "Entries in the ledger.", size);
            Gauge(text, "noroshi_jobs_due", "Jobs whose time has come.", await db.Jobs.CountAsync(j => j.DueAt <= now, cancellationToken));
            Gauge(text, "noroshi_parked_steps", "Entries set aside because a reaction failed on them.", await db.ParkedSteps.CountAsync(p => p.ResolvedAt == null, cancellationToken));
            Head(text, "noroshi_reaction_lag_entries", "Entries a reaction has not looked at yet.");
            foreach (var cursor in cursors)
            {
                text.Append(CultureInfo.InvariantCulture, $"noroshi_reaction_lag_entries{{reaction=\"{cursor.Reaction}\"}} {size - cursor.Next}\n");
            }
        }
        catch (Exception e) when (StoreFailure.IsOfTheStore(e))
        {
            Gauge(text, "noroshi_store_up", "1 when the store answers.", 0);
        }
    }

    private static void Gauge(StringBuilder text, string name, string help, long value)
    {
        Head(text, name, help);
        text.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");
    }

    private static void Head(StringBuilder text, string name, string help) => text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} gauge\n# HELP {name} {help}\n");
}
