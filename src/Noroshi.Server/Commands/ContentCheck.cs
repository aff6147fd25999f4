using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Content;

namespace Noroshi.Server.Commands;

/// <summary><c>content check [DIR] [--json]</c>: reads the built-in content, with a site's folder laid over it, runs every example and prints every fault. Exit 1 when there is any.</summary>
internal static class ContentCheck
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var folders = args.Where(a => !a.StartsWith('-')).ToArray();
        if (folders.Length > 1 || args.Any(a => a.StartsWith('-') && a != "--json"))
        {
            await error.WriteLineAsync("noroshi content check [DIR] [--json]");
            return 2;
        }
        var site = folders is [var folder] ? ContentFolder.Read(folder) : [];
        var catalog = CatalogLoader.Load(ContentFolder.Read(ContentFolder.BuiltIn), site, out var faults);
        var texts = Texts.Load([typeof(Fault).Assembly]);
        var language = ConsoleFaults.Speaks();
        var ordered = faults.OrderBy(f => f.At?.File, StringComparer.Ordinal).ThenBy(f => f.At?.Line).ThenBy(f => f.At?.Column).ToList();
        if (args.Contains("--json")) await output.WriteLineAsync(Json(catalog, ordered, texts, language));
        else foreach (var line in Lines(catalog, ordered, texts, language)) await output.WriteLineAsync(line);
        return ordered.Count == 0 ? 0 : 1;
    }

    private static IEnumerable<string> Lines(Catalog catalog, List<Fault> faults, Texts texts, Language language)
    {
        foreach (var fault in faults)
        {
            var path = fault.Path.Length > 0 ? $"{fault.Path}: " : "";
            yield return string.Create(CultureInfo.InvariantCulture, $"{fault.At?.File}:{fault.At?.Line}:{fault.At?.Column}: {fault.Code} {path}{texts.What(language, fault)}");
            yield return $"    {texts.Remedy(language, fault)}";
        }
        yield return string.Create(CultureInfo.InvariantCulture, $"{catalog.Texts.Count} files, {catalog.Facts.Definitions.Length} facts, {catalog.Sectors.Length} sectors, {catalog.Forms.Count} forms, {catalog.SharingRules.Length} sharing rules, {faults.Count} faults");
    }

    private static string Json(Catalog catalog, List<Fault> faults, Texts texts, Language language) => new JsonObject
    {
        ["files"] = catalog.Texts.Count,
        ["faults"] = new JsonArray([.. faults.Select(f => new JsonObject
        {
            ["code"] = f.Code,
            ["file"] = f.At?.File,
            ["line"] = f.At?.Line,
            ["column"] = f.At?.Column,
            ["path"] = f.Path,
            ["title"] = texts.What(language, f),
            ["remedy"] = texts.Remedy(language, f),
            ["values"] = new JsonObject(f.Values.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)v.Value))),
        })]),
    }.ToJsonString(Indented);
}
