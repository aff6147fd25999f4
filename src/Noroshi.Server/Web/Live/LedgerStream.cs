using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Noroshi.Server.Ledger;
using Noroshi.Server.Trust;
using Noroshi.Server.Trust.Sessions;

namespace Noroshi.Server.Web.Live;

/// <summary>One live stream per browser: it says that something happened and how long the ledger is, never what.</summary>
/// <remarks>Ends when the viewer has signed out, acts for another organisation, or the server stops; the browser then asks again, or signs in.</remarks>
internal static class LedgerStream
{
    // Many entries in one moment are one message; a quiet stream speaks now and then, so that proxies keep it and a gone reader is noticed.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(25);

    internal static void Map(IEndpointRouteBuilder app) => app.MapGet("/live", Open).RequireSession();

    private static ServerSentEventsResult<string> Open(
        HttpContext context, LedgerSignal ledger, OpenSessions sessions, TimeProvider clock, IHostApplicationLifetime server, CancellationToken ct)
    {
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(MessagesAsync(ledger, () => IsStillAsync(context, sessions, ct), clock, server.ApplicationStopping, ct));
    }

    private static async IAsyncEnumerable<SseItem<string>> MessagesAsync(
        LedgerSignal ledger, Func<Task<bool>> isStillAllowed, TimeProvider clock, CancellationToken stopping, [EnumeratorCancellation] CancellationToken ct)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stopping, ct);
        var told = ledger.Size;
        yield return Message("position", told);
        while (!both.IsCancellationRequested)
        {
            var grown = ledger.Grown;
            if (ledger.Size == told) await WaitAsync(grown, clock, both.Token);
            if (both.IsCancellationRequested || !await isStillAllowed()) break;
            var size = ledger.Size;
            yield return Message(size == told ? "alive" : "changed", size);
            told = size;
        }
        // Without this word the browser would ask again by itself, which is right after a restart but not after signing out.
        if (!stopping.IsCancellationRequested) yield return Message("end", told);
    }

    private static async Task WaitAsync(Task grown, TimeProvider clock, CancellationToken ct)
    {
        await Task.WhenAny(grown, Task.Delay(Heartbeat, clock, ct));
        if (grown.IsCompleted) await Task.WhenAny(Task.Delay(Settle, clock, ct));
    }

    // Asked of the store, not of the request: the session may have been closed from another device since.
    private static async Task<bool> IsStillAsync(HttpContext context, OpenSessions sessions, CancellationToken ct) =>
        await sessions.FindAsync(SessionCookie.Read(context), ct) is { } now
        && now.Session == context.Acting().Session && now.Viewer.Organization == context.Viewer().Organization;

    private static SseItem<string> Message(string kind, long position) => new(position.ToString(CultureInfo.InvariantCulture), kind);
}
