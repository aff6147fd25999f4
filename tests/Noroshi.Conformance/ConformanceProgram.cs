using System.Text;

namespace Noroshi.Conformance;

/// <summary>The command line: which verb, and help about it.</summary>
internal static class ConformanceProgram
{
    private const int Good = 0;
    private const int BadUse = 2;

    private const string Usage = """
        dotnet Noroshi.Conformance.dll VERB < cases.ndjson > results.ndjson
        ... --list          the verbs
        ... --help VERB     a verb's fields

        One JSON object a line in, one a line out, in the same order; "id" is echoed; bytes are base64.
        "ok" says whether the standard accepts the case; "error" says why not. A line that is no case gets "ok": false and an error too.

        """;

    internal static int Run(string[] args, Stream input, Stream output, TextWriter errors)
    {
        switch (args)
        {
            case ["--list"]:
                return Print(output, string.Concat(VerbList.All.Select(v => $"{v.Name,-10} {v.Summary}\n")));
            case [] or ["--help"]:
                return Print(output, Usage);
            case ["--help", var name] when VerbList.Find(name) is { } verb:
                return Print(output, verb.Help());
            case [var name] when VerbList.Find(name) is { } verb:
                CaseRunner.Run(verb, input, output);
                return Good;
            default:
                errors.Write($"unknown: {string.Join(' ', args)}\n{Usage}");
                return BadUse;
        }
    }

    private static int Print(Stream output, string text)
    {
        output.Write(Encoding.UTF8.GetBytes(text));
        return Good;
    }
}
