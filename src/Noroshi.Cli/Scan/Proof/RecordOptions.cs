using System.CommandLine;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Cli.Scan.Proof;

/// <summary><c>--record</c> and <c>--seal</c>: keeps the run's record.</summary>
internal sealed class RecordOptions
{
    private readonly Terminal _terminal;
    private readonly Option<string?> _record;
    private readonly Option<string?> _seal;

    internal RecordOptions(Terminal terminal)
    {
        _terminal = terminal;
        _record = new("--record") { Description = terminal.Say("cli.scan.record"), HelpName = "OUT.json" };
        _seal = new("--seal") { Description = terminal.Say("cli.scan.seal"), HelpName = "KEYFILE" };
    }

    internal void AddTo(Command command)
    {
        command.Options.Add(_record);
        command.Options.Add(_seal);
    }

    internal bool IsAsked(ParseResult arguments) => arguments.GetValue(_record) is not null;

    /// <summary>What forbids the record or its seal, said before anything is read, as reading may take all night; null when nothing does.</summary>
    internal Fault? Refusal(ParseResult arguments)
    {
        List<Fault> faults = [];
        if (arguments.GetValue(_seal) is { } file)
        {
            if (!IsAsked(arguments)) return new("NRS-X159", "--seal");
            SealKey.Read(file, faults);
        }
        if (arguments.GetValue(_record) is { } output && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(output)))) faults.Add(new Fault("NRS-X125", output).With("reason", _terminal.Say("scan.no-folder")));
        return faults.FirstOrDefault();
    }

    /// <summary>Writes the record that was asked for.</summary>
    internal Fault? Write(ParseResult arguments, ScanResult result)
    {
        List<Fault> faults = [];
        if (arguments.GetValue(_record) is not { } output) return null;
        var key = arguments.GetValue(_seal) is { } file ? SealKey.Read(file, faults) : null;
        if (faults.Count > 0) return faults[0];
        try
        {
            File.WriteAllBytes(output, RecordFile.Of(RunRecord.Of(result, arguments.Tokens), key));
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return new Fault("NRS-X125", output).With("reason", unwritable.Message);
        }
        _terminal.Note(_terminal.Say("scan.recorded", ("file", output)));
        return null;
    }
}
