using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Noroshi.Formats.Json;

namespace Noroshi.Benchmarks.Formats;

/// <summary>Canonical and strict JSON against System.Text.Json doing the nearest thing without sorting or checking.</summary>
internal static class JsonBenchmarks
{
    private const string Entry =
        """{"kind":"ReportReceived","position":123456,"at":1795226681123,"subject":"018f0000-0000-7000-8000-000000000001","actor":"018f0000-0000-7000-8000-000000000002","body":{"version":1,"stage":"initial","content":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0bb4bd3d15e1f0a3a3a3a3","form":"liaison","to":["018f0000-0000-7000-8000-000000000003","018f0000-0000-7000-8000-000000000004"]}}""";

    internal static IEnumerable<Benchmark> All()
    {
        var node = JsonNode.Parse(Entry)!;
        var text = Encoding.UTF8.GetBytes(Entry);
        var to = new ArrayBufferWriter<byte>(1024);
        yield return new("jcs.write-node", () =>
        {
            to.ResetWrittenCount();
            CanonicalJson.Write(node, to, CanonicalNumbers.WholeOnly);
        }, "JsonSerializer of the same node", () => JsonSerializer.SerializeToUtf8Bytes(node));

        yield return new("jcs.write-text", () =>
        {
            to.ResetWrittenCount();
            CanonicalJson.Write(text, to, StrictJsonOptions.Default, CanonicalNumbers.WholeOnly);
        }, "JsonNode.Parse and serialize", () => JsonSerializer.SerializeToUtf8Bytes(JsonNode.Parse(text)));

        yield return new("json.check", () => StrictJson.Check(text, StrictJsonOptions.Default), "JsonDocument.Parse", () =>
        {
            using var document = JsonDocument.Parse(text);
        });
    }
}
