using System.Collections.Immutable;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors;

/// <summary>
/// Watches all lines of a run, block by block in file order, and says at any moment what they amount to: few findings, successes first. Its memory is bounded whatever the input.
/// One thread at a time, but not always the same.
/// </summary>
public sealed class Watch
{
    private const long DayMs = 86_400_000;
    private const int MostUploaded = 100_000;

    // So many lines ahead what is remembered is fetched: first where it is found, then itself, then what it refers to.
    private const int SlotAhead = 12;
    private const int EntryAhead = 6;
    private const int HabitsAhead = 3;

    private readonly WatchSettings _settings;
    private readonly WatchBooks _books;
    private readonly KnownTexts _known = new();

    /// <summary>A watch that has seen nothing yet.</summary>
    /// <param name="settings">Thresholds and what only the organisation knows.</param>
    public Watch(WatchSettings settings)
    {
        _settings = settings;
        _books = new(settings);
    }

    /// <summary>Hears of lines that may come to prove something; null for nobody.</summary>
    public LineNoted? Noted { get; init; }

    /// <summary>Lines taken.</summary>
    public long Lines { get; private set; }

    /// <summary>Takes a block's sightings. Blocks of a file come in the file's order; files come one after the other.</summary>
    /// <param name="block">The block that was read; no longer needed afterwards.</param>
    /// <param name="sightings">Its sightings.</param>
    /// <param name="place">Where the block stands.</param>
    public void Take(ReadOnlySpan<byte> block, SightingBlock sightings, BlockPlace place)
    {
        Lines += sightings.Lines;
        SightingTexts texts = new(block, sightings.Own, place, _known, Noted);
        var all = sightings.Sightings;
        for (var i = 0; i < all.Length; i++)
        {
            ref readonly var sighting = ref all[i];
            FetchAhead(all[i..]);
            if ((sighting.Flags & SightingFlags.Listed) != 0) _books.Acts.Contact(in sighting, in texts);
            if (sighting.Kind == RecordKind.Request) _books.Requests.See(in sighting, sightings, in texts);
            else if (sighting.Kind is RecordKind.Login or RecordKind.Connection)
            {
                _books.Logins.See(in sighting, in texts);
                if ((sighting.Flags & SightingFlags.MailLogin) != 0 && sighting.Outcome == Outcome.Success) _books.Acts.MailLogin(in sighting, in texts);
            }
            else TakeAct(in sighting, in texts);
        }
        _books.Clock.See(sightings.Times, place);
        _books.Matches?.See(sightings.Matches, in texts);
    }

    /// <summary>What is remembered of the sources of the next lines, which is seldom near the processor.</summary>
    private void FetchAhead(ReadOnlySpan<Sighting> rest)
    {
        if (rest.Length <= EntryAhead) return;
        ref readonly var near = ref rest[EntryAhead];
        ref readonly var far = ref rest[Math.Min(SlotAhead, rest.Length - 1)];
        if (near.Kind == RecordKind.Request) _books.Requests.FetchEntries(in near);
        else if (near.Kind == RecordKind.Login) _books.Logins.FetchEntries(in near);
        ref readonly var next = ref rest[HabitsAhead];
        if (next.Kind == RecordKind.Login) _books.Logins.FetchHabits(in next);
        if (far.Kind == RecordKind.Request) _books.Requests.FetchSlots(in far);
        else if (far.Kind == RecordKind.Login) _books.Logins.FetchSlots(in far);
        else if (far.Kind is RecordKind.SessionOpened or RecordKind.SessionClosed) _books.Acts.FetchSession(in far);
    }

    /// <summary>Says that there are no more lines, which decides what only an end can decide: correlations that ask for few events.</summary>
    public void Complete() => _books.Matches?.Complete();

    /// <summary>What a reader of the findings must know of the watching itself.</summary>
    public ImmutableArray<WatchNote> Notes()
    {
        List<WatchNote> notes = [];
        var sources = _books.Logins.Sources.Forgotten + _books.Requests.Sources.Forgotten + _books.Forms.Sources.Forgotten;
        if (sources > 0) notes.Add(new("sources-forgotten", sources));
        if (_books.Logins.Accounts.Forgotten is > 0 and var accounts) notes.Add(new("accounts-forgotten", accounts));
        var (first, last) = (_books.Logins.First, _books.Logins.Last);
        if (first != LogRecord.NoTime && (last - first) / DayMs is var days && days < _settings["login.unusual"]["days"]) notes.Add(new("history-too-short", days));
        if (_books.Matches is { Forgotten: > 0 } matches) notes.Add(new("groups-forgotten", matches.Forgotten));
        return [.. notes];
    }

    /// <summary>The accounts that logged in, the longest unseen first; and those that exist but never did.</summary>
    /// <param name="existing">Accounts known to exist, from elsewhere; empty when nothing is known.</param>
    public ImmutableArray<AccountLine> Accounts(IEnumerable<string> existing) => AccountHistory.Of(_books, existing);

    private void TakeAct(in Sighting sighting, in SightingTexts texts)
    {
        switch (sighting.Kind)
        {
            case RecordKind.Elevation: _books.Acts.Elevate(in sighting, in texts); break;
            case RecordKind.SessionOpened or RecordKind.SessionClosed: _books.Acts.Session(in sighting, in texts); break;
            case RecordKind.Mail: _books.Acts.Mail(in sighting, in texts); break;
            case RecordKind.Transfer when _books.Acts.Transfer(in sighting, in texts) && _books.Requests.Uploaded.Count < MostUploaded: _books.Requests.Uploaded.Add(sighting.Name); break;
        }
    }

    /// <summary>What was seen until now, the most important first. May be asked again and again; a finding keeps its <see cref="Finding.Id"/>.</summary>
    public ImmutableArray<Finding> Findings()
    {
        _books.BeginJudging();
        FindingList findings = new();
        foreach (var detector in DetectorList.All)
        {
            if (!_settings.Without.Contains(detector.Id)) detector.Find(_books, _settings[detector.Id], findings);
        }
        _books.Matches?.Find(_books, findings);
        return findings.Ordered();
    }
}
