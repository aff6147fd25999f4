namespace Noroshi.Server.Serve;

/// <summary><c>/openapi/v1.json</c>: OpenAPI 3.1 of everything under <c>/api/v1</c>, made from the endpoints themselves. For everybody: it says what can be asked, not what there is.</summary>
internal static class ApiDescription
{
    internal static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = api => api.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Noroshi", Version = "v1" };
            // The address is wherever the reader found this document.
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
    });

    internal static void MapApiDescription(this IEndpointRouteBuilder app) => app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous().Add(OnlyV1);

    // The framework answers other names with words of its own; ours have a code.
    private static void OnlyV1(EndpointBuilder endpoint)
    {
        RequestDelegate? describe = endpoint.RequestDelegate;
        endpoint.RequestDelegate = context =>
        {
            if (context.Request.RouteValues["documentName"] is "v1" && describe is not null) return describe(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
    }
}
