using System.CommandLine;
using System.Text.Json.Nodes;
using Noroshi.Cli.Trust;
using Noroshi.Core.Vocabulary;
using Noroshi.Formats.Rfc3339;

namespace Noroshi.Cli.Scan.Proof;

/// <summary><c>verify-scan RECORD</c>: checks a run record and proves it again on the logs, without any server.</summary>
internal sealed class VerifyScan
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _record;
    private readonly Argument<string[]> _files;
    private readonly Option<string?> _key;

    private VerifyScan(Terminal terminal)
    {
        _terminal = terminal;
        _record = new("RECORD") { Description = terminal.Say("cli.verify-scan.record") };
        _files = new("FILES") { Description = terminal.Say("cli.verify-scan.files"), Arity = ArgumentArity.ZeroOrMore };
        _key = new("--key") { Description = terminal.Say("cli.verify-scan.key"), HelpName = "FILE" };
    }

    internal static Command Command(Terminal terminal)
    {
        var verify = new VerifyScan(terminal);
        var command = new Command("verify-scan", terminal.Say("cli.verify-scan")) { verify._record, verify._files, verify._key };
        command.SetAction(verify.Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        List<Fault> faults = [];
        var bytes = DocumentFile.ReadBytes(arguments.GetValue(_record)!, faults, RecordFile.MaxBytes);
        var trusted = arguments.GetValue(_key) is { } keyFile ? VerifyReceipt.ReadKeys(keyFile, faults) : null;
        using var spool = new Spool();
        var given = arguments.GetValue(_files) is { Length: > 0 } names ? ScanInputs.Of(names, spool, DateTimeOffset.UtcNow, faults) : null;
        if (bytes is null || faults.Count > 0) return _terminal.Refuse(ExitCode.Unreadable, faults);
        if (RecordFile.Read(bytes, trusted, out var refusal) is not { } file) return _terminal.Refuse(ExitCode.Refused, refusal!);
        using var check = new RecordCheck(file.Run, given);
        check.Run();
        if (check.Faults.Count == 0) return Accept(file, check, trusted is not null);
        var exitCode = _terminal.Refuse(ExitCode.Refused, check.Faults);
        if (!_terminal.IsJson) _terminal.Note(Say("verify-scan.standing", ("standing", Shown.Number(check.Standing)), ("lines", Shown.Number(check.Lines))));
        return exitCode;
    }

    private int Accept(RecordFile file, RecordCheck check, bool isTrusted)
    {
        if (_terminal.IsJson)
        {
            _terminal.Json(new JsonObject
            {
                ["valid"] = true,
                ["began"] = Rfc3339Text.Of(file.Run.Began, 3),
                ["rules"] = file.Run.Rules,
                ["sha256"] = file.Hash,
                ["inputs"] = file.Run.Inputs.Length,
                ["findings"] = file.Run.Findings.Length,
                ["lines"] = check.Lines,
                ["moved"] = new JsonArray([.. check.Moved.Select(m => new JsonObject { ["name"] = m.Name, ["now"] = m.Now, ["more"] = m.More })]),
                ["key"] = file.Key?.ToString(),
                ["keyIsTrusted"] = isTrusted,
            });
            return ExitCode.Done;
        }
        _terminal.Line(Say("verify-scan.good", ("at", Rfc3339Text.Of(file.Run.Began, 0)), ("inputs", Shown.Number(file.Run.Inputs.Length)), ("findings", Shown.Number(file.Run.Findings.Length)), ("lines", Shown.Number(check.Lines))));
        foreach (var (name, now, more) in check.Moved) _terminal.Line(Say(more > 0 ? "verify-scan.grown" : "verify-scan.moved", ("name", Shown.Text(name)), ("now", Shown.Text(now)), ("more", Shown.Number(more))));
        if (file.Key is null) _terminal.Note(Say("verify-scan.unsealed"));
        else _terminal.Line(Say("cli.verify.signed", ("key", file.Key.ToString())));
        if (file.Key is not null && !isTrusted) _terminal.Note(Say("verify-scan.compare"));
        return ExitCode.Done;
    }

    private string Say(string key, params ReadOnlySpan<(string, string)> values) => _terminal.Say(key, values);
}
