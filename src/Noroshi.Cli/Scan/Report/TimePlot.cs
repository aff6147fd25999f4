using System.Globalization;
using System.Text;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Cli.Scan.Report;

/// <summary>What happened when, as a drawing: bars of lines, over them failures and attacks. Drawn for the eye; the table of findings says the same in words.</summary>
internal static class TimePlot
{
    private const int Width = 960;
    private const int Height = 180;
    private const int MaxBars = 160;

    /// <param name="timeline">The counts.</param>
    /// <param name="zone">Zone of the labels.</param>
    /// <param name="label">What a screen reader says of it.</param>
    internal static string Svg(Timeline timeline, TimeZoneInfo zone, string label)
    {
        var used = Used(timeline);
        if (used == 0) return "";
        var per = ((used - 1) / MaxBars) + 1;
        var bars = (used + per - 1) / per;
        var lines = Sums(timeline.Lines[..used], per);
        var failures = Sums(timeline.Failures[..used], per);
        var attacks = Sums(timeline.Attacks[..used], per);
        var top = Math.Max(1, lines.Max());
        var notable = Math.Max(1, Math.Max(failures.Max(), attacks.Max()));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg role='img' class='plot' viewBox='0 0 {Width} {Height}' preserveAspectRatio='none' aria-label='{HtmlText.Attribute(label)}'>");
        Append(svg, lines, top, "all", bars);
        // Attacks are few beside traffic: they are drawn on their own scale, whose top is said in the legend.
        Append(svg, failures, notable, "failure", bars);
        Append(svg, attacks, notable, "attack", bars);
        svg.Append("</svg><p class='axis'>");
        foreach (var at in (int[])[0, bars / 2, bars - 1]) svg.Append(CultureInfo.InvariantCulture, $"<span>{Shown.Time(timeline.Start + (at * per * timeline.Width), zone)}</span>");
        return svg.Append("</p>").ToString();
    }

    /// <summary>The tallest bars.</summary>
    internal static (long Lines, long Failures, long Attacks) Tops(Timeline timeline)
    {
        var used = Used(timeline);
        if (used == 0) return (0, 0, 0);
        var per = ((used - 1) / MaxBars) + 1;
        return (Sums(timeline.Lines[..used], per).Max(), Sums(timeline.Failures[..used], per).Max(), Sums(timeline.Attacks[..used], per).Max());
    }

    private static int Used(Timeline timeline)
    {
        var used = Timeline.MaxSpans;
        while (used > 0 && timeline.Lines[used - 1] == 0) used--;
        return used;
    }

    private static long[] Sums(ReadOnlySpan<long> counts, int per)
    {
        var sums = new long[(counts.Length + per - 1) / per];
        for (var i = 0; i < counts.Length; i++) sums[i / per] += counts[i];
        return sums;
    }

    private static void Append(StringBuilder svg, long[] counts, long top, string style, int bars)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<path class='{style}' d='");
        var width = (double)Width / bars;
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] == 0) continue;
            // A single line among millions must still be seen.
            var height = Math.Max(2, Height * (double)counts[i] / top);
            svg.Append(CultureInfo.InvariantCulture, $"M{i * width:F1} {Height}v{-height:F1}h{Math.Max(1, width - 1):F1}v{height:F1}z");
        }
        svg.Append("'/>");
    }
}
