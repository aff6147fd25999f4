using System.CommandLine;
using System.Text.Json.Nodes;
using Noroshi.Cli.Api;
using Noroshi.Cli.Scan;
using Noroshi.Cli.Scan.Follow;
using Noroshi.Cli.Scan.Send;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Cli.Agent;

/// <summary><c>agent FILES</c>: follows logs as a service and keeps a draft on the server for each finding, through rotation, restarts and a server that is away.</summary>
internal sealed class AgentCommand
{
    private const int MostHours = 24 * 31;

    private readonly Terminal _terminal;
    private readonly Argument<string[]> _files;
    private readonly Option<string?> _server;
    private readonly Option<string?> _token;
    private readonly Option<string> _state;
    private readonly Option<int> _hours;
    private readonly Option<string?> _zone;
    private readonly LawfulBasisOptions _basis;
    private readonly OwnRules _rules;

    private AgentCommand(Terminal terminal)
    {
        _terminal = terminal;
        _files = new("FILES") { Description = terminal.Say("cli.scan.files"), Arity = ArgumentArity.OneOrMore };
        _server = new("--server") { Description = terminal.Say("cli.option.server"), HelpName = "URL" };
        _token = new("--token") { Description = terminal.Say("cli.option.token"), HelpName = "TOKEN" };
        _state = new("--state") { Description = terminal.Say("cli.agent.state"), HelpName = "DIR", Required = true };
        _hours = new("--hours") { Description = terminal.Say("cli.agent.hours"), HelpName = "N", DefaultValueFactory = _ => 24 };
        _zone = new("--zone") { Description = terminal.Say("cli.scan.zone"), HelpName = "ZONE" };
        _basis = new(terminal);
        _rules = new(terminal);
    }

    internal static Command Command(Terminal terminal)
    {
        var agent = new AgentCommand(terminal);
        var command = new Command("agent", terminal.Say("cli.agent")) { agent._files, agent._server, agent._token, agent._state, agent._hours, agent._zone };
        agent._basis.AddTo(command);
        agent._rules.AddTo(command);
        command.SetAction(agent.Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        List<Fault> faults = [];
        if (ScanZone.Find(arguments.GetValue(_zone), out var zone) is { } noZone) return _terminal.Refuse(ExitCode.Usage, noZone);
        if (!_basis.TryTerms(arguments, new HashSet<string>(), [], out _, out var fault)) return _terminal.Refuse(ExitCode.Usage, fault!);
        using var api = Connection.Open(_terminal, arguments.GetValue(_server), arguments.GetValue(_token), out var refusal, tries: 1);
        if (api is null) return refusal;
        var inputs = FollowInputs.Of(arguments.GetValue(_files)!, DateTimeOffset.UtcNow, faults);
        var content = ScanContent.Load(faults, _rules.Files(arguments, faults));
        if (inputs.Count == 0 || content is null) return _terminal.Refuse(ExitCode.Unreadable, faults);
        _terminal.Tell(faults);
        var folder = arguments.GetValue(_state)!;
        try
        {
            using var state = AgentState.Open(folder);
            using var run = new FollowRun(inputs, Options(zone, content), content, TimeProvider.System);
            return Run(arguments, state, api, run, content, zone);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            return _terminal.Refuse(ExitCode.Unreadable, new Fault("NRS-X131", folder).With("reason", unusable.Message));
        }
    }

    private int Run(ParseResult arguments, AgentState state, ServerApi api, FollowRun run, ScanContent content, TimeZoneInfo zone)
    {
        using var stop = new StopSignals();
        Fault? lacking = null;
        JsonObject? DocumentOf(Finding finding)
        {
            if (!_basis.TryTerms(arguments, new HashSet<string>(), LawfulBasis.CarriersIn(run.Formats), out var terms, out lacking)) return null;
            var shown = content.Show(finding, _terminal, zone, run.Proof.Of(finding));
            return new DraftDocument(_terminal, zone, DateTimeOffset.UtcNow).Of([shown], terms);
        }
#pragma warning disable CA5394 // Only to spread agents over time.
        var backoff = new Backoff(Random.Shared.NextDouble);
#pragma warning restore CA5394
        var sender = new Sender(state.Journal, new Drafts(api), backoff, TimeProvider.System, why => Note(new Fault("NRS-X132").With("reason", Shown.Text(why))));
        var back = TimeSpan.FromHours(Math.Clamp(arguments.GetValue(_hours), 1, MostHours));
        var loop = new AgentLoop(run, state, sender, DocumentOf, new(back, TimeProvider.System, Note));
        _terminal.Note(_terminal.Say("agent.begun", ("waiting", Shown.Number(state.Journal.Entries.Count(e => e.IsPending)))));
        loop.Run(stop.Token);
        if (loop.LacksBasis && lacking is not null) return _terminal.Refuse(ExitCode.Usage, lacking);
        _terminal.Note(_terminal.Say("agent.ended", ("known", Shown.Number(state.Journal.Entries.Count)), ("waiting", Shown.Number(state.Journal.Entries.Count(e => e.IsPending)))));
        return ExitCode.Done;
    }

    private static ScanOptions Options(TimeZoneInfo zone, ScanContent content) => new() { Threads = 1, Zone = zone, Offset = TimeSpan.Zero, Watch = content.Watch, Web = content.Web };

    private void Note(Fault fault) => _terminal.Tell([fault]);
}
