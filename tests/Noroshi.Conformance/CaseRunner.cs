using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Noroshi.Formats.Json;

namespace Noroshi.Conformance;

/// <summary>Answers line by line, in order. Whatever a line holds, it gets a result and the next line is read.</summary>
internal static class CaseRunner
{
    private const string BadField = "bad-field";
    private const string NotAnObject = "not-an-object";

    // One level less than the serializer writes, since a result holds the id one level deeper.
    private static readonly StrictJsonOptions Limits = new() { MaxBytes = 64 * 1024 * 1024, MaxDepth = 60 };

    internal static void Run(Verb verb, Stream input, Stream output)
    {
        using var to = new BufferedStream(output, 64 * 1024);
        var number = 0;
        foreach (var line in Lines(input))
        {
            number++;
            if (line.AsSpan().Trim(" \t\r"u8).IsEmpty) { continue; }
            to.Write(JsonSerializer.SerializeToUtf8Bytes(Answer(verb, line, number)));
            to.WriteByte((byte)'\n');
        }
    }

    private static JsonObject Answer(Verb verb, byte[] line, int number)
    {
        if (StrictJson.Parse(line, Limits, out var node) is { } refusal) { return Complete(Results.Refused(refusal), null, number); }
        if (node is not JsonObject one) { return Complete(Results.Refused(NotAnObject), null, number); }
        try
        {
            return Complete(verb.Answer(one), one["id"], line: 0);
        }
        catch (BadFieldException bad)
        {
            var result = Results.Refused(BadField);
            result["field"] = bad.Field;
            return Complete(result, one["id"], line: 0);
        }
    }

    private static JsonObject Complete(JsonObject result, JsonNode? id, int line)
    {
        var complete = new JsonObject { ["id"] = id?.DeepClone() };
        foreach (var (name, value) in result) { complete[name] = value?.DeepClone(); }
        if (line > 0) { complete["line"] = line; }
        return complete;
    }

    private static IEnumerable<byte[]> Lines(Stream input)
    {
        using var from = new BufferedStream(input, 64 * 1024);
        var line = new ArrayBufferWriter<byte>();
        for (var b = from.ReadByte(); b >= 0; b = from.ReadByte())
        {
            if (b != '\n') { line.Write([(byte)b]); continue; }
            yield return line.WrittenSpan.ToArray();
            line.ResetWrittenCount();
        }
        if (line.WrittenCount > 0) { yield return line.WrittenSpan.ToArray(); }
    }
}
