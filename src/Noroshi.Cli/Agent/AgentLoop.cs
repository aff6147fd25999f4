using Noroshi.Cli.Scan;
using Noroshi.Cli.Scan.Follow;
using Noroshi.Cli.Scan.Send;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Cli.Agent;

/// <summary>The agent's one thread: reads what is appended, writes down what is found, sends what waits.</summary>
/// <param name="run">What reads.</param>
/// <param name="state">Its folder.</param>
/// <param name="sender">What sends.</param>
/// <param name="documentOf">A finding as a draft; null when it must not be made without a lawful basis.</param>
/// <param name="settings">How far back, and whose clock.</param>
internal sealed class AgentLoop(FollowRun run, AgentState state, Sender sender, Func<Finding, System.Text.Json.Nodes.JsonObject?> documentOf, AgentSettings settings)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _betweenPlaces = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan _lastWait = TimeSpan.FromSeconds(5);

    private DateTimeOffset _placesAt = DateTimeOffset.MinValue;
    private long _knownOnlyBefore = long.MinValue;
    private bool _isDirty;
    private Following? _following;

    /// <summary>Set when a finding needs a lawful basis that was not given: the agent must end.</summary>
    internal bool LacksBasis { get; private set; }

    /// <summary>Runs until it is told to end.</summary>
    internal void Run(CancellationToken ct)
    {
        Begin();
        while (!ct.IsCancellationRequested && !LacksBasis)
        {
            Step(ct);
            ct.WaitHandle.WaitOne(_pause);
        }
        End();
    }

    /// <summary>Goes on where the folder says. What an agent that is new finds in lines older than it looks back is known, not sent.</summary>
    internal void Begin()
    {
        _following = new(run, Consider);
        if (state.IsNew) _knownOnlyBefore = (settings.Time.GetUtcNow() - settings.Back).ToUnixTimeMilliseconds();
        foreach (var gone in run.Resume(state.PlacesBefore(settings.Back))) settings.Note(new Fault("NRS-X133", gone));
    }

    /// <summary>One look.</summary>
    internal void Step(CancellationToken ct)
    {
        _following!.Step(ct);
        Settle();
        if (ct.IsCancellationRequested || LacksBasis) return;
        _knownOnlyBefore = long.MinValue;
        sender.Step(ct);
        KeepPlaces(isDue: settings.Time.GetUtcNow() - _placesAt >= _betweenPlaces);
    }

    /// <summary>Writes down everything that has been seen.</summary>
    internal void End()
    {
        if (!LacksBasis) _following!.Judge();
        Settle();
        sender.End(_lastWait);
        KeepPlaces(isDue: !LacksBasis);
    }

    private void Consider(Finding finding)
    {
        var journal = state.Journal;
        if (LacksBasis || (journal.Find(finding) is { } entry && !entry.IsWorse(finding))) return;
        var isOld = Sensor.Logs.LogTime.IsRepresentable(finding.Last) && finding.Last < _knownOnlyBefore;
        var document = isOld ? null : documentOf(finding);
        if (document is null && !isOld)
        {
            LacksBasis = true;
            return;
        }
        journal.Found(finding, document, settings.Time.GetUtcNow().ToUnixTimeMilliseconds());
        _isDirty = true;
    }

    private void Settle()
    {
        if (!_isDirty) return;
        state.Journal.Flush();
        _isDirty = false;
    }

    private void KeepPlaces(bool isDue)
    {
        if (!isDue) return;
        // The journal first: places that are ahead of it could hide a finding.
        state.Journal.Seen(run.Findings());
        state.Journal.Flush();
        _placesAt = settings.Time.GetUtcNow();
        state.Keep(run.Places, _placesAt, settings.Back);
    }
}

/// <summary>How an agent runs.</summary>
/// <param name="Back">How far back lines are read again after a restart.</param>
/// <param name="Time">The clock.</param>
/// <param name="Note">Told what somebody should know.</param>
internal sealed record AgentSettings(TimeSpan Back, TimeProvider Time, Action<Fault> Note);
