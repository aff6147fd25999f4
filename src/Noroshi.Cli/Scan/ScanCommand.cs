using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Noroshi.Cli.Scan.Follow;
using Noroshi.Cli.Scan.Proof;
using Noroshi.Cli.Scan.Report;
using Noroshi.Cli.Scan.Send;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Logs;

namespace Noroshi.Cli.Scan;

/// <summary><c>scan FILES</c>: reads logs and says what happened. Needs no server, database or network.</summary>
internal sealed class ScanCommand
{
    private const int MaxThreads = 64;

    private readonly Terminal _terminal;
    private readonly Argument<string[]> _files;
    private readonly Option<string?> _report;
    private readonly Option<bool> _text;
    private readonly Option<bool> _allLines;
    private readonly Option<int> _threads;
    private readonly Option<string?> _zone;
    private readonly Option<double> _offset;
    private readonly Option<bool> _follow;
    private readonly SendFindings _send;
    private readonly KnownHere _known;
    private readonly OwnRules _rules;
    private readonly RecordOptions _record;
    private readonly Option<bool> _accounts;

    private ScanCommand(Terminal terminal)
    {
        _terminal = terminal;
        _follow = new("--follow", "-f") { Description = terminal.Say("cli.scan.follow") };
        _send = new(terminal);
        _known = new(terminal);
        _rules = new(terminal);
        _record = new(terminal);
        _accounts = new("--accounts") { Description = terminal.Say("cli.scan.accounts") };
        _files = new("FILES") { Description = terminal.Say("cli.scan.files"), Arity = ArgumentArity.OneOrMore };
        _report = new("--report") { Description = terminal.Say("cli.scan.report"), HelpName = "OUT.html" };
        _text = new("--text") { Description = terminal.Say("cli.scan.text") };
        _allLines = new("--all-lines") { Description = terminal.Say("cli.scan.all") };
        _threads = new("--threads") { Description = terminal.Say("cli.scan.threads"), HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        _zone = new("--zone") { Description = terminal.Say("cli.scan.zone"), HelpName = "ZONE" };
        _offset = new("--clock-offset") { Description = terminal.Say("cli.scan.offset"), HelpName = "SECONDS" };
    }

    internal static Command Command(Terminal terminal)
    {
        var scan = new ScanCommand(terminal);
        var command = new Command("scan", terminal.Say("cli.scan")) { scan._files, scan._report, scan._text, scan._allLines, scan._threads, scan._zone, scan._offset, scan._follow, scan._accounts };
        scan._known.AddTo(command);
        scan._rules.AddTo(command);
        scan._record.AddTo(command);
        scan._send.AddTo(command);
        command.SetAction(scan.Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        List<Fault> faults = [];
        if (ScanZone.Find(arguments.GetValue(_zone), out var zone) is { } noZone) return _terminal.Refuse(ExitCode.ScanFailed, noZone);
        if ((InVain(arguments) ?? _record.Refusal(arguments)) is { } refused) return _terminal.Refuse(ExitCode.ScanFailed, refused);
        if (_send.Refusal(arguments) is { } unsendable) return unsendable;
        var now = DateTimeOffset.UtcNow;
        var isFollowing = arguments.GetValue(_follow);
        using var spool = new Spool();
        var inputs = isFollowing ? FollowInputs.Of(arguments.GetValue(_files)!, now, faults) : ScanInputs.OldestFirst(ScanInputs.Of(arguments.GetValue(_files)!, spool, now, faults));
        var content = ScanContent.Load(faults, _rules.Files(arguments, faults));
        if (inputs.Count == 0 || content is null) return _terminal.Refuse(ExitCode.ScanFailed, faults);
        using var hashed = _record.IsAsked(arguments) && IsTable(arguments) ? new HashedWriter(_terminal.Out) : null;
        var tables = hashed is null ? _terminal : _terminal.To(hashed);
        var options = new ScanOptions
        {
            Threads = Math.Clamp(arguments.GetValue(_threads), 1, MaxThreads),
            Zone = zone,
            Offset = TimeSpan.FromSeconds(Math.Clamp(arguments.GetValue(_offset), -1e8, 1e8)),
            Watch = _known.Settings(arguments, content, isFollowing ? null : ScanInputs.SeedOf(inputs), zone, faults),
            Web = content.Web,
            IsRecorded = _record.IsAsked(arguments),
            OnVerdict = arguments.GetValue(_allLines) ? verdict => WriteVerdict(tables, verdict, inputs) : null,
        };
        return isFollowing ? Follow(arguments, inputs, options, content, faults, now) : Scan(arguments, inputs, options, content, faults, now, tables);
    }

    /// <summary>Whether something else is printed than findings.</summary>
    private bool IsTable(ParseResult arguments) => arguments.GetValue(_accounts) || arguments.GetValue(_allLines);

    /// <summary>An option that would do nothing beside another: tables of accounts and verdicts show no findings, and need a run with an end.</summary>
    private Fault? InVain(ParseResult arguments)
    {
        (Option Vain, Option Beside)[] pairs =
        [
            (_report, _accounts), (_report, _allLines), (_send.Server, _accounts), (_send.Server, _allLines),
            (_accounts, _follow), (_allLines, _follow), (_accounts, _allLines),
        ];
        return Array.Find(pairs, p => IsGiven(p.Vain) && IsGiven(p.Beside)) is { Vain: not null } pair ? new Fault("NRS-X160", pair.Vain.Name).With("option", pair.Beside.Name) : null;

        bool IsGiven(Option option) => arguments.GetResult(option) is { Implicit: false };
    }

    private int Follow(ParseResult arguments, List<ScanInput> inputs, ScanOptions options, ScanContent content, List<Fault> faults, DateTimeOffset at)
    {
        _terminal.Tell(faults);
        var clock = Stopwatch.StartNew();
        using var stop = new StopSignals();
        using var run = new FollowRun(inputs, options, content, TimeProvider.System);
        ShownFinding Show(Finding f) => content.Show(f, _terminal, options.Zone, run.Proof.Of(f));
        new Following(run, finding => WriteNews(arguments, Show(finding), options.Zone)).Run(stop.Token);
        ShownFinding[] findings = [.. run.Findings().Select(Show)];
        return Write(arguments, run.Result(findings, Groups(findings, options, content), faults, clock.Elapsed, at) with { Notes = [.. content.RuleNotes(_terminal)] });
    }

    private List<FindingGroup> Groups(IReadOnlyList<ShownFinding> findings, ScanOptions options, ScanContent content) =>
        FindingGroup.Of(findings, (finding, lines) => content.Show(finding, _terminal, options.Zone, lines));

    private void WriteNews(ParseResult arguments, ShownFinding shown, TimeZoneInfo zone)
    {
        if (_terminal.IsJson) _terminal.JsonLine(FindingJson.Of(shown, arguments.GetValue(_text)));
        else Summary().WriteWhole(new(shown, [shown]), zone);
        _terminal.Out.Flush();
    }

    private SummaryText Summary() => new(_terminal, isColored: !Console.IsOutputRedirected && _terminal.Variable("NO_COLOR") is null);

    private int Scan(ParseResult arguments, List<ScanInput> inputs, ScanOptions options, ScanContent content, List<Fault> faults, DateTimeOffset at, Terminal tables)
    {
        var clock = Stopwatch.StartNew();
        using var kept = new KeptLines(inputs);
        var hasLines = options.IsRecorded || !IsTable(arguments);
        var run = new ScanRun(inputs, options, content, hasLines ? kept : null);
        var findings = run.Run(_terminal, showsProgress: !Console.IsErrorRedirected && !_terminal.IsJson, CancellationToken.None);
        faults.AddRange(run.Faults);
        _terminal.Tell(faults);
        if (arguments.GetValue(_accounts)) new AccountTable(tables).Write(run.Accounts(_known.Accounts(arguments, faults)), options.Zone);
        if (!hasLines) return CodeOf(arguments, findings.Length, faults);
        List<Fault> unread = [];
        var lines = Evidence.Read(inputs, kept, findings.SelectMany(f => f.Lines), run.Seen, unread);
        _terminal.Tell(unread);
        faults.AddRange(unread);
        ShownFinding[] shown = [.. findings.Select(f => content.Show(f, _terminal, options.Zone, [.. f.Lines.Select(l => lines[l])]))];
        var result = new ScanResult
        {
            Files = run.Files,
            Findings = shown,
            Groups = Groups(shown, options, content),
            Timeline = run.Timeline,
            Formats = run.Formats,
            Span = run.Span,
            Notes = [.. run.Notes.Select(n => _terminal.Say($"scan.note.{n.Code}", ("count", Shown.Number(n.Count)))), .. content.RuleNotes(_terminal)],
            Faults = faults,
            Elapsed = clock.Elapsed,
            At = at,
            Rules = content.Hash,
            Zone = options.Zone,
            Offset = options.Offset,
            Printed = (tables.Out as HashedWriter)?.Hash,
        };
        return Write(arguments, result);
    }

    /// <summary>How a run ends. Verdicts are not findings: whoever measures has asked for them.</summary>
    private int CodeOf(ParseResult arguments, int findings, IReadOnlyCollection<Fault> faults) =>
        findings > 0 && !arguments.GetValue(_allLines) ? ExitCode.Found : faults.Count > 0 ? ExitCode.ScanFailed : ExitCode.Done;

    private int Write(ParseResult arguments, ScanResult result)
    {
        if (!IsTable(arguments)) WriteFindings(arguments, result);
        if (arguments.GetValue(_report) is { } output)
        {
            try
            {
                File.WriteAllText(output, new ReportPage(_terminal, result).Html());
            }
            catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
            {
                return _terminal.Refuse(ExitCode.ScanFailed, new Fault("NRS-X125", output).With("reason", unwritable.Message));
            }
        }
        if (_record.Write(arguments, result) is { } unrecorded) return _terminal.Refuse(ExitCode.ScanFailed, unrecorded);
        if (_send.IsAsked(arguments) && _send.Run(arguments, result) is not ExitCode.Done and var failed) return failed;
        return CodeOf(arguments, result.Findings.Count, result.Faults);
    }

    private void WriteFindings(ParseResult arguments, ScanResult result)
    {
        if (!_terminal.IsJson) Summary().Write(result);
        // Following has told each of them already.
        else foreach (var finding in arguments.GetValue(_follow) ? [] : result.Findings) _terminal.JsonLine(FindingJson.Of(finding, arguments.GetValue(_text)));
    }

    private static void WriteVerdict(Terminal tables, LineVerdict line, List<ScanInput> inputs) => tables.JsonLine(new JsonObject
    {
        ["file"] = inputs[line.File].Name,
        ["number"] = line.Number,
        ["rule"] = line.Rule,
        ["classes"] = new JsonArray([.. Classes.Of(line.Web.Classes).Select(c => (JsonNode)c)]),
        ["tier"] = line.Tier.ToString().ToLowerInvariant(),
        ["rules"] = new JsonArray([.. line.Rules.Select(r => (JsonNode)r.Key)]),
    });
}
