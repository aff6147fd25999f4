using System.CommandLine.Parsing;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Noroshi.Formats.Rfc3339;

namespace Noroshi.Cli.Scan.Proof;

/// <summary>What one run read and found, so that it can be proved again later: inputs and their hashes, rules, clock and options, and for each finding the places and hashes of the lines that show it. No line's text.</summary>
internal static class RunRecord
{
    internal const string Format = "noroshi-scan-record-1";

    /// <summary>The record of a run.</summary>
    /// <param name="result">What the run found out.</param>
    /// <param name="arguments">The command line; a token on it is left out.</param>
    internal static JsonObject Of(ScanResult result, IReadOnlyList<Token> arguments)
    {
        var record = WithoutTable(result, arguments);
        if (result.Printed is { } printed) record["printed"] = printed;
        return record;
    }

    private static JsonObject WithoutTable(ScanResult result, IReadOnlyList<Token> arguments) => new()
    {
        ["format"] = Format,
        ["tool"] = "noroshi " + typeof(RunRecord).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
        ["arguments"] = new JsonArray([.. arguments.Select((a, i) => (JsonNode)(i > 0 && arguments[i - 1].Value == "--token" ? "…" : a.Value))]),
        ["rules"] = result.Rules.Value,
        ["content"] = ScanContent.HashOfAll(),
        ["began"] = Rfc3339Text.Of(result.At, 3),
        ["ended"] = Rfc3339Text.Of(result.At + result.Elapsed, 3),
        ["zone"] = result.Zone.Id,
        ["clockOffsetMs"] = (long)result.Offset.TotalMilliseconds,
        ["inputs"] = new JsonArray([.. result.Files.Where(f => f.Hash is not null).Select(f => JsonSerializer.SerializeToNode(new RecordedInput(f.Name, f.Packing != Packing.None, f.PackedBytes, f.Hash!), RecordJson.Default.RecordedInput))]),
        ["faults"] = new JsonArray([.. result.Faults.Select(f => new JsonObject { ["code"] = f.Code, ["path"] = f.Path })]),
        ["findings"] = new JsonArray([.. result.Findings.Select(Of)]),
    };

    private static JsonObject Of(ShownFinding shown)
    {
        var finding = FindingJson.Of(shown, withText: false);
        finding["lines"] = new JsonArray([.. shown.Lines.Where(l => l.Hash is not null).Select(l => JsonSerializer.SerializeToNode(new RecordedLine(l.File, l.Number, l.Offset, l.Text.Length, l.Hash!), RecordJson.Default.RecordedLine))]);
        return finding;
    }
}

/// <summary>What is read again of a record.</summary>
internal sealed record RecordedRun(DateTimeOffset Began, string Rules, RecordedInput[] Inputs, RecordedFinding[] Findings);

/// <summary>A file as it was read.</summary>
/// <param name="Name">Its name then.</param>
/// <param name="IsPacked">Whether it was packed.</param>
/// <param name="Size">Bytes as they lay on the disk.</param>
/// <param name="Hash">SHA-256 of those bytes, lower-case hexadecimal.</param>
internal sealed record RecordedInput(string Name, bool IsPacked, long Size, string Hash);

/// <summary>A finding, of which only the lines can be proved again.</summary>
internal sealed record RecordedFinding(string Id, RecordedLine[] Lines);

/// <summary>A line that shows a finding.</summary>
/// <param name="File">The input's name.</param>
/// <param name="Number">Line number in the unpacked file, from 1.</param>
/// <param name="Offset">Where it begins in the unpacked file, in bytes.</param>
/// <param name="Length">Its bytes, without the line end.</param>
/// <param name="Hash">Their SHA-256, lower-case hexadecimal.</param>
internal sealed record RecordedLine(string File, long Number, long Offset, int Length, string Hash);

/// <summary>Records as JSON, written and read by generated code: the program is trimmed.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RecordedRun))]
internal sealed partial class RecordJson : JsonSerializerContext;
