using System.Runtime.CompilerServices;

namespace Noroshi.Sensor.Detectors.Logins;

/// <summary>What a source's failures look like, taken together.</summary>
internal enum LoginHabit
{
    /// <summary>Somebody who belongs here and mistypes, or too little to say.</summary>
    Harmless,

    /// <summary>A program with an old password: one existing account, again and again, as regular as a clock.</summary>
    StaleSecret,

    /// <summary>Few accounts, many passwords.</summary>
    BruteForce,

    /// <summary>Many accounts, few passwords.</summary>
    Spraying,

    /// <summary>Many names, nearly none of which exists.</summary>
    Enumeration,
}

/// <summary>Tells habits apart: those of all sources at once, since several detectors ask.</summary>
internal static class LoginHabits
{
    /// <summary>Each source's habit, by its place among the sources.</summary>
    internal static LoginHabit[] Of(WatchBooks watch)
    {
        var brute = watch.Settings["login.brute-force"];
        var spraying = watch.Settings["login.password-spraying"];
        var enumeration = watch.Settings["login.account-enumeration"];
        Limits limits = new(
            brute.Number("failures"), brute.Number("slow-failures"), brute.Number("failures-per-success"),
            spraying.Number("accounts"), spraying.Number("tries-each"), enumeration["unknown-share"], enumeration.Number("accounts"));
        var habits = new LoginHabit[watch.Logins.Sources.Count];
        for (var i = 0; i < habits.Length; i++) habits[i] = Of(watch.Logins, in limits, in watch.Logins.Sources.At(i));
        return habits;
    }

    private static LoginHabit Of(LoginBook book, in Limits limits, in LoginSource source)
    {
        if (source.Tries == 0) return LoginHabit.Harmless;
        var failures = source.Failures;
        var isFast = failures >= limits.Failures && source.Fast.Peak >= limits.Failures;
        if (!isFast && failures < limits.SlowFailures) return LoginHabit.Harmless;
        // An office behind one address fails often and gets in more often.
        if (source.GoodSuccesses > 0 && failures <= limits.FailuresPerSuccess * source.GoodSuccesses) return LoginHabit.Harmless;
        if (IsStale(book, in source)) return LoginHabit.StaleSecret;
        var accounts = source.AccountCount;
        if (accounts < limits.SprayedAccounts || accounts * limits.TriesEach < failures) return LoginHabit.BruteForce;
        return source.UnknownAccountTries * 100L >= limits.UnknownShare * failures && accounts >= limits.SearchedAccounts ? LoginHabit.Enumeration : LoginHabit.Spraying;
    }

    private static bool IsStale(LoginBook book, in LoginSource source)
    {
        if (source.AccountCount > 1 || source.PrivilegedTries > 0 || source.UnknownAccountTries > 0 || source.Regular * 2 < source.Tries) return false;
        ref var account = ref book.Accounts.Find(source.LastTryAccount);
        return !Unsafe.IsNullRef(ref account) && account.IsKnown;
    }

    private readonly record struct Limits(int Failures, int SlowFailures, int FailuresPerSuccess, int SprayedAccounts, int TriesEach, long UnknownShare, int SearchedAccounts);
}
