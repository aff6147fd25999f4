using System.Diagnostics;
using System.Globalization;
using System.Text;
using Noroshi.Benchmarks.Logs.Auth;
using Noroshi.Benchmarks.Logs.Web;

namespace Noroshi.Benchmarks.Logs;

/// <summary><c>logs --kind auth|web|auth-clean|web-clean --bytes N --seed S --out FILE [--labels FILE]</c>: writes a log of about so many bytes, the same for the same seed.</summary>
internal static class LogsProgram
{
    internal static int Run(string[] args, TextWriter to)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < args.Length; i += 2) options[args[i]] = args[i + 1];
        if (!options.TryGetValue("--out", out var path) || !options.TryGetValue("--kind", out var kind))
        {
            to.WriteLine("logs --kind auth|web|auth-clean|web-clean --bytes N --seed S --out FILE [--labels FILE]");
            return 2;
        }
        var bytes = long.Parse(options.GetValueOrDefault("--bytes", "100000000"), CultureInfo.InvariantCulture);
        var seed = ulong.Parse(options.GetValueOrDefault("--seed", "1"), CultureInfo.InvariantCulture);
        var watch = Stopwatch.StartNew();
        Labels labels;
        long lines;
        using (var file = File.Create(path)) (labels, lines) = Write(kind, bytes, seed, file);
        if (options.TryGetValue("--labels", out var labelPath))
        {
            using StreamWriter writer = new(labelPath, append: false, new UTF8Encoding(false));
            labels.Write(writer);
        }
        var size = new FileInfo(path).Length;
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size} bytes, {lines} lines, {labels.Sources.Count} sources in {watch.Elapsed.TotalSeconds:F1} s ({size / 1e6 / watch.Elapsed.TotalSeconds:F0} MB/s)"));
        return 0;
    }

    /// <summary>Writes a log.</summary>
    internal static (Labels Labels, long Lines) Write(string kind, long bytes, ulong seed, Stream to)
    {
        Labels labels = new();
        LineWriter writer = new(to);
        Timeline timeline = new(writer, labels);
        if (kind.StartsWith("web", StringComparison.Ordinal)) AccessLog.Run(timeline, bytes, new(seed), hasAttacks: kind == "web");
        else AuthLog.Run(timeline, bytes, new(seed), hasAttacks: kind == "auth");
        return (labels, writer.Lines);
    }
}
