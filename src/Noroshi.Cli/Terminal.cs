using System.Text.Json;
using System.Text.Json.Nodes;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Cli;

/// <summary>Where one run reads and writes, in which language, and whether answers are for people or for programs. Results go to Out, everything else to Error.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error, Func<string, string?> environment, Language language, bool isJson)
{
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    internal TextWriter Out { get; } = output;

    internal TextWriter Error { get; } = error;

    internal Language Language { get; } = language;

    internal bool IsJson { get; } = isJson;

    internal Texts Texts { get; } = Texts.Load([typeof(Fault).Assembly, typeof(Terminal).Assembly]);

    /// <summary>The terminal of this process.</summary>
    internal static Terminal OfProcess(string[] args) =>
        new(Console.Out, Console.Error, Environment.GetEnvironmentVariable, LanguageOf(args, Environment.GetEnvironmentVariable), args.Contains("--json"));

    /// <summary>The same terminal with another place for results.</summary>
    internal Terminal To(TextWriter other) => new(other, Error, environment, Language, IsJson);

    /// <summary><c>--lang</c>, else the locale variables in their usual order, else English.</summary>
    internal static Language LanguageOf(string[] args, Func<string, string?> environment)
    {
        var at = Array.IndexOf(args, "--lang");
        var named = at >= 0 && at + 1 < args.Length ? args[at + 1] : args.FirstOrDefault(a => a.StartsWith("--lang=", StringComparison.Ordinal))?[7..];
        named ??= LocaleVariables.Select(environment).FirstOrDefault(v => !string.IsNullOrEmpty(v));
        return named?.StartsWith("ja", StringComparison.OrdinalIgnoreCase) == true ? Language.Ja : Language.En;
    }

    internal string? Variable(string name) => environment(name) is { Length: > 0 } value ? value : null;

    internal string Say(string key, params ReadOnlySpan<(string Name, string Value)> values) => Texts.Of(Language, key, values);

    internal void Line(string text) => Out.WriteLine(text);

    internal void Note(string text) => Error.WriteLine(text);

    internal void Json(JsonNode? node) => Out.WriteLine(node?.ToJsonString(JsonStyle.Indented) ?? "null");

    /// <summary>A document on a line of its own.</summary>
    internal void JsonLine(JsonNode node) => Out.WriteLine(node.ToJsonString(JsonStyle.OneLine));

    /// <summary>Prints faults that are no reason to end.</summary>
    internal void Tell(IEnumerable<Fault> faults)
    {
        foreach (var fault in faults) PrintFault(fault.Code, Place(fault), Texts.What(Language, fault), Texts.Remedy(Language, fault));
    }

    /// <summary>Prints all faults: code, place, what is wrong, what to do.</summary>
    internal int Refuse(int exitCode, params IReadOnlyCollection<Fault> faults)
    {
        if (IsJson) Json(new JsonObject { ["faults"] = new JsonArray([.. faults.Select(AsJson)]) });
        Tell(faults);
        return exitCode;
    }

    internal void PrintFault(string code, string place, string what, string remedy)
    {
        Note(place.Length == 0 ? $"{code}: {what}" : $"{code} {place}: {what}");
        if (remedy.Length > 0) Note($"    → {remedy}");
    }

    /// <summary>Apart, so that they are made when JSON is asked for: with what they stand on it takes as long as the reading of a small log.</summary>
    private static class JsonStyle
    {
        internal static readonly JsonSerializerOptions OneLine = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        internal static readonly JsonSerializerOptions Indented = new(OneLine) { WriteIndented = true };
    }

    private static string Place(Fault fault) => fault.At is { } at ? $"{at.File}({at.Line},{at.Column}) {fault.Path}".TrimEnd() : fault.Path;

    private JsonNode AsJson(Fault fault) => new JsonObject
    {
        ["code"] = fault.Code,
        ["path"] = fault.Path,
        ["title"] = Texts.What(Language, fault),
        ["remedy"] = Texts.Remedy(Language, fault),
        ["line"] = fault.At?.Line,
        ["column"] = fault.At?.Column,
    };
}
