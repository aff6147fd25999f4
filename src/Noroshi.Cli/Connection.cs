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
        var server = result.GetValue(_server) ?? _terminal.Variable("NOROSHI_SERVER");
        var token = result.GetValue(_token) ?? _terminal.Variable("NOROSHI_TOKEN");
        if (server is null) return _terminal.Refuse(ExitCode.Usage, new Fault("NRS-X102"));
        if (!Uri.TryCreate(server, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return _terminal.Refuse(ExitCode.Usage, new Fault("NRS-X103").With("value", server));
        if (token is null || token.Any(c => c is <= ' ' or > '~')) return _terminal.Refuse(ExitCode.Forbidden, new Fault("NRS-X104"));
        using var api = ServerApi.At(address, token, _terminal.Language);
        return await run(result, api, ct);
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
