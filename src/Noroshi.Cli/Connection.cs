using System.CommandLine;
using Noroshi.Cli.Api;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Cli;

/// <summary>The options by which a command finds its server and proves who asks, and the way every command prints what came back.</summary>
internal sealed class Connection
{
    private readonly Terminal _terminal;
    private readonly Option<string?> _server;
    private readonly Option<string?> _token;

    internal Connection(Terminal terminal)
    {
        _terminal = terminal;
        _server = new("--server") { Description = terminal.Say("cli.option.server"), HelpName = "URL" };
        _token = new("--token") { Description = terminal.Say("cli.option.token"), HelpName = "TOKEN" };
    }

    /// <summary>Gives a command these options and runs it against the server they name.</summary>
    internal Command Bind(Command command, Func<ParseResult, ServerApi, CancellationToken, Task<int>> run)
    {
        command.Options.Add(_server);
        command.Options.Add(_token);
        command.SetAction((result, ct) => RunAsync(result, run, ct));
        return command;
    }

    /// <summary>Runs a step when the server gave an answer; otherwise prints all that it or the network said.</summary>
    internal int On(Answer answer, Func<Answer.Given, int> step) => answer switch
    {
        Answer.Given given => step(given),
        Answer.Refused refused => Refuse(refused.Problem),
        Answer.Unavailable gone => _terminal.Refuse(ExitCode.Unavailable, new Fault("NRS-X105").With("reason", gone.Reason)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private async Task<int> RunAsync(ParseResult result, Func<ParseResult, ServerApi, CancellationToken, Task<int>> run, CancellationToken ct)
    {
        using var api = Open(_terminal, result.GetValue(_server), result.GetValue(_token), out var refusal);
        return api is null ? refusal : await run(result, api, ct);
    }

    /// <summary>A client for the server and token named on the command line or in the environment; null, with the exit code, when they cannot be right.</summary>
    internal static ServerApi? Open(Terminal terminal, string? server, string? token, out int refusal, int? tries = null)
    {
        server ??= terminal.Variable("NOROSHI_SERVER");
        token ??= terminal.Variable("NOROSHI_TOKEN");
        if (Wrong(server, token, out refusal, out var address) is not { } fault) return tries is { } few ? ServerApi.At(address!, token!, terminal.Language, few) : ServerApi.At(address!, token!, terminal.Language);
        refusal = terminal.Refuse(refusal, fault);
        return null;
    }

    private static Fault? Wrong(string? server, string? token, out int exitCode, out Uri? address)
    {
        address = null;
        exitCode = ExitCode.Usage;
        if (server is null) return new Fault("NRS-X102");
        if (!Uri.TryCreate(server, UriKind.Absolute, out address) || address.Scheme is not ("http" or "https")) return new Fault("NRS-X103").With("value", server);
        exitCode = ExitCode.Forbidden;
        return token is null || token.Any(c => c is <= ' ' or > '~') ? new Fault("NRS-X104") : null;
    }

    private int Refuse(Problem problem)
    {
        if (_terminal.IsJson) _terminal.Json(problem.Document);
        var what = string.Join(" — ", new[] { problem.Title, problem.Detail }.Where(t => t.Length > 0).Distinct());
        if (problem.Faults is not [var only] || only.Code != problem.Code) _terminal.PrintFault(problem.Code, "", what.Length > 0 ? what : _terminal.Say("cli.refused"), "");
        foreach (var fault in problem.Faults) _terminal.PrintFault(fault.Code, fault.Path, fault.Title, fault.Remedy);
        return problem.Status is 401 or 403 ? ExitCode.Forbidden : ExitCode.Refused;
    }
}
