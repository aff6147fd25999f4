using System.Diagnostics;
using System.Globalization;

namespace Noroshi.Benchmarks.Scan;

/// <summary>A command run to its end several times: the best wall time, and the most memory it ever held.</summary>
internal sealed record Timed(double Seconds, long PeakBytes)
{
    private const int Rounds = 3;

    /// <summary>Runs a command; null when it is not installed or fails.</summary>
    /// <param name="isGood">Whether an exit code is one of a run that worked.</param>
    /// <param name="command">The program and its arguments; output goes nowhere.</param>
    internal static Timed? Run(Func<int, bool> isGood, params string[] command)
    {
        Timed? best = null;
        for (var round = 0; round < Rounds; round++)
        {
            if (Once(isGood, command) is not { } one) return null;
            best = new(Math.Min(one.Seconds, best?.Seconds ?? double.MaxValue), Math.Max(one.PeakBytes, best?.PeakBytes ?? 0));
        }
        return best;
    }

    private static Timed? Once(Func<int, bool> isGood, string[] command)
    {
        ProcessStartInfo start = new(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        try
        {
            var begun = Stopwatch.GetTimestamp();
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            process.OutputDataReceived += static (_, _) => { };
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            var peak = 0L;
            while (!process.WaitForExit(5)) peak = Math.Max(peak, Peak(process.Id));
            output.Wait();
            return isGood(process.ExitCode) ? new(Stopwatch.GetElapsedTime(begun).TotalSeconds, peak) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static long Peak(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(6).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
