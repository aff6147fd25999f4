using System.CommandLine;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Cli.Scan.Send;

/// <summary><c>--lawful-basis</c> and <c>--basis-note</c>: required as soon as the logs are of communications carried for others.</summary>
internal sealed class LawfulBasisOptions
{
    private const int LongestNote = 1000;

    private readonly Option<string?> _basis;
    private readonly Option<string?> _note;

    internal LawfulBasisOptions(Terminal terminal)
    {
        _basis = new("--lawful-basis") { Description = terminal.Say("cli.scan.basis"), HelpName = string.Join('|', LawfulBasis.Words) };
        _note = new("--basis-note") { Description = terminal.Say("cli.scan.basis-note"), HelpName = "TEXT" };
    }

    internal void AddTo(Command command)
    {
        command.Options.Add(_basis);
        command.Options.Add(_note);
    }

    /// <summary>The terms; false with a fault when the basis is missing though needed, unknown, or said without a word about it.</summary>
    internal bool TryTerms(ParseResult arguments, IReadOnlySet<string> texts, IReadOnlyList<string> carriers, out SendingTerms terms, out Fault? fault)
    {
        var basis = arguments.GetValue(_basis);
        var note = (arguments.GetValue(_note) ?? "").Trim();
        terms = new(basis, DraftDocument.Cut(note, LongestNote), texts);
        fault = basis is not null && !LawfulBasis.Words.Contains(basis) ? new Fault("NRS-X130", "--lawful-basis").With("value", Shown.Text(basis)).With("allowed", string.Join(", ", LawfulBasis.Words))
            : carriers.Count > 0 && (basis is null || note.Length == 0) ? new Fault("NRS-X129", "--lawful-basis").With("formats", string.Join(", ", carriers))
            : null;
        return fault is null;
    }
}
