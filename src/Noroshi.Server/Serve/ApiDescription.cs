using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Noroshi.Server.Serve;

/// <summary><c>/openapi/v1.json</c>: OpenAPI 3.1 of everything under <c>/api/v1</c>, made from the endpoints themselves, with examples, ways to sign in, and how everything refuses. For everybody: it says what can be asked, not what there is.</summary>
internal static class ApiDescription
{
    private const string Problem = "Problem";
    private const string ProblemExample = """{"type":"urn:noroshi:fault:NRS-W404","title":"There is nothing here","status":404,"detail":"Check the address.","code":"NRS-W404","faults":[{"code":"NRS-W404","path":"","title":"There is nothing here","remedy":"Check the address.","values":{}}]}""";

    internal static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = api => api.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Noroshi", Version = "v1", Description = "Lists page by `cursor` and `next`, newest change first; `updated_since` narrows them. A request that makes something may carry an `Idempotency-Key`. Refusals are problem+json (RFC 9457) with a stable `code`." };
            // The address is wherever the reader found this document.
            document.Servers?.Clear();
            Describe(document);
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

    private static void Describe(OpenApiDocument document)
    {
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API token of one's own, scoped to roles and expiring." };
        document.Components.SecuritySchemes["session"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "noroshi_session", Description = "A signed-in browser; over https the cookie is __Host-noroshi_session." };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[Problem] = ProblemSchema();
        foreach ((string path, IOpenApiPathItem item) in document.Paths)
        {
            foreach ((HttpMethod method, OpenApiOperation operation) in item.Operations ?? [])
            {
                Describe(document, $"{method.Method} {path}", operation);
            }
        }
    }

    private static void Describe(OpenApiDocument document, string name, OpenApiOperation operation)
    {
        operation.Security = [new() { [new OpenApiSecuritySchemeReference("token", document)] = [] }, new() { [new OpenApiSecuritySchemeReference("session", document)] = [] }];
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Refused, with a code and what to do.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, document), Example = JsonNode.Parse(ProblemExample) } },
        };
        (string? request, string? answer) = ApiExamples.All.GetValueOrDefault(name);
        if (request is not null) operation.RequestBody = new OpenApiRequestBody { Required = true, Content = Json(request, operation.RequestBody?.Content) };
        if (answer is not null && operation.Responses.FirstOrDefault(r => r.Key.StartsWith('2')).Value is OpenApiResponse good) good.Content = Json(answer, good.Content);
        if (ApiExamples.Lists.Contains(name)) operation.Parameters = [.. operation.Parameters ?? [], .. ListParameters()];
        if (name.StartsWith("POST ", StringComparison.Ordinal) && request is not null) (operation.Parameters ??= []).Add(IdempotencyKey());
    }

    private static Dictionary<string, OpenApiMediaType> Json(string example, IDictionary<string, OpenApiMediaType>? described) => new()
    {
        ["application/json"] = new() { Schema = described is not null && described.TryGetValue("application/json", out OpenApiMediaType? known) ? known.Schema : null, Example = JsonNode.Parse(example) },
    };

    private static OpenApiParameter[] ListParameters() =>
    [
        new() { Name = "cursor", In = ParameterLocation.Query, Description = "`next` of the page before, as it is.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
        new() { Name = "limit", In = ParameterLocation.Query, Description = "Rows of a page; 50 when not said.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "100" } },
        new() { Name = "updated_since", In = ParameterLocation.Query, Description = "Only what changed at or after this instant, like 2026-11-22T05:00:00Z.", Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" } },
    ];

    private static OpenApiParameter IdempotencyKey() => new() { Name = "Idempotency-Key", In = ParameterLocation.Header, Description = "Up to 100 visible ASCII characters; sent again, it does nothing twice.", Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 100 } };

    private static OpenApiSchema ProblemSchema()
    {
        OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
        return new()
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "type", "title", "status", "detail", "code", "faults" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text(),
                ["title"] = Text(),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["detail"] = Text(),
                ["code"] = Text(),
                ["faults"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema> { ["code"] = Text(), ["path"] = Text(), ["title"] = Text(), ["remedy"] = Text(), ["values"] = new OpenApiSchema { Type = JsonSchemaType.Object } } },
                },
            },
        };
    }
}
