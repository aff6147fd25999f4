using System.CommandLine;
using System.Text.Json.Nodes;
using Noroshi.Cli.Api;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Cli.Share;

/// <summary><c>alert send FILE</c>: writes an alert and submits it; a second person approves it before it leaves.</summary>
/// <remarks>Writing is not repeated by itself: two drafts are worse than one message that it failed.</remarks>
internal static class SendAlert
{
    internal static Command Command(Terminal terminal, Connection connection)
    {
        var file = new Argument<string>("FILE") { Description = terminal.Say("cli.alert.send.file") };
        var draft = new Option<bool>("--draft") { Description = terminal.Say("cli.alert.send.draft") };
        return connection.Bind(new Command("send", terminal.Say("cli.alert.send")) { file, draft }, async (result, api, ct) =>
        {
            List<Fault> faults = [];
            var document = DocumentFile.Read(result.GetValue(file)!, faults);
            if (document is null) return terminal.Refuse(ExitCode.Unreadable, faults);
            var answer = await SendAsync(api, document, result.GetValue(draft), ct);
            return connection.On(answer, given =>
            {
                if (terminal.IsJson) terminal.Json(given.Body);
                else terminal.Line((string?)given.Body?["number"] ?? "");
                return ExitCode.Done;
            });
        });
    }

    private static async Task<Answer> SendAsync(ServerApi api, JsonNode document, bool isDraft, CancellationToken ct)
    {
        var written = await api.PostAsync("alerts", document, null, ct);
        if (isDraft || written is not Answer.Given { Body: { } body }) return written;
        return await api.PostAsync($"alerts/{(string?)body["number"]}/submit", null, null, ct);
    }
}
