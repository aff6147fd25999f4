using System.Globalization;
using System.Text;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Cli.Scan.Report;

/// <summary>What happened when, as rows of bars over one axis of time. Attacks are few beside failures and both beside traffic, so each row has its own scale.</summary>
internal sealed class TimePlot
{
    private const int Width = 960;
    private const int Height = 80;
    private const int MaxBars = 160;

    private readonly Timeline _timeline;
    private readonly int _spansPerBar;

    /// <param name="timeline">The counts; not empty.</param>
    internal TimePlot(Timeline timeline)
    {
        _timeline = timeline;
        var used = Timeline.MaxSpans;
        while (used > 1 && timeline.Lines[used - 1] == 0) used--;
        _spansPerBar = ((used - 1) / MaxBars) + 1;
        Lines = Sums(timeline.Lines[..used]);
        Failures = Sums(timeline.Failures[..used]);
        Attacks = Sums(timeline.Attacks[..used]);
    }

    /// <summary>Lines of each bar.</summary>
    internal long[] Lines { get; }

    internal long[] Failures { get; }

    internal long[] Attacks { get; }

    /// <summary>Time of a bar, in milliseconds.</summary>
    internal long BarWidth => _spansPerBar * _timeline.Width;

    /// <summary>A row of bars, the tallest as high as the row.</summary>
    /// <param name="counts">How high they are; not all 0.</param>
    /// <param name="style">What gives them their colour.</param>
    /// <param name="label">What a screen reader says of them.</param>
    internal static string Row(long[] counts, string style, string label)
    {
        var top = counts.Max();
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg role='img' class='plot' viewBox='0 0 {Width} {Height}' preserveAspectRatio='none' aria-label='{HtmlText.Attribute(label)}'><path class='{style}' d='");
        var width = (double)Width / counts.Length;
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] == 0) continue;
            // A single line among millions must still be seen.
            var height = Math.Max(2, Height * (double)counts[i] / top);
            svg.Append(CultureInfo.InvariantCulture, $"M{i * width:F1} {Height}v{-height:F1}h{Math.Max(1, width - 1):F1}v{height:F1}z");
        }
        return svg.Append("'/></svg>\n").ToString();
    }

    /// <summary>The axis of time under the rows.</summary>
    /// <param name="zone">Zone of its times.</param>
    internal string Axis(TimeZoneInfo zone) =>
        $"<p class='axis'>{string.Concat(new[] { 0, Lines.Length / 2, Lines.Length - 1 }.Select(at => $"<span>{Shown.Time(_timeline.Start + (at * BarWidth), zone)}</span>"))}</p>\n";

    private long[] Sums(ReadOnlySpan<long> counts)
    {
        var sums = new long[(counts.Length + _spansPerBar - 1) / _spansPerBar];
        for (var i = 0; i < counts.Length; i++) sums[i / _spansPerBar] += counts[i];
        return sums;
    }
}
