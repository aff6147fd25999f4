using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Noroshi.Core.Vocabulary;
using Noroshi.Formats.Json;

namespace Noroshi.Core.Share;

/// <summary>An alert document as JSON: strict in, canonical out.</summary>
public static class AlertJson
{
    /// <summary>Largest document, in bytes.</summary>
    public const int MaxBytes = 512 * 1024;

    private static readonly StrictJsonOptions Limits = new() { MaxBytes = MaxBytes, MaxDepth = 8 };

    /// <summary>Reads a document; all faults at once. NRS-F (not JSON), NRS-S001 to S006, S010, S014, S015.</summary>
    /// <returns>The document as far as it could be read; use it only when there is no fault.</returns>
    public static AlertDocument Read(ReadOnlySpan<byte> json, out ImmutableArray<Fault> faults)
    {
        if (StrictJson.Parse(json, Limits, out var node) is { } refusal)
        {
            faults = [refusal.ToFault()];
            return new();
        }

        return Read(node, out faults);
    }

    /// <summary>Reads a document from a node that passed <see cref="StrictJson"/>.</summary>
    public static AlertDocument Read(JsonNode? node, out ImmutableArray<Fault> faults)
    {
        var reader = new AlertReader();
        var document = reader.Document(node);
        faults = [.. reader.Faults];
        return document;
    }

    /// <summary>The canonical text (RFC 8785) under which a version is kept.</summary>
    public static byte[] Canonical(AlertDocument document) => CanonicalJson.Of(Node(document), CanonicalNumbers.WholeOnly);

    /// <summary>The document as a node.</summary>
    public static JsonObject Node(AlertDocument document)
    {
        var node = new JsonObject
        {
            ["kind"] = AlertWords.Of(AlertWords.Kinds, document.Kind),
            ["tlp"] = AlertWords.Of(AlertWords.Tlps, document.Tlp),
            ["urgent"] = document.IsUrgent,
            ["audience"] = new JsonObject { ["sectors"] = Array(document.Sectors), ["organizations"] = Array(document.Organizations) },
            ["basedOn"] = Array(document.BasedOn),
            ["bodies"] = Bodies(document),
        };
        if (document.AcknowledgeBy is { } by) node["acknowledgeBy"] = Instant(by);
        return node;
    }

    /// <summary>The bodies only: what a recipient may be shown.</summary>
    public static JsonObject Bodies(AlertDocument document)
    {
        var bodies = new JsonObject();
        if (document.Ja is { IsEmpty: false } ja) bodies["ja"] = Body(ja);
        if (document.En is { IsEmpty: false } en) bodies["en"] = Body(en);
        return bodies;
    }

    /// <summary>An instant as RFC 3339, UTC.</summary>
    public static string Instant(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static JsonObject Body(AlertBody body) => new()
    {
        ["title"] = body.Title,
        ["summary"] = body.Summary,
        ["affected"] = body.Affected,
        ["actions"] = Array(body.Actions),
        ["references"] = Array(body.References),
    };

    private static JsonArray Array(ImmutableArray<string> values) => [.. values.Select(v => (JsonNode?)JsonValue.Create(v))];
}
