using Noroshi.Sensor.Detectors.Logins;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors.Acts;

/// <summary>Acts that are told of one by one or by the hour: special log-ins, elevation, sessions, mail, file transfers, contacts. Bounded; one thread at a time.</summary>
internal sealed class ActBook
{
    private const int MostUploaded = 10_000;

    private readonly WatchSettings _settings;
    private readonly Dictionary<ulong, ulong> _uploadedBy = [];
    private readonly int _unusualDays;
    private readonly int _unusualLogIns;
    private readonly long _dormant;
    private readonly long _elevationWindow;
    private readonly long _mailWindow;
    private readonly long _mailNetworksWindow;
    private readonly long _transferWindow;
    private readonly long _longSession;
    private readonly AddressRules _rules;

    internal ActBook(WatchSettings settings)
    {
        _settings = settings;
        var unusual = settings["login.unusual"];
        _unusualDays = unusual.Number("days");
        _unusualLogIns = unusual.Number("log-ins");
        _dormant = unusual["dormant"];
        _elevationWindow = settings["elevation.failures"]["window"];
        _mailWindow = settings["mail.stolen-account"]["window"];
        _mailNetworksWindow = settings["mail.stolen-account"]["networks-window"];
        _transferWindow = settings["transfer.mass-download"]["window"];
        _longSession = settings["login.long-session"]["length"];
        _rules = new(settings);
        Elevations = new(settings.MostSources / 8);
        Senders = new(settings.MostSources / 8);
        Relays = new(settings.MostSources / 8);
        Fetchers = new(settings.MostSources / 8);
        Sessions = new(settings.MostSources / 8);
        Messages = new(settings.MostSources / 8);
        Relaying = new(settings, _rules);
    }

    internal Tally Privileged { get; } = new();

    internal Tally Anonymous { get; } = new();

    internal Tally Outside { get; } = new();

    internal Tally OffHours { get; } = new();

    internal Tally Dormant { get; } = new();

    internal Tally Unusual { get; } = new();

    internal Tally LongSessions { get; } = new();

    internal Tally Uploads { get; } = new();

    internal Tally AnonymousUploads { get; } = new();

    /// <summary>What anonymous visitors wrote, renamed or removed, programs left out.</summary>
    internal Tally AnonymousWrites { get; } = new();

    /// <summary>Fetches of a program or script by somebody else than who sent it up.</summary>
    internal Tally Spread { get; } = new();

    internal Tally Contacts { get; } = new();

    /// <summary>The longest silence of an account that then logged in.</summary>
    internal long LongestDormancy { get; private set; }

    /// <summary>The longest session.</summary>
    internal long LongestSession { get; private set; }

    internal KeyTable<Actor> Elevations { get; }

    internal KeyTable<Actor> Senders { get; }

    internal KeyTable<Actor> Relays { get; }

    /// <summary>Mail that was taken from strangers and handed on.</summary>
    internal RelayBook Relaying { get; }

    internal KeyTable<Actor> Fetchers { get; }

    private KeyTable<OpenSession> Sessions { get; }

    private KeyTable<QueuedMessage> Messages { get; }

    /// <summary>First and last time at which mail was spoken of.</summary>
    internal (long First, long Last) MailTimes { get; private set; } = (long.MaxValue, long.MinValue);

    /// <summary>A log-in that succeeded; the account is as it was before.</summary>
    internal void LoggedIn(in Sighting sighting, in LoginAccount account, string source, ulong network, in SightingTexts texts)
    {
        if (sighting.Source == 0) return;
        if ((sighting.Flags & SightingFlags.Privileged) != 0) Privileged.Add(in sighting, source, network, account.Name, in texts);
        if ((sighting.Flags & SightingFlags.Anonymous) != 0) Anonymous.Add(in sighting, source, network, account.Name, in texts);
        if (_rules.IsOutside(network, texts.Bytes(sighting.SourceText))) Outside.Add(in sighting, source, network, account.Name, in texts);
        if (_settings.Hours is { } hours && !hours.Includes(sighting.Time)) OffHours.Add(in sighting, source, network, account.Name, in texts);
        if (account.Successes > 0 && sighting.Time != LogRecord.NoTime) Compare(in sighting, in account, source, network, in texts);
    }

    private void Compare(in Sighting sighting, in LoginAccount account, string source, ulong network, in SightingTexts texts)
    {
        if (account.LastSuccess != LogRecord.NoTime && sighting.Time - account.LastSuccess >= _dormant)
        {
            Dormant.Add(in sighting, source, network, account.Name, in texts);
            LongestDormancy = Math.Max(LongestDormancy, sighting.Time - account.LastSuccess);
        }
        if (account.Habits is not { } habits || habits.Days < _unusualDays || account.Successes < _unusualLogIns) return;
        if (!habits.Knows(network) && habits.Around(sighting.Time) == 0) Unusual.Add(in sighting, source, network, account.Name, in texts);
    }

    internal void Elevate(in Sighting sighting, in SightingTexts texts)
    {
        if (sighting.Outcome != Outcome.Failure) return;
        var hasActor = sighting.Actor != 0;
        var key = hasActor ? sighting.Actor : sighting.Account;
        if (key == 0) return;
        ref var actor = ref Elevations.Touch(Keys.Pair(key, sighting.Host), out _);
        for (var i = 0; i < sighting.Count; i++) actor.Window.Add(sighting.Time, _elevationWindow);
        (actor.Tally ??= new()).Add(in sighting, texts.String(sighting.SourceText), 0, texts.String(hasActor ? sighting.ActorText : sighting.AccountText), in texts);
    }

    internal void FetchSession(in Sighting sighting) => Sessions.FetchSlot(SessionOf(in sighting));

    private static ulong SessionOf(in Sighting sighting) => Keys.Pair(Keys.Pair(sighting.Session, sighting.Host), Keys.Pair(sighting.Service, sighting.Account));

    internal void Session(in Sighting sighting, in SightingTexts texts)
    {
        if (sighting.Session == 0 || sighting.Time == LogRecord.NoTime) return;
        var key = SessionOf(in sighting);
        if (sighting.Kind == RecordKind.SessionOpened)
        {
            Sessions.Touch(key, out _).Since = sighting.Time;
            return;
        }
        ref var open = ref Sessions.Find(key);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref open)) return;
        var length = sighting.Time - open.Since;
        Sessions.Drop(key);
        if (length < _longSession) return;
        LongSessions.Add(in sighting, texts.String(sighting.SourceText), 0, texts.String(sighting.AccountText), in texts);
        LongestSession = Math.Max(LongestSession, length);
    }

    internal void Mail(in Sighting sighting, in SightingTexts texts)
    {
        if (sighting.Reason == FailureReason.RelayDenied && sighting.Source != 0)
        {
            ref var relay = ref Relays.Touch(sighting.Source, out _);
            relay.Window.Add(sighting.Time, _mailWindow);
            (relay.Tally ??= new()).Add(in sighting, texts.String(sighting.SourceText), NetworkOf(in sighting, in texts), "", in texts);
        }
        else if (sighting.Account != 0 && sighting.Outcome != Outcome.Failure) Send(in sighting, in texts);
        else if (sighting.Session == 0 || sighting.Outcome == Outcome.Unknown) return;
        else if (sighting.Source != 0 && sighting.Outcome == Outcome.Success) Receive(in sighting, in texts);
        else if (sighting.Target != 0) Deliver(in sighting, in texts);
    }

    private ulong NetworkOf(in Sighting sighting, in SightingTexts texts) => sighting.Source == 0 ? 0 : SourceNetwork.Of(texts.Bytes(sighting.SourceText), _settings.Seed);

    /// <summary>An account logged in to send mail; its message has a number where the server gives it one by then.</summary>
    internal void MailLogin(in Sighting sighting, in SightingTexts texts)
    {
        if (sighting.Account == 0) return;
        if (sighting.Session != 0) Messages.Touch(Keys.Pair(sighting.Session, sighting.Host), out _).Account = sighting.Account;
        Send(in sighting, in texts);
    }

    /// <summary>A message came in without a log-in, or comes back from a content filter and is still of whoever brought it.</summary>
    private void Receive(in Sighting sighting, in SightingTexts texts)
    {
        ulong stranger;
        if (sighting.Target == 0) stranger = Relaying.Receive(in sighting, in texts);
        else
        {
            ref var before = ref Messages.Find(Keys.Pair(sighting.Target, sighting.Host));
            stranger = System.Runtime.CompilerServices.Unsafe.IsNullRef(ref before) ? 0 : before.Stranger;
        }
        if (stranger == 0) return;
        ref var message = ref Messages.Touch(Keys.Pair(sighting.Session, sighting.Host), out _);
        // Sendmail tells of the log-in in a line of its own.
        if (message.Account == 0) message.Stranger = stranger;
    }

    /// <summary>A message went to a recipient, or was refused there: tries that will be repeated do not count.</summary>
    private void Deliver(in Sighting sighting, in SightingTexts texts)
    {
        ref var message = ref Messages.Find(Keys.Pair(sighting.Session, sighting.Host));
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref message)) return;
        if (message.Stranger != 0)
        {
            Relaying.Deliver(message.Stranger, in sighting, in texts);
            return;
        }
        ref var sender = ref Senders.Find(message.Account);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref sender)) return;
        sender.Recipients.Add(sighting.Time, _mailWindow);
        sender.RecipientCount++;
    }

    /// <summary>An account sends, or logs in where mail is sent.</summary>
    private void Send(in Sighting sighting, in SightingTexts texts)
    {
        var network = NetworkOf(in sighting, in texts);
        if (sighting.Time != LogRecord.NoTime) MailTimes = (Math.Min(MailTimes.First, sighting.Time), Math.Max(MailTimes.Last, sighting.Time));
        ref var sender = ref Senders.Touch(sighting.Account, out _);
        sender.Window.Add(sighting.Time, _mailWindow);
        sender.Day.Add(sighting.Time, 24 * _mailWindow);
        if (network != 0) sender.AddNetwork(network, sighting.Time, _mailNetworksWindow);
        (sender.Tally ??= new()).Add(in sighting, texts.String(sighting.SourceText), network, texts.String(sighting.AccountText), in texts);
    }

    /// <summary>A file went up or down.</summary>
    /// <returns>Whether it was a program or script that went up.</returns>
    internal bool Transfer(in Sighting sighting, in SightingTexts texts)
    {
        if (sighting.Outcome == Outcome.Failure) return false;
        var (source, account) = (texts.String(sighting.SourceText), texts.String(sighting.AccountText));
        var isAnonymous = (sighting.Flags & SightingFlags.Anonymous) != 0;
        if ((sighting.Flags & (SightingFlags.Upload | SightingFlags.Changes)) != 0)
        {
            if ((sighting.Flags & SightingFlags.Executable) == 0)
            {
                if (isAnonymous) AnonymousWrites.Add(in sighting, source, 0, account, in texts);
                return false;
            }
            (isAnonymous ? AnonymousUploads : Uploads).Add(in sighting, source, 0, account, in texts);
            if (_uploadedBy.Count < MostUploaded) _uploadedBy.TryAdd(sighting.Name, sighting.Source);
            return true;
        }
        if ((sighting.Flags & SightingFlags.Download) == 0) return false;
        if (_uploadedBy.Count > 0 && _uploadedBy.TryGetValue(sighting.Name, out var by) && by != sighting.Source) Spread.Add(in sighting, source, 0, account, in texts);
        ref var fetcher = ref Fetchers.Touch(Keys.Pair(sighting.Source, sighting.Account), out _);
        fetcher.Window.Add(sighting.Time, _transferWindow);
        fetcher.AddBytes(sighting.Bytes, sighting.Time, _transferWindow);
        (fetcher.Tally ??= new()).Add(in sighting, source, 0, account, in texts);
        return false;
    }

    internal void Contact(in Sighting sighting, in SightingTexts texts) =>
        Contacts.Add(in sighting, texts.String(sighting.SourceText), 0, texts.String(sighting.AccountText), in texts);
}
