using System.Diagnostics;
using System.Globalization;

namespace Noroshi.Cli.Scan;

/// <summary>One line on a terminal while a scan runs: how far, how fast, how long still. Silent when nobody looks.</summary>
internal sealed class ScanProgress : IDisposable
{
    private static readonly TimeSpan _first = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(200);
    private const int BarWidth = 24;

    private readonly Terminal _terminal;
    private readonly BlockSource _source;
    private readonly IReadOnlyList<ScanInput> _inputs;
    private readonly long _total;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Timer? _timer;
    private int _width;

    internal ScanProgress(Terminal terminal, BlockSource source, IReadOnlyList<ScanInput> inputs, bool isShown)
    {
        (_terminal, _source, _inputs) = (terminal, source, inputs);
        _total = inputs.Any(i => i.Length < 0) ? -1 : inputs.Sum(i => i.Length);
        if (isShown) _timer = new(_ => Draw(), null, _first, _between);
    }

    public void Dispose()
    {
        if (_timer is null) return;
        using var done = new ManualResetEvent(false);
        if (_timer.Dispose(done)) done.WaitOne();
        _timer.Dispose();
        if (_width > 0) _terminal.Error.Write($"\r{new string(' ', _width)}\r");
    }

    /// <summary>The line: bar, share, speed, time left, file.</summary>
    internal static string Line(long read, long total, long handedOut, TimeSpan elapsed, string file)
    {
        var speed = elapsed.TotalSeconds > 0 ? handedOut / elapsed.TotalSeconds / 1e6 : 0;
        var rate = string.Create(CultureInfo.InvariantCulture, $"{speed:F0} MB/s");
        if (total <= 0) return $"{rate}  {handedOut / 1_000_000} MB  {file}";
        var share = Math.Clamp((double)read / total, 0, 1);
        var left = share > 0 ? elapsed * ((1 - share) / share) : TimeSpan.Zero;
        var full = (int)(share * BarWidth);
        var bar = new string('█', full) + new string('░', BarWidth - full);
        return string.Create(CultureInfo.InvariantCulture, $"{bar} {share * 100,3:F0} %  {rate}  -{(int)left.TotalMinutes}:{left.Seconds:D2}  {file}");
    }

    private void Draw()
    {
        var current = Math.Clamp(_source.Current, 0, _inputs.Count - 1);
        var line = Line(_source.BytesRead, _total, _source.BytesHandedOut, _watch.Elapsed, _inputs[current].Name);
        var width = Plain.Width(line);
        _terminal.Error.Write($"\r{line}{new string(' ', Math.Max(0, _width - width))}");
        _width = width;
    }
}
