using System.Diagnostics;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Cli.Scan.Follow;

/// <summary><c>scan --follow</c>: what is new is told when it appears, until somebody ends it.</summary>
/// <param name="run">What reads.</param>
/// <param name="tell">Tells a finding.</param>
internal sealed class Following(FollowRun run, Action<Finding> tell)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Judging takes at most this share of the time, however much is remembered.</summary>
    private const int JudgingShare = 10;

    private readonly FindingNews _news = new();
    private readonly Stopwatch _sinceJudged = new();
    private TimeSpan _judging;
    private bool _isUnjudged;

    internal void Run(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            Step(ct);
            ct.WaitHandle.WaitOne(_pause);
        }
        Judge();
    }

    /// <summary>Reads what there is, and judges when enough time has gone by.</summary>
    internal void Step(CancellationToken ct)
    {
        _isUnjudged |= run.Read(ct);
        if (_isUnjudged && !ct.IsCancellationRequested && (!_sinceJudged.IsRunning || _sinceJudged.Elapsed >= _judging * JudgingShare)) Judge();
    }

    /// <summary>Tells what is new.</summary>
    internal void Judge()
    {
        var clock = Stopwatch.StartNew();
        foreach (var finding in _news.Of(run.Findings())) tell(finding);
        _isUnjudged = false;
        _judging = clock.Elapsed;
        _sinceJudged.Restart();
    }
}
