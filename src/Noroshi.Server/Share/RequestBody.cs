using System.Globalization;
using System.Text.Json.Nodes;
using Noroshi.Core.Vocabulary;
using Noroshi.Formats.Json;

namespace Noroshi.Server.Share;

/// <summary>JSON bodies of the alerts' API, in and out.</summary>
internal static class RequestBody
{
    private const int MaxSmall = 32 * 1024;
    private static readonly System.Text.Json.JsonSerializerOptions _readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body, no further than its limit.</summary>
    internal static async Task<(byte[] Bytes, Fault? Fault, int Status)> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType()) return ([], new("NRS-W415"), StatusCodes.Status415UnsupportedMediaType);
        using var all = new MemoryStream();
        byte[] part = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(part, cancellationToken)) > 0;)
        {
            await all.WriteAsync(part.AsMemory(0, read), cancellationToken);
            if (all.Length > most) return ([], new Fault("NRS-F001").With("offset", most.ToString(CultureInfo.InvariantCulture)), StatusCodes.Status413PayloadTooLarge);
        }

        return (all.ToArray(), null, StatusCodes.Status200OK);
    }

    /// <summary>A small object of texts, such as <c>{"reason":"…"}</c>; an empty body is an empty object. Other members are refused.</summary>
    internal static async Task<(Dictionary<string, string> Values, Fault? Fault, int Status)> TextsAsync(HttpRequest request, CancellationToken cancellationToken, params string[] known)
    {
        Dictionary<string, string> values = [];
        if (request.ContentLength is null or 0 && request.ContentType is null) return (values, null, 200);
        (byte[] bytes, Fault? fault, int status) = await ReadAsync(request, MaxSmall, cancellationToken);
        if (fault is not null) return (values, fault, status);
        if (StrictJson.Parse(bytes, StrictJsonOptions.Default, out JsonNode? node) is { } refusal) return (values, refusal.ToFault(), 400);
        if (node is not JsonObject members) return (values, new("NRS-S001"), 400);
        foreach ((string name, JsonNode? value) in members)
        {
            if (!known.Contains(name)) return (values, new Fault("NRS-S002", name.Length > 60 ? name[..60] : name).With("name", name.Length > 60 ? name[..60] : name).With("allowed", string.Join(", ", known)), 422);
            if (value is not JsonValue text || !text.TryGetValue(out string? read)) return (values, new Fault("NRS-S003", name).With("expected", "string"), 422);
            values[name] = read;
        }

        return (values, null, 200);
    }

    /// <summary>JSON for people and programs: Japanese stays Japanese.</summary>
    internal static IResult Json(JsonNode json, int status = StatusCodes.Status200OK) => Results.Text(json.ToJsonString(_readable), "application/json; charset=utf-8", statusCode: status);
}
