using System.CommandLine;
using System.Globalization;
using System.Text;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Logs;
using Noroshi.Sensor.Rules;
using Noroshi.Sensor.Rules.Lines;

namespace Noroshi.Cli.Scan;

/// <summary><c>explain LINE</c>: how a line is read, what each kind of web attack says to it, and what the detectors make of all lines given together, with their thresholds.</summary>
internal sealed class ExplainCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string[]> _lines;
    private readonly OwnRules _rules;

    private ExplainCommand(Terminal terminal)
    {
        _terminal = terminal;
        _lines = new("LINE") { Description = terminal.Say("cli.explain.line"), Arity = ArgumentArity.ZeroOrMore };
        _rules = new(terminal);
    }

    internal static Command Command(Terminal terminal)
    {
        var explain = new ExplainCommand(terminal);
        var command = new Command("explain", terminal.Say("cli.explain")) { explain._lines };
        explain._rules.AddTo(command);
        command.SetAction(explain.Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        List<Fault> faults = [];
        if (ScanContent.Load(faults, _rules.Files(arguments, faults)) is not { } content) return _terminal.Refuse(ExitCode.ScanFailed, faults);
        _terminal.Tell(faults);
        var given = arguments.GetValue(_lines) is { Length: > 0 } lines && lines is not ["-"] ? lines : Console.In.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var reader = content.NewReader(new LogClock(DateTimeOffset.UtcNow, TimeZoneInfo.Local, TimeSpan.Zero));
        var watch = new Watch(content.Watch);
        var sightings = new SightingBlock(content.Watch);
        var judge = new WebJudge(content.Web);
        var rules = content.Rules is { } set ? new LineRules(set, content.Watch.Seed) : null;
        sightings.Begin();
        var block = Encoding.UTF8.GetBytes(string.Join('\n', given));
        var cursor = new LineCursor(new LineIndex(), block);
        LogRecord record = new();
        while (cursor.TryNext(out var line))
        {
            var isRead = reader.TryRead(line, cursor.Quotes, ref record);
            var verdict = isRead && record.Kind == RecordKind.Request ? judge.Judge(in record) : WebVerdict.Nothing;
            Explain(line, isRead, in record, in verdict);
            if (rules is not null)
            {
                Answers(content.Rules!, rules.Explain(line, in record));
                rules.Match(block, line, in record, sightings);
            }
            if (isRead) sightings.Add(block, line, in record, in verdict);
            else sightings.AddUnread();
        }
        watch.Take(block, sightings, new(0, 1, 0));
        watch.Complete();
        Detectors(content, watch);
        return faults.Count > 0 ? ExitCode.ScanFailed : ExitCode.Done;
    }

    private void Explain(ReadOnlySpan<byte> line, bool isRead, in LogRecord record, in WebVerdict verdict)
    {
        _terminal.Line(Shown.Text(line));
        if (!isRead)
        {
            _terminal.Line("  " + _terminal.Say("explain.unread"));
            return;
        }
        Row("format", Encoding.ASCII.GetBytes(record.Format));
        Row("kind", Encoding.ASCII.GetBytes($"{record.Kind} {record.Outcome} {record.Reason}"));
        Row("time", Encoding.ASCII.GetBytes(record.Time == LogRecord.NoTime ? "" : DateTimeOffset.FromUnixTimeMilliseconds(record.Time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)));
        Row("host", record.Host);
        Row("program", record.Program);
        Row("source", record.Source);
        Row("account", record.Account);
        Row("actor", record.Actor);
        Row("operation", record.Operation);
        Row("target", record.Target);
        Row("site", record.Site);
        Row("status", Encoding.ASCII.GetBytes(record.Status < 0 ? "" : record.Status.ToString(CultureInfo.InvariantCulture)));
        Row("bytes", Encoding.ASCII.GetBytes(record.Bytes < 0 ? "" : record.Bytes.ToString(CultureInfo.InvariantCulture)));
        Row("referer", record.Referer);
        Row("agent", record.UserAgent);
        if (record.Kind == RecordKind.Request) Verdict(in verdict);
    }

    /// <summary>Why each rule fired or not, those that fired first.</summary>
    private void Answers(RuleSet set, RuleAnswer[] answers)
    {
        foreach (var (rule, answer) in set.Rules.Zip(answers).OrderBy(a => a.Second is not RuleAnswer.Fired))
        {
            var source = string.Join(", ", new[] { rule.LogSource.Category, rule.LogSource.Product, rule.LogSource.Service }.OfType<string>());
            var why = _terminal.Say($"explain.rule.{answer.ToString().ToLowerInvariant()}", ("source", Shown.Text(source)));
            _terminal.Line($"  {(answer is RuleAnswer.Fired ? "✓" : "–")} {Shown.Text(rule.Header.Title)}: {why}");
        }
    }

    private void Row(string name, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty) _terminal.Line($"  {name,-10} {Shown.Text(value)}");
    }

    private void Verdict(in WebVerdict verdict)
    {
        var fired = Classes.Of(verdict.Classes).ToArray();
        if (fired.Length == 0) _terminal.Line("  " + _terminal.Say("explain.nothing"));
        else _terminal.Line("  " + _terminal.Say("explain.fired", ("rule", verdict.Rule), ("classes", string.Join(", ", fired)), ("tier", verdict.Tier.ToString())));
        if (verdict.HasLikelySucceeded) _terminal.Line("  " + _terminal.Say("explain.succeeded"));
        _terminal.Line("  " + _terminal.Say("explain.silent", ("classes", string.Join(", ", Classes.All.Except(fired)))));
    }

    private void Detectors(ScanContent content, Watch watch)
    {
        var found = watch.Findings().ToLookup(f => f.Rule, StringComparer.Ordinal);
        _terminal.Line("");
        foreach (var detector in DetectorList.All)
        {
            var thresholds = string.Join(", ", detector.Tunables.Select(t => $"{t.Name} {content.Threshold(detector.Id, t)}"));
            _terminal.Line($"{(found[detector.Id].Any() ? "✓" : "–")} {detector.Id,-32} {thresholds}");
        }
        foreach (var correlation in content.Rules?.Correlations ?? []) _terminal.Line($"{(found[correlation.Header.Key].Any() ? "✓" : "–")} {Shown.Text(correlation.Header.Title)}");
    }
}
