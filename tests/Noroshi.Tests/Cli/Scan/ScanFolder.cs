using System.Text;

namespace Noroshi.Tests.Cli.Scan;

/// <summary>A folder of logs that is gone after the test.</summary>
internal sealed class ScanFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("noroshi-scan-").FullName;

    internal string Write(string name, params string[] lines) => WriteBytes(name, Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))));

    internal string WriteBytes(string name, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Forty failures of one source and a success after them.</summary>
    internal static string[] BreakIn(string source = "192.0.2.9") =>
    [
        .. Enumerable.Range(0, 40).Select(i => $"Oct 12 15:00:{i:D2} gate sshd[77]: Failed password for alice from {source} port {2000 + i} ssh2"),
        $"Oct 12 15:01:00 gate sshd[78]: Accepted password for alice from {source} port 2100 ssh2",
    ];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
