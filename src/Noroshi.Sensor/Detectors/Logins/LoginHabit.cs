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

/// <summary>Tells habits apart.</summary>
internal static class LoginHabits
{
    internal static LoginHabit Of(WatchBooks watch, in LoginSource source)
    {
        var brute = watch.Settings["login.brute-force"];
        var failures = source.Failures;
        var isFast = failures >= brute.Number("failures") && source.Fast.Peak >= brute.Number("failures");
        if (!isFast && failures < brute.Number("slow-failures")) return LoginHabit.Harmless;
        // An office behind one address fails often and gets in more often.
        if (source.GoodSuccesses > 0 && failures <= brute.Number("failures-per-success") * source.GoodSuccesses) return LoginHabit.Harmless;
        if (IsStale(watch, in source)) return LoginHabit.StaleSecret;
        var accounts = source.AccountCount;
        if (accounts < watch.Settings["login.password-spraying"].Number("accounts") || accounts * watch.Settings["login.password-spraying"].Number("tries-each") < failures) return LoginHabit.BruteForce;
        var enumeration = watch.Settings["login.account-enumeration"];
        return source.UnknownAccountTries * 100L >= enumeration["unknown-share"] * failures && accounts >= enumeration.Number("accounts") ? LoginHabit.Enumeration : LoginHabit.Spraying;
    }

    private static bool IsStale(WatchBooks watch, in LoginSource source)
    {
        if (source.AccountCount > 1 || source.PrivilegedTries > 0 || source.UnknownAccountTries > 0 || source.Regular * 2 < source.Tries) return false;
        ref var account = ref watch.Logins.Accounts.Find(source.LastTryAccount);
        return !System.Runtime.CompilerServices.Unsafe.IsNullRef(ref account) && account.IsKnown;
    }
}
