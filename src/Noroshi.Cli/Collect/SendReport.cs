using System.CommandLine;
using System.Text.Json.Nodes;
using Noroshi.Cli.Api;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Cli.Collect;

/// <summary><c>report send FILE</c>: sends a report or, with <c>--follows</c>, its next version, and keeps the receipt.</summary>
/// <remarks>The idempotency key is the content's hash: sending one file again, after whatever went wrong, never makes a second report.</remarks>
internal static class SendReport
{
    private const int ReceiptTries = 40;
    private static readonly TimeSpan ReceiptPause = TimeSpan.FromMilliseconds(250);

    internal static Command Command(Terminal terminal, Connection connection)
    {
        var file = new Argument<string>("FILE") { Description = terminal.Say("cli.report.send.file") };
        var follows = new Option<string?>("--follows") { Description = terminal.Say("cli.report.send.follows"), HelpName = "NUMBER" };
        var receipt = new Option<string?>("--receipt") { Description = terminal.Say("cli.report.send.receipt"), HelpName = "OUT" };
        var again = new Option<bool>("--again") { Description = terminal.Say("cli.report.send.again") };
        var command = new Command("send", terminal.Say("cli.report.send")) { file, follows, receipt, again };
        return connection.Bind(command, (result, api, ct) =>
        {
            var sending = new Sending(result.GetValue(file)!, result.GetValue(follows), result.GetValue(receipt), result.GetValue(again));
            return RunAsync(terminal, connection, api, sending, ct);
        });
    }

    private static async Task<int> RunAsync(Terminal terminal, Connection connection, ServerApi api, Sending sending, CancellationToken ct)
    {
        List<Fault> faults = [];
        var document = DocumentFile.Read(sending.File, faults);
        if (document is null) return terminal.Refuse(ExitCode.Unreadable, faults);
        var path = sending.Follows is { } number ? $"reports/{Uri.EscapeDataString(number)}/versions" : "reports";
        var answer = await api.PostAsync(path, document, sending.Again ? $"{Guid.NewGuid():N}" : DocumentFile.Key(path, document), ct);
        if (answer is not Answer.Given given) return connection.On(answer, _ => ExitCode.Done);
        var sent = (string?)given.Body?["number"] ?? sending.Follows ?? "";
        Print(terminal, sent, given.Body);
        return sending.Receipt is { } output ? await KeepReceiptAsync(terminal, connection, api, sent, output, ct) : ExitCode.Done;
    }

    private static void Print(Terminal terminal, string number, JsonNode? body)
    {
        if (terminal.IsJson) terminal.Json(body);
        else terminal.Line(number);
    }

    /// <summary>A receipt needs a signed head, which is made a moment after the report is safe; so it is asked for until it is there.</summary>
    private static async Task<int> KeepReceiptAsync(Terminal terminal, Connection connection, ServerApi api, string number, string output, CancellationToken ct)
    {
        var answer = await ReceiptAsync(api, number, ct);
        return connection.On(answer, given =>
        {
            try
            {
                File.WriteAllBytes(output, given.Bytes);
            }
            catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
            {
                return terminal.Refuse(ExitCode.Unreadable, new Fault("NRS-X109", output).With("reason", unwritable.Message));
            }
            terminal.Note(terminal.Say("cli.report.send.kept", ("file", output)));
            return ExitCode.Done;
        });
    }

    private static async Task<Answer> ReceiptAsync(ServerApi api, string number, CancellationToken ct)
    {
        for (var count = 1; ; count++)
        {
            var answer = await api.GetAsync($"reports/{Uri.EscapeDataString(number)}/receipt", ct);
            if (count == ReceiptTries || answer is not (Answer.Refused { Problem.Status: 404 or 409 or 425 } or Answer.Given { Bytes.Length: 0 })) return answer;
            await Task.Delay(ReceiptPause, ct);
        }
    }

    private sealed record Sending(string File, string? Follows, string? Receipt, bool Again);
}
