using System.CommandLine;
using System.Text.Json.Nodes;
using Noroshi.Cli.Api;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Cli.Scan.Send;

/// <summary><c>scan --send SERVER</c>: makes chosen findings the draft of a report, which a person completes and sends.</summary>
internal sealed class SendFindings
{
    private readonly Terminal _terminal;
    private readonly Connection _connection;
    private readonly Option<string?> _server;
    private readonly Option<string?> _token;
    private readonly Option<string?> _choose;
    private readonly Option<string[]> _withText;
    private readonly LawfulBasisOptions _basis;

    internal SendFindings(Terminal terminal)
    {
        _terminal = terminal;
        _connection = new(terminal);
        _server = new("--send") { Description = terminal.Say("cli.scan.send"), HelpName = "URL" };
        _token = new("--token") { Description = terminal.Say("cli.option.token"), HelpName = "TOKEN" };
        _choose = new("--choose") { Description = terminal.Say("cli.scan.choose"), HelpName = "ID,ID|all|succeeded" };
        _withText = new("--with-text") { Description = terminal.Say("cli.scan.with-text"), HelpName = "FILE:LINE|all" };
        _basis = new(terminal);
    }

    internal void AddTo(Command command)
    {
        foreach (var option in new Option[] { _server, _token, _choose, _withText }) command.Options.Add(option);
        _basis.AddTo(command);
    }

    /// <summary>The server to send to.</summary>
    internal Option Server => _server;

    internal bool IsAsked(ParseResult arguments) => arguments.GetValue(_server) is not null;

    /// <summary>What can be known to be wrong before anything is read, printed: a long scan is not to end in a missing token. Null when nothing is.</summary>
    internal int? Refusal(ParseResult arguments)
    {
        if (!IsAsked(arguments)) return null;
        using var api = Connection.Open(_terminal, arguments.GetValue(_server), arguments.GetValue(_token), out var refusal);
        if (api is null) return refusal;
        if (!_basis.TryTerms(arguments, new HashSet<string>(), [], out _, out var fault)) return _terminal.Refuse(ExitCode.Usage, fault!);
        return arguments.GetValue(_choose) is null && !IsInteractive ? _terminal.Refuse(ExitCode.Usage, new Fault("NRS-X127", "--choose")) : null;
    }

    /// <summary>Sends; the exit code says how it went.</summary>
    internal int Run(ParseResult arguments, ScanResult result)
    {
        if (result.Findings.Count == 0) return ExitCode.Done;
        using var api = Connection.Open(_terminal, arguments.GetValue(_server), arguments.GetValue(_token), out var refusal);
        if (api is null) return refusal;
        if (!_basis.TryTerms(arguments, (arguments.GetValue(_withText) ?? []).ToHashSet(StringComparer.Ordinal), LawfulBasis.CarriersIn(result.Formats), out var terms, out var fault)) return _terminal.Refuse(ExitCode.Usage, fault!);
        if (Choose(arguments, result, out fault) is not { } chosen) return _terminal.Refuse(ExitCode.Usage, fault!);
        if (chosen.Count == 0)
        {
            _terminal.Note(_terminal.Say("scan.send.none"));
            return ExitCode.Done;
        }
        var document = new DraftDocument(_terminal, result.Zone, result.At).Of(chosen, terms);
        var key = Drafts.KeyOf(chosen.Select(f => f.Finding.Id));
        var answer = new Drafts(api).KeepAsync(key, document, null, CancellationToken.None).GetAwaiter().GetResult();
        return _connection.On(answer, _ => Sent(arguments, key, chosen.Count));
    }

    private int Sent(ParseResult arguments, string key, int count)
    {
        var address = $"{(arguments.GetValue(_server) ?? "").TrimEnd('/')}/reports/new?draft={key}";
        if (_terminal.IsJson) _terminal.Line(new JsonObject { ["draft"] = key, ["url"] = address }.ToJsonString());
        else _terminal.Line(_terminal.Say("scan.send.done", ("count", Shown.Number(count)), ("url", address)));
        return ExitCode.Done;
    }

    private bool IsInteractive => !_terminal.IsJson && !Console.IsInputRedirected && !Console.IsOutputRedirected;

    private IReadOnlyList<ShownFinding>? Choose(ParseResult arguments, ScanResult result, out Fault? fault)
    {
        fault = null;
        if (arguments.GetValue(_choose) is not { } choice) return new FindingPrompt(_terminal, Console.In, FindingPrompt.RowsOfTerminal()).Ask(result.Findings, result.Zone);
        var chosen = FindingChoice.Of(choice, result.Findings, hasNumbers: false, out var unknown);
        if (chosen is null) fault = new Fault("NRS-X128", "--choose").With("value", Shown.Text(unknown));
        return chosen;
    }
}
