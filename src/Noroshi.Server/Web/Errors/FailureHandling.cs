using System.Security.Cryptography;
using System.Text.Json;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;

namespace Noroshi.Server.Web.Errors;

/// <summary>The outermost edge: no exception and no bare status leaves unexplained, and nothing internal leaves at all.</summary>
internal static partial class FailureHandling
{
    internal static async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await RouteAsync(context, next);
            if (IsBare(context.Response)) await Failure.WriteAsync(context, context.Response.StatusCode, Failure.Of(context.Response.StatusCode));
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested)
        {
            Log.GaveUp(Logger(context), e.GetType().Name);
        }
        catch (Exception e)
        {
            if (context.Response.HasStarted) throw;
            var (status, fault) = Explain(context, e);
            await Failure.WriteAsync(context, status, fault);
        }
    }

    // Routing has already looked. Saying 404 here keeps an unknown path from asking to sign in; what routing itself answers with
    // (405, 415: endpoints without a route, hence without a policy) would be refused by the policy that denies.
    private static Task RouteAsync(HttpContext context, RequestDelegate next)
    {
        switch (context.GetEndpoint())
        {
            case null:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            case not RouteEndpoint and { RequestDelegate: { } refuse }:
                return refuse(context);
            default:
                return next(context);
        }
    }

    private static bool IsBare(HttpResponse response) =>
        response is { StatusCode: >= 400, HasStarted: false, ContentLength: null } && response.ContentType is null;

    private static (int Status, Fault Fault) Explain(HttpContext context, Exception exception)
    {
        if (exception is BadHttpRequestException bad)
        {
            return (bad.StatusCode, bad is { StatusCode: 400, InnerException: JsonException json } ? MalformedJson(json) : Failure.Of(bad.StatusCode));
        }
        // A form was expected and something else came.
        if (exception is InvalidOperationException { Source: "Microsoft.AspNetCore.Http" } && !context.Request.HasFormContentType) return (StatusCodes.Status415UnsupportedMediaType, Failure.Of(415));
        if (exception is FaultException { Faults: [var first, ..] }) return (StatusCodes.Status422UnprocessableEntity, first);
        if ((exception is InvalidDataException or IOException) && context.Request.HasFormContentType && (exception.Source is "Microsoft.AspNetCore.WebUtilities" or "Microsoft.AspNetCore.Http"))
        {
            // Too many or too long fields say "limit"; anything else is a form that broke off or was never whole.
            int status = exception is InvalidDataException && exception.Message.Contains("limit", StringComparison.OrdinalIgnoreCase) ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest;
            return (status, Failure.Of(status));
        }

        if (StoreFailure.IsOfTheStore(exception))
        {
            Log.StoreAway(Logger(context), exception);
            return (StatusCodes.Status503ServiceUnavailable, Failure.Of(503));
        }
        var incident = Convert.ToHexString(RandomNumberGenerator.GetBytes(4));
        Log.Unexpected(Logger(context), incident, context.Request.Method, context.GetEndpoint()?.DisplayName, exception);
        return (StatusCodes.Status500InternalServerError, Failure.Of(500).With("incident", incident));
    }

    private static Fault MalformedJson(JsonException json) => new Fault("NRS-W402", json.Path is null or "$" ? "" : json.Path)
        .With("line", ((json.LineNumber ?? 0) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static ILogger Logger(HttpContext context) => context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Noroshi.Web");

    private static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Error, "incident {Incident}: {Method} {Endpoint} failed")]
        internal static partial void Unexpected(ILogger logger, string incident, string method, string? endpoint, Exception exception);

        [LoggerMessage(1102, LogLevel.Warning, "the store did not answer")]
        internal static partial void StoreAway(ILogger logger, Exception exception);

        [LoggerMessage(1103, LogLevel.Debug, "the client went away ({Kind})")]
        internal static partial void GaveUp(ILogger logger, string kind);
    }
}
