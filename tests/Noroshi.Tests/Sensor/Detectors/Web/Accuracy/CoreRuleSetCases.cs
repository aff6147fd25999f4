using System.Text.Json.Nodes;

namespace Noroshi.Tests.Sensor.Detectors.Web.Accuracy;

/// <summary>Regression requests of the OWASP Core Rule Set, as far as an access log would show them: bodies of simple forms are moved into the query, what hides in cookies, other headers, JSON or XML is left out.</summary>
internal static class CoreRuleSetCases
{
    private static readonly HashSet<string> Usual = new(StringComparer.OrdinalIgnoreCase)
    {
        "User-Agent", "Referer", "Host", "Accept", "Connection", "Accept-Encoding", "Accept-Language", "Accept-Charset", "Keep-Alive", "Proxy-Connection", "Content-Type", "Content-Length", "Cache-Control", "Pragma",
    };

    internal static IEnumerable<LabelledRequest> Read(string folder) =>
        File.ReadLines(Path.Combine(folder, "crs-regression.ndjson")).Select(line => One(JsonNode.Parse(line)!)).OfType<LabelledRequest>();

    private static LabelledRequest? One(JsonNode test)
    {
        var rule = (int)test["rule"]!;
        var request = test["request"]!;
        var headers = (request["headers"] as JsonObject)?.ToDictionary(h => h.Key, h => h.Value?.ToString() ?? "", StringComparer.OrdinalIgnoreCase) ?? [];
        if (GroupOf(rule) is not { } group || headers.Keys.Any(name => !Usual.Contains(name))) return null;
        var target = request["uri"]?.ToString() ?? "/";
        if (request["data"] is { } data)
        {
            if (!IsForm(data, headers.GetValueOrDefault("Content-Type", ""))) return null;
            target += (target.Contains('?', StringComparison.Ordinal) ? "&" : "?") + AsQuery(data.ToString());
        }
        var agent = headers.GetValueOrDefault("User-Agent", "");
        var isAttack = test["expect_ids"] is not null;
        return new(isAttack ? group : "crs must not fire", isAttack ? Label.Attack : Label.HardNegative, $"{rule}-{test["test"]}")
        {
            Target = target,
            Agent = agent.Contains("CRS test", StringComparison.OrdinalIgnoreCase) ? Judged.Browser : agent,
            Referer = headers.GetValueOrDefault("Referer", ""),
        };
    }

    /// <summary>Families that speak of attacks; method and protocol checks, uploads and answers are not in a log.</summary>
    private static string? GroupOf(int rule) => (rule / 1000) switch
    {
        913 => "crs scanner",
        921 => "crs protocol",
        930 or 931 => "crs traversal and inclusion",
        932 => "crs command execution",
        933 or 934 => "crs code injection",
        941 => "crs cross-site scripting",
        942 => "crs sql injection",
        943 => "crs session fixation",
        944 => "crs java",
        _ => null,
    };

    private static bool IsForm(JsonNode data, string type)
    {
        var text = data.ToString().TrimStart();
        return (type.Length == 0 || type.Contains("urlencoded", StringComparison.OrdinalIgnoreCase)) && !text.StartsWith("<?xml", StringComparison.Ordinal) && !text.StartsWith('{') && !text.StartsWith("--", StringComparison.Ordinal);
    }

    private static string AsQuery(string body) =>
        body.Trim('\n').Replace(" ", "%20", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal).Replace("#", "%23", StringComparison.Ordinal);
}
