using System.CommandLine;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Cli.Scan;

/// <summary><c>--rules PATH</c>: the user's own Sigma rules, files or folders of them.</summary>
internal sealed class OwnRules
{
    /// <summary>More files than this are no collection of rules but a wrong folder; some of them, in whatever order the disk has them, would be no run anybody could do again.</summary>
    internal const int MaxFiles = 50_000;

    private static readonly EnumerationOptions _walking = new() { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.ReparsePoint };

    private readonly Option<string[]?> _paths;

    internal OwnRules(Terminal terminal) => _paths = new("--rules") { Description = terminal.Say("cli.scan.rules"), HelpName = "PATH", AllowMultipleArgumentsPerToken = false };

    internal void AddTo(Command command) => command.Options.Add(_paths);

    /// <summary>The files given, in order of their names; what cannot be read is told and left out. Null when a folder holds too many, which is told.</summary>
    internal List<ContentFile>? Files(ParseResult arguments, List<Fault> faults)
    {
        List<ContentFile> files = [];
        foreach (var path in (arguments.GetValue(_paths) ?? []).Distinct(StringComparer.Ordinal))
        {
            try
            {
                if (Named(path, faults) is not { } named) return null;
                foreach (var file in named) files.Add(Read(file));
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                faults.Add(new Fault("NRS-X122", path).With("reason", unreadable.Message));
            }
        }
        return files;
    }

    private static List<string>? Named(string path, List<Fault> faults)
    {
        if (File.Exists(path)) return [path];
        if (!Directory.Exists(path))
        {
            faults.Add(new("NRS-X121", path));
            return [];
        }
        var files = Directory.EnumerateFiles(path, "*", _walking).Where(IsRule).Take(MaxFiles + 1).ToList();
        if (files.Count > MaxFiles)
        {
            faults.Add(new Fault("NRS-X167", path).With("limit", Shown.Number(MaxFiles)));
            return null;
        }
        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static bool IsRule(string file) => file.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase);

    /// <summary>A file, no further than one byte beyond what is accepted, so that what is too large is refused as such without being read.</summary>
    private static ContentFile Read(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[Math.Min(file.Length, YamlReader.MaxBytes + 1)];
        return new(path, bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)]);
    }
}
