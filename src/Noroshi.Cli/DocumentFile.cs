using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Cli;

/// <summary>A document a person wrote as YAML or a program as JSON, to be sent as JSON. <c>-</c> reads standard input.</summary>
/// <remarks>A text stays a text as written; only an unquoted <c>true</c>, <c>false</c> and nothing at all become JSON's own words. The server knows the types.</remarks>
internal static class DocumentFile
{
    private const int MaxBytes = YamlReader.MaxBytes;

    internal static JsonNode? Read(string path, List<Fault> faults)
    {
        if (ReadBytes(path, faults) is not { } bytes) return null;
        if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return ReadJson(path, bytes, faults);
        var root = YamlReader.Read(path, bytes, faults);
        return faults.Count > 0 || root is null ? null : Convert(root);
    }

    /// <summary>An idempotency key made of the content: the same file sent to the same place is the same request.</summary>
    internal static string Key(string path, JsonNode document) =>
        System.Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{path}\n{document.ToJsonString()}")))[..32];

    internal static byte[]? ReadBytes(string path, List<Fault> faults, int limit = MaxBytes)
    {
        try
        {
            using var stream = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
            using var all = new MemoryStream();
            var part = new byte[81920];
            for (int read; (read = stream.Read(part)) > 0 && all.Length <= limit;) all.Write(part, 0, read);
            if (all.Length <= limit) return all.ToArray();
            faults.Add(new Fault("NRS-X107", path).With("limit", $"{limit / 1024 / 1024} MiB"));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            faults.Add(new Fault("NRS-X106", path).With("reason", unreadable.Message));
        }
        return null;
    }

    private static JsonNode? ReadJson(string path, byte[] bytes, List<Fault> faults)
    {
        try
        {
            return JsonNode.Parse(bytes, documentOptions: new() { AllowDuplicateProperties = false });
        }
        catch (JsonException broken)
        {
            faults.Add(new Fault("NRS-X108") { At = new(path, (int)(broken.LineNumber ?? 0) + 1, (int)(broken.BytePositionInLine ?? 0) + 1) }.With("reason", broken.Message));
            return null;
        }
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlNode.Mapping mapping => new JsonObject(mapping.Entries.Select(e => KeyValuePair.Create(e.Key, Convert(e.Value)))),
        YamlNode.Sequence sequence => new JsonArray([.. sequence.Items.Select(Convert)]),
        YamlNode.Scalar { IsEmpty: true } => null,
        YamlNode.Scalar { IsQuoted: false, Text: "true" } => JsonValue.Create(true),
        YamlNode.Scalar { IsQuoted: false, Text: "false" } => JsonValue.Create(false),
        YamlNode.Scalar scalar => JsonValue.Create(scalar.Text),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
