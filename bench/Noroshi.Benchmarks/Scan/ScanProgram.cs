using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Noroshi.Benchmarks.Logs;
using Noroshi.Core.Content;
using Noroshi.Sensor.Logs;

namespace Noroshi.Benchmarks.Scan;

/// <summary>
/// <c>scan [--bytes N] [--tool PATH] [--folder DIR]</c>: the published tool on generated logs, beside what else reads them, on the same files in the same run.
/// Rivals that are not installed are left out (Debian: ripgrep, goaccess, fail2ban, gzip).
/// </summary>
internal sealed class ScanProgram(string tool, string folder, long bytes, TextWriter to)
{
    private const int BlockBytes = 1 << 17;
    private const int Fail2banLines = 50_000;

    internal static int Run(string[] args, TextWriter to)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < args.Length; i += 2) options[args[i]] = args[i + 1];
        var tool = options.GetValueOrDefault("--tool", Path.Combine("artifacts", "publish", "Noroshi.Cli", "release", "noroshi-cli"));
        var folder = options.GetValueOrDefault("--folder", Path.Combine(Path.GetTempPath(), "noroshi-bench-scan"));
        Directory.CreateDirectory(folder);
        new ScanProgram(tool, folder, long.Parse(options.GetValueOrDefault("--bytes", "1000000000"), CultureInfo.InvariantCulture), to).Run();
        return 0;
    }

    private void Run()
    {
        to.WriteLine(Load.Machine.Describe(folder));
        var (web, webLines) = Log("web", bytes);
        var (auth, authLines) = Log("auth", bytes / 2);
        var literals = Literals();
        var one = Part(web, "one.log", lines: int.MaxValue, limit: 1_000_000);

        Compare("parse only", "wc -l", Parse(web), Timed.Run(Good, "wc", "-l", web)?.Seconds, goal: 3.5, isTimesLonger: true);
        var full = Scan(web, 1);
        Compare("web, one thread", $"rg -i -F -f ({File.ReadLines(literals).Count()} literals)", full?.Seconds, Timed.Run(c => c < 2, "rg", "-c", "-i", "-F", "-f", literals, web)?.Seconds, 1.0);
        // The whole log: it gets slower the more it holds, so that a part would not tell.
        var goaccess = Timed.Run(Good, "goaccess", web, "--log-format=COMBINED", "-o", Path.Combine(folder, "goaccess.json"))?.Seconds;
        Compare("web, one thread", "goaccess", full?.Seconds, goaccess, 30);
        var logins = Scan(auth, 1);
        var slice = Part(auth, "fail2ban.log", Fail2banLines);
        var fail2ban = Timed.Run(Good, "fail2ban-regex", slice, "/etc/fail2ban/filter.d/sshd.conf")?.Seconds;
        Compare("auth, one thread", $"fail2ban-regex, by {Fail2banLines:N0} lines", logins?.Seconds, fail2ban * authLines / Fail2banLines, 400);
        Compare("web, two threads", "one thread", Scan(web, 2)?.Seconds, full?.Seconds, 1.7);
        Compare("auth, two threads", "one thread", Scan(auth, 2)?.Seconds, logins?.Seconds, 1.7);
        Compare("web .gz, two threads", "gzip -dc", Scan(Packed(web), 2)?.Seconds, Timed.Run(Good, "gzip", "-dc", Packed(web))?.Seconds, 2);
        to.WriteLine($"1 MB, start to result: {Scan(one, 2)?.Seconds * 1000:F0} ms [150]");
        to.WriteLine($"memory at most: web {full?.PeakBytes >> 20} MiB, auth {logins?.PeakBytes >> 20} MiB [100 MB and what is remembered of sources]");
        to.WriteLine($"web {new FileInfo(web).Length / 1e6 / full?.Seconds:F0} MB/s, {webLines / 1e6 / full?.Seconds:F2} million lines/s; auth {authLines / 1e6 / logins?.Seconds:F2} million lines/s");
    }

    private static bool Good(int code) => code == 0;

    /// <summary>A scan ends with 1 when it finds something.</summary>
    private Timed? Scan(string log, int threads) => Timed.Run(c => c < 2, tool, "scan", "--threads", threads.ToString(CultureInfo.InvariantCulture), log);

    private void Compare(string ours, string rival, double? seconds, double? rivalSeconds, double goal, bool isTimesLonger = false)
    {
        var ratio = isTimesLonger ? seconds / rivalSeconds : rivalSeconds / seconds;
        to.WriteLine(rivalSeconds is null ? $"{ours}: {seconds:F3} s; {rival} is not installed" : $"{ours}: {seconds:F3} s; {rival}: {rivalSeconds:F3} s; {(isTimesLonger ? "times as long" : "times as fast")}: {ratio:F2} [{goal}]");
    }

    /// <summary>Reading lines and nothing more, in this process after warming up, the file's bytes from the page cache as everybody's.</summary>
    private static double Parse(string log)
    {
        var best = double.MaxValue;
        var bytes = new byte[BlockBytes];
        for (var round = 0; round < 3; round++)
        {
            LogReader reader = new(new(LogClock.Utc(DateTimeOffset.UtcNow)));
            LineIndex index = new();
            LogRecord record = new();
            using FileStream file = new(log, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            var begun = Stopwatch.GetTimestamp();
            for (var kept = 0; file.Read(bytes, kept, bytes.Length - kept) is > 0 and var read;)
            {
                var block = bytes.AsSpan(0, kept + read);
                var whole = block.LastIndexOf((byte)'\n') + 1;
                LineCursor lines = new(index, block[..whole]);
                while (lines.TryNext(out var line)) reader.TryRead(line, lines.Quotes, ref record);
                block[whole..].CopyTo(bytes);
                kept = block.Length - whole;
            }
            best = Math.Min(best, Stopwatch.GetElapsedTime(begun).TotalSeconds);
        }
        return best;
    }

    private (string Path, long Lines) Log(string kind, long size)
    {
        var path = Path.Combine(folder, $"{kind}-{size}.log");
        if (!File.Exists(path))
        {
            using var file = File.Create(path);
            LogsProgram.Write(kind, size, 1, file);
        }
        return (path, File.ReadLines(path, System.Text.Encoding.Latin1).LongCount());
    }

    private string Part(string log, string name, int lines, long limit = long.MaxValue)
    {
        var path = Path.Combine(folder, name);
        using StreamWriter writer = new(path, append: false, System.Text.Encoding.Latin1) { NewLine = "\n" };
        foreach (var line in File.ReadLines(log, System.Text.Encoding.Latin1).Take(lines))
        {
            if ((limit -= line.Length + 1) < 0) break;
            writer.WriteLine(line);
        }
        return path;
    }

    private static string Packed(string log)
    {
        var path = log + ".gz";
        if (File.Exists(path)) return path;
        using var from = File.OpenRead(log);
        using GZipStream packed = new(File.Create(path), CompressionLevel.Optimal);
        from.CopyTo(packed);
        return path;
    }

    /// <summary>What our own web rules look for, as the words a rival looks for: at most a thousand.</summary>
    private string Literals()
    {
        var rules = Path.Combine(Path.GetDirectoryName(tool)!, "content", "detectors");
        var words = Directory.EnumerateFiles(rules, "web.*.yaml").Order(StringComparer.Ordinal).SelectMany(path => Texts(new ContentFile(path, File.ReadAllBytes(path)).Root([])!));
        var path = Path.Combine(folder, "literals.txt");
        File.WriteAllLines(path, words.Where(w => w.Length is >= 4 and <= 40 && w.All(c => c is > ' ' and < (char)0x7F)).Distinct(StringComparer.OrdinalIgnoreCase).Take(1000));
        return path;
    }

    private static IEnumerable<string> Texts(YamlNode node) => node switch
    {
        YamlNode.Scalar scalar => [scalar.Text],
        YamlNode.Sequence list => list.Items.SelectMany(Texts),
        YamlNode.Mapping mapping => mapping.Entries.SelectMany(e => Texts(e.Value)),
        _ => [],
    };
}
