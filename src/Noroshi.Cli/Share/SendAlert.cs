using System.CommandLine;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Cli.Share;

/// <summary><c>alert send FILE</c>: proposes an alert; a second person approves it before it leaves.</summary>
internal static class SendAlert
{
    internal static Command Command(Terminal terminal, Connection connection)
    {
        var file = new Argument<string>("FILE") { Description = terminal.Say("cli.alert.send.file") };
        return connection.Bind(new Command("send", terminal.Say("cli.alert.send")) { file }, async (result, api, ct) =>
        {
            List<Fault> faults = [];
            var document = DocumentFile.Read(result.GetValue(file)!, faults);
            if (document is null) return terminal.Refuse(ExitCode.Unreadable, faults);
            return connection.On(await api.PostAsync("alerts", document, DocumentFile.Key("alerts", document), ct), given =>
            {
                if (terminal.IsJson) terminal.Json(given.Body);
                else terminal.Line((string?)given.Body?["number"] ?? "");
                return ExitCode.Done;
            });
        });
    }
}
