using System.Runtime.CompilerServices;
using Noroshi.Sensor.Detectors.Acts;
using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>All log-ins, tried and done, by source and by account. Bounded; one thread at a time.</summary>
internal sealed class LoginBook
{
    // One try may be told by several lines: sshd's own two, PAM's, a repeated-message line.
    private const long SameTryMs = 3000;
    private const int EvidenceFrom = 3;
    private const int MostMoments = 10_000;

    private readonly long _fastWindow;
    private readonly int _typingErrors;
    private readonly ulong _seed;
    private readonly ActBook _acts;
    private readonly KeyTable<PairSeen> _pairs;

    internal LoginBook(WatchSettings settings, ActBook acts)
    {
        _acts = acts;
        _fastWindow = settings["login.brute-force"]["window"];
        _typingErrors = settings["login.success-after-failures"].Number("typing-errors");
        _seed = settings.Seed;
        Sources = new(settings.MostSources);
        Accounts = new(settings.MostSources);
        _pairs = new(settings.MostSources / 2);
    }

    internal KeyTable<LoginSource> Sources { get; }

    internal KeyTable<LoginAccount> Accounts { get; }

    /// <summary>Successes that failures of the same source came before, in file order.</summary>
    internal List<LoginMoment> Moments { get; } = [];

    internal long First { get; private set; } = LogRecord.NoTime;

    internal long Last { get; private set; } = LogRecord.NoTime;

    internal void FetchSlots(in Sighting sighting)
    {
        Sources.FetchSlot(sighting.Source);
        Accounts.FetchSlot(sighting.Account);
        if (sighting.Outcome == Outcome.Success) _pairs.FetchSlot(Keys.Pair(sighting.Source, sighting.Account));
    }

    internal void FetchEntries(in Sighting sighting)
    {
        Sources.FetchEntry(sighting.Source);
        Accounts.FetchEntry(sighting.Account);
    }

    /// <summary>What a success is compared with lies one step further than the account.</summary>
    internal void FetchHabits(in Sighting sighting)
    {
        if (sighting.Outcome != Outcome.Success) return;
        ref var account = ref Accounts.Nearby(sighting.Account);
        if (!Unsafe.IsNullRef(ref account)) account.Habits?.Fetch();
        _pairs.FetchEntry(Keys.Pair(sighting.Source, sighting.Account));
    }

    internal void See(in Sighting sighting, in SightingTexts texts)
    {
        if (sighting.Time != LogRecord.NoTime)
        {
            if (First == LogRecord.NoTime || sighting.Time < First) First = sighting.Time;
            if (Last == LogRecord.NoTime || sighting.Time > Last) Last = sighting.Time;
        }
        if (sighting.Outcome == Outcome.Success) Succeed(in sighting, in texts);
        else if (sighting.Outcome == Outcome.Failure) Fail(in sighting, in texts);
    }

    private void Fail(in Sighting sighting, in SightingTexts texts)
    {
        if (sighting.Source != 0)
        {
            ref var source = ref SourceOf(in sighting, in texts);
            if (IsSameTry(ref source, in sighting)) return;
            var line = texts.Line(in sighting);
            for (var i = 0; i < sighting.Count; i++) FailOf(ref source, in sighting, in line);
        }
        if (sighting.Account != 0) FailAccount(in sighting, in texts);
    }

    private void FailOf(ref LoginSource source, in Sighting sighting, in LineRef line)
    {
        source.Miss(sighting.Account, sighting.Time);
        if (source.Tries++ == 0)
        {
            source.FirstTry = sighting.Time;
            source.FirstLine = line;
        }
        source.LastTry = sighting.Time;
        if (sighting.Reason == FailureReason.UnknownAccount) source.UnknownAccountTries++;
        if ((sighting.Flags & SightingFlags.Privileged) != 0) source.PrivilegedTries++;
        if (sighting.Account != 0) source.Accounts.Add(sighting.Account);
        source.Hosts.Add(sighting.Host);
        source.Fast.Add(sighting.Time, _fastWindow);
        if (source.Tries < EvidenceFrom) return;
        source.Evidence ??= new();
        source.Evidence.Add(in line);
        source.Evidence.AddAccount(sighting.Account);
    }

    private static bool IsSameTry(ref LoginSource source, in Sighting sighting)
    {
        var tag = 1u << (((sighting.Format * 13) + (int)sighting.Kind) & 31);
        var isSame = source.Tries > 0
            && (source.LastTryAccount == sighting.Account || sighting.Account == 0 || source.LastTryAccount == 0)
            && (ulong)(sighting.Time - source.LastTry) <= SameTryMs
            && (source.LastTryTags & tag) == 0;
        source.LastTryTags = isSame ? source.LastTryTags | tag : tag;
        if (!isSame || source.LastTryAccount == 0) source.LastTryAccount = sighting.Account;
        return isSame;
    }

    private void FailAccount(in Sighting sighting, in SightingTexts texts)
    {
        ref var account = ref AccountOf(in sighting, in texts);
        var line = texts.Line(in sighting);
        if (account.Tries++ == 0)
        {
            account.FirstTry = sighting.Time;
            account.FirstTryLine = line;
        }
        account.LastTry = sighting.Time;
        account.LastTryLine = line;
        account.FailingSources.Add(sighting.Source);
    }

    private void Succeed(in Sighting sighting, in SightingTexts texts)
    {
        if (sighting.Account == 0) return;
        ref var account = ref AccountOf(in sighting, in texts);
        var network = 0UL;
        if (sighting.Source != 0)
        {
            ref var source = ref SourceOf(in sighting, in texts);
            network = source.Network;
            SucceedOf(ref source, in account, in sighting, in texts);
            _acts.LoggedIn(in sighting, in account, source.Name, network, in texts);
            account.LastSource = source.Name;
        }
        if (account.Successes++ == 0) account.FirstSuccess = sighting.Time;
        account.LastSuccess = sighting.Time;
        account.LastService = texts.Known(sighting.ServiceText);
        account.Habits ??= new();
        account.Habits.Add(network, sighting.Time);
    }

    private void SucceedOf(ref LoginSource source, in LoginAccount account, in Sighting sighting, in SightingTexts texts)
    {
        _pairs.Touch(Keys.Pair(sighting.Source, sighting.Account), out var isNew);
        var isAtHome = !isNew || account.Habits is { IsEverywhere: false } habits && habits.Knows(source.Network);
        var onAccount = source.Pending(sighting.Account);
        // Somebody at home who wrote an old password for a day is still at home, unless it was done at a program's speed.
        var isTyping = onAccount <= _typingErrors || (isAtHome && source.AccountCount <= 1 && source.Fast.Peak <= 2 * _typingErrors);
        if (isTyping) source.Excuse(sighting.Account);
        var failures = source.Failures;
        if (failures > 0 && !(isAtHome && isTyping) && failures > 2 * source.GoodSuccesses) Suspect(ref source, in account, in sighting, in texts, onAccount, isAtHome);
        if (source.Successes++ == 0) source.FirstSuccess = sighting.Time;
        source.LastSuccess = sighting.Time;
    }

    private void Suspect(ref LoginSource source, in LoginAccount account, in Sighting sighting, in SightingTexts texts, int onAccount, bool isAtHome)
    {
        source.Suspicious++;
        var line = texts.Line(in sighting);
        source.Evidence?.AddDecisive(in line);
        if (Moments.Count >= MostMoments || source.Suspicious > 8) return;
        Moments.Add(new(
            sighting.Source, source.Name, sighting.Account, account.Name, source.ServiceName, source.HostName,
            sighting.Time, source.FirstTry, source.Failures, onAccount, source.AccountCount, isAtHome, source.FirstLine, line));
    }

    private ref LoginSource SourceOf(in Sighting sighting, in SightingTexts texts)
    {
        ref var source = ref Sources.Touch(sighting.Source, out var isNew);
        if (!isNew) return ref source;
        source.Name = texts.String(sighting.SourceText);
        source.Network = SourceNetwork.Of(texts.Bytes(sighting.SourceText), _seed);
        source.Service = sighting.Service;
        source.ServiceName = texts.Known(sighting.ServiceText);
        source.HostName = texts.Known(sighting.HostText);
        source.FirstTry = source.LastTry = source.FirstSuccess = source.LastSuccess = LogRecord.NoTime;
        source.FirstLine = LineRef.None;
        return ref source;
    }

    private ref LoginAccount AccountOf(in Sighting sighting, in SightingTexts texts)
    {
        ref var account = ref Accounts.Touch(sighting.Account, out var isNew);
        if (!isNew) return ref account;
        account.Name = texts.String(sighting.AccountText);
        account.IsPrivileged = (sighting.Flags & SightingFlags.Privileged) != 0;
        account.IsAnonymous = (sighting.Flags & SightingFlags.Anonymous) != 0;
        account.FirstTryLine = account.LastTryLine = LineRef.None;
        account.LastSource = account.LastService = "";
        account.FirstTry = account.LastTry = account.FirstSuccess = account.LastSuccess = LogRecord.NoTime;
        return ref account;
    }

    /// <summary>That a source logged in as an account.</summary>
    private struct PairSeen : IRemembered
    {
        public long Touched { get; set; }

        public readonly int Worth => 0;
    }
}
