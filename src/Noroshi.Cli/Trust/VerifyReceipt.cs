using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Noroshi.Core.Trust.Ledger;
using Noroshi.Core.Vocabulary;
using Noroshi.Formats.SignedNote;

namespace Noroshi.Cli.Trust;

/// <summary><c>verify-receipt FILE</c>: checks a receipt without any server.</summary>
internal static class VerifyReceipt
{
    internal static Command Command(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = terminal.Say("cli.verify.file") };
        var key = new Option<string?>("--key") { Description = terminal.Say("cli.verify.key"), HelpName = "FILE" };
        var command = new Command("verify-receipt", terminal.Say("cli.verify")) { file, key };
        command.SetAction(result => Run(terminal, result.GetValue(file)!, result.GetValue(key)));
        return command;
    }

    private static int Run(Terminal terminal, string file, string? keyFile)
    {
        List<Fault> faults = [];
        var bytes = DocumentFile.ReadBytes(file, faults);
        var trusted = keyFile is null ? null : ReadKeys(keyFile, faults);
        if (bytes is null || faults.Count > 0) return terminal.Refuse(ExitCode.Unreadable, faults);
        return Receipt.Check(bytes, trusted, out var refusal) is { } receipt
            ? Accept(terminal, receipt, keyFile is not null)
            : terminal.Refuse(ExitCode.Refused, refusal!.Value.ToFault());
    }

    /// <summary>Verifier keys, one a line, as the ledger page shows them.</summary>
    internal static ImmutableArray<NoteKey>? ReadKeys(string file, List<Fault> faults)
    {
        if (DocumentFile.ReadBytes(file, faults) is not { } bytes) return null;
        var lines = System.Text.Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        ImmutableArray<NoteKey> keys = [.. lines.Select(l => NoteKey.TryParse(l, out var key) ? key : null).OfType<NoteKey>()];
        if (keys.IsEmpty || keys.Length < lines.Length) faults.Add(new("NRS-X110", file));
        return keys;
    }

    private static int Accept(Terminal terminal, Receipt receipt, bool isTrusted)
    {
        if (terminal.IsJson)
        {
            terminal.Json(AsJson(receipt, isTrusted));
            return ExitCode.Done;
        }
        var at = receipt.At.ToOffset(TimeSpan.FromHours(9)).ToString("yyyy-MM-dd HH:mm:ss.fff 'JST'", CultureInfo.InvariantCulture);
        terminal.Line(terminal.Say("cli.verify.good", ("kind", receipt.Kind), ("subject", $"{receipt.Subject}"), ("at", at)));
        terminal.Line(terminal.Say("cli.verify.place", ("position", $"{receipt.Position}"), ("origin", receipt.Head.Origin), ("size", $"{receipt.Head.Size}")));
        if (HeadText.Epoch(receipt.Head) is { } epoch) terminal.Line(terminal.Say("cli.verify.epoch", ("epoch", $"{epoch}")));
        foreach (var key in receipt.Keys) terminal.Line(terminal.Say("cli.verify.signed", ("key", key.ToString())));
        if (!isTrusted) terminal.Note(terminal.Say("cli.verify.compare"));
        return ExitCode.Done;
    }

    private static JsonObject AsJson(Receipt receipt, bool isTrusted) => new()
    {
        ["valid"] = true,
        ["kind"] = receipt.Kind,
        ["subject"] = receipt.Subject.ToString("D"),
        ["at"] = receipt.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        ["position"] = receipt.Position,
        ["body"] = receipt.Body.DeepClone(),
        ["origin"] = receipt.Head.Origin,
        ["size"] = receipt.Head.Size,
        ["epoch"] = HeadText.Epoch(receipt.Head),
        ["root"] = receipt.Head.Root.ToBase64(),
        ["keys"] = new JsonArray([.. receipt.Keys.Select(k => JsonValue.Create(k.ToString()))]),
        ["keyIsTrusted"] = isTrusted,
    };
}
