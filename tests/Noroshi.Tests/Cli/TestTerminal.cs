using Noroshi.Cli;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Cli;

/// <summary>A run of the command line in this process, with what it printed.</summary>
internal sealed record TestTerminal(int ExitCode, string Output, string Error)
{
    internal static async Task<TestTerminal> RunAsync(Dictionary<string, string>? environment, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string? Variable(string name) => environment?.GetValueOrDefault(name);
        var terminal = new Terminal(output, error, Variable, Terminal.LanguageOf(args, Variable), args.Contains("--json"));
        return new(await CommandLine.RunAsync(args, terminal), output.ToString(), error.ToString());
    }
}
