using System.CommandLine;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Cli.Collect;

/// <summary><c>report new --form FORM</c>: an empty report of a form as YAML, every question with what may be answered.</summary>
internal static class NewReport
{
    internal static Command Command(Terminal terminal)
    {
        var form = new Option<string>("--form") { Description = terminal.Say("cli.report.new.form"), HelpName = "FORM", DefaultValueFactory = _ => "liaison" };
        var content = new Option<string?>("--content") { Description = terminal.Say("cli.report.new.content"), HelpName = "DIR" };
        var command = new Command("new", terminal.Say("cli.report.new")) { form, content };
        command.SetAction(result => Run(terminal, result.GetValue(form)!, result.GetValue(content)));
        return command;
    }

    private static int Run(Terminal terminal, string id, string? site)
    {
        var catalog = CatalogLoader.Load(Files(Path.Combine(AppContext.BaseDirectory, "content")), site is null ? [] : Files(site), out var faults);
        if (faults.Length > 0) return terminal.Refuse(ExitCode.Unreadable, faults);
        if (!catalog.Forms.TryGetValue(id, out var form))
        {
            return terminal.Refuse(ExitCode.Usage, new Fault("NRS-X111").With("value", id).With("allowed", string.Join(", ", catalog.Forms.Keys.Order(StringComparer.Ordinal))));
        }
        terminal.Out.Write(new FormSkeleton(terminal.Texts, terminal.Language, catalog).Of(form, KnownHere()));
        return ExitCode.Done;
    }

    /// <summary>Who sits here and how this machine is called: true, and enough to be reached by colleagues until somebody writes better.</summary>
    private static Dictionary<string, string> KnownHere() => new()
    {
        ["contact.person"] = Environment.UserName,
        ["contact.other"] = $"{Environment.UserName}@{Environment.MachineName}",
    };

    private static IEnumerable<ContentFile> Files(string folder) => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Select(f => new ContentFile(Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllBytes(f)));
}
