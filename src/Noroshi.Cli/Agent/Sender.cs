using Noroshi.Cli.Api;
using Noroshi.Cli.Scan.Send;

namespace Noroshi.Cli.Agent;

/// <summary>Brings the journal's findings to the server, one at a time, beside the reading: a slow or dead server delays nothing but itself.</summary>
/// <param name="journal">What waits.</param>
/// <param name="drafts">The server.</param>
/// <param name="backoff">How long to wait after a failure.</param>
/// <param name="time">The clock.</param>
/// <param name="note">Told what went wrong, when it is something new.</param>
internal sealed class Sender(Journal journal, Drafts drafts, Backoff backoff, TimeProvider time, Action<string> note)
{
    private Task<Answer>? _running;
    private JournalEntry? _entry;
    private int _version;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private string _lastNote = "";

    /// <summary>Takes the answer that has come, and begins the next sending when it is time.</summary>
    internal void Step(CancellationToken ct)
    {
        if (_running is { IsCompleted: true }) Finish();
        if (_running is not null || time.GetUtcNow() < _notBefore || journal.NextPending() is not { } next) return;
        (_entry, _version) = (next, next.Version);
        _running = drafts.KeepAsync(Drafts.KeyOf([next.Id]), next.Document!, next.UpdatedAt, ct);
    }

    /// <summary>Waits a little for an answer that is on its way.</summary>
    internal void End(TimeSpan atMost)
    {
        try
        {
            _running?.Wait(atMost);
        }
        catch (AggregateException)
        {
            // Finish says what it was.
        }
        if (_running is { IsCompleted: true }) Finish();
    }

    private void Finish()
    {
        var (running, entry) = (_running!, _entry!);
        _running = null;
        if (!running.IsCompletedSuccessfully)
        {
            if (!running.IsCanceled) Wait(running.Exception?.GetBaseException().Message ?? "", null);
            return;
        }
        switch (running.Result)
        {
            case Answer.Given given:
                backoff.Succeeded();
                _lastNote = "";
                journal.Settle(entry, _version, Drafts.Text(given.Body?["updatedAt"]) is { Length: > 0 } at ? at : null);
                break;
            case Answer.Refused { Problem: var problem } when !CanPass(problem.Status):
                journal.Settle(entry, _version, null);
                Tell($"{problem.Code} {problem.Title} [{entry.Id}]");
                break;
            case Answer.Refused { Problem: var problem }:
                Wait($"{problem.Code} {problem.Title}", null);
                break;
            case Answer.Unavailable gone:
                Wait(gone.Reason, gone.After);
                break;
        }
    }

    /// <summary>What somebody may put right without a word from here: a token renewed, a server mended, drafts cleared away. The content itself can never be.</summary>
    private static bool CanPass(int status) => status is not (400 or 413 or 415 or 422);

    private void Wait(string why, TimeSpan? asked)
    {
        _notBefore = time.GetUtcNow() + backoff.Next(asked);
        Tell(why);
    }

    private void Tell(string what)
    {
        if (what == _lastNote) return;
        _lastNote = what;
        note(what);
    }
}
