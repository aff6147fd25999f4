using Noroshi.Cli.Scan.Report;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Tests.Cli.Scan;

public sealed class TimePlotTests : IDisposable
{
    private readonly ScanFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_FewAttacksAmongManyLines_AreSeen()
    {
        var timeline = new Timeline();
        for (var i = 0; i < 1000; i++) timeline.Add(1_000_000_000_000, isFailure: i < 40, isAttack: i < 10);
        for (var i = 0; i < 5; i++) timeline.Add(1_000_000_060_000, isFailure: false, isAttack: true);
        var plot = new TimePlot(timeline);
        Assert.Equal(60_000L, plot.BarWidth);
        Assert.Contains("v-80.0", TimePlot.Row(plot.Lines, "all", ""), StringComparison.Ordinal);
        var attacks = TimePlot.Row(plot.Attacks, "attack", "");
        Assert.Contains("v-80.0", attacks, StringComparison.Ordinal);
        Assert.Contains("v-40.0", attacks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_Plot_SaysEachRowsScaleAndLeavesOutWhatDoesNotOccur()
    {
        var page = Path.Combine(_folder.Path, "page.html");
        await TestTerminal.RunAsync(null, "scan", _folder.Write("auth.log", ScanFolder.BreakIn()), "--report", page, "--zone", "UTC");
        var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains("failures</span><span>dashed = 40 lines</span>", html, StringComparison.Ordinal);
        Assert.Contains("a scale of its own", html, StringComparison.Ordinal);
        Assert.DoesNotContain("attack-like lines", html, StringComparison.Ordinal);
    }
}
