using System.Text.Json.Nodes;

namespace Noroshi.Conformance;

/// <summary>One standard: what a case looks like and how it is answered.</summary>
/// <param name="Name">The word on the command line.</param>
/// <param name="Summary">One line.</param>
/// <param name="Input">Fields of a case. Others are ignored.</param>
/// <param name="Output">Fields of a result besides <c>id</c>, <c>ok</c> and <c>error</c>.</param>
/// <param name="Answer">Answers a case; throws <see cref="BadFieldException"/> when a field is missing or of the wrong kind.</param>
internal sealed record Verb(string Name, string Summary, Field[] Input, Field[] Output, Func<JsonObject, JsonObject> Answer)
{
    internal string Help() =>
        $"{Name}: {Summary}\n\ninput\n{Lines(Input)}\noutput\n{Lines([.. Output, .. Always])}";

    private static readonly Field[] Always =
    [
        new("id", "as given, or null"),
        new("ok", "true or false"),
        new("error", "why not ok: a code"),
        new("field", "the field that is missing or of the wrong kind, with error bad-field"),
        new("line", "number of a line that is no case, from 1"),
    ];

    private static string Lines(Field[] fields) => string.Concat(fields.Select(f => $"  {f.Name,-14} {f.Meaning}\n"));
}

/// <summary>A field of a case or a result.</summary>
internal sealed record Field(string Name, string Meaning);
