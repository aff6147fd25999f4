using System.Collections.Frozen;

namespace Noroshi.Sensor.Logs.General;

/// <summary>The words of terms products name what happened with.</summary>
internal static class GeneralWords
{
    private const int MaxTermBytes = 64;

    private static readonly FrozenDictionary<WordKey, Outcome> Verdicts = WordKey.Table(
    [
        (Outcome.Failure, "drop dropped deny denied block blocked reject rejected alert_deny discard"),
        (Outcome.Success, "accept accepted allow allowed permit permitted pass passed"),
    ]);

    private static readonly FrozenDictionary<WordKey, bool> Nobody = WordKey.Table([(true, "n/a na null (null) none unknown undefined - -- nil <null>")]);

    private static readonly FrozenDictionary<WordKey, Sense> Terms = WordKey.Table(
    [
        (Sense.Login, "login logon signin auth authn authentication authenticate authentications password credential credentials authenticationfailure"),
        (Sense.Login | Sense.Done, "authenticated loggedin signedin"),
        (Sense.Login | Sense.Fail, "loginfailed loginfailure authfail authfailed authfailure"),
        (Sense.Fail, "fail fails failed failure failures invalid incorrect wrong bad error unsuccessful rejected reject refused false fraud ng unauthenticated"),
        (Sense.Fail | Sense.Barred, "denied deny blocked block unauthorized forbidden locked disabled"),
        (Sense.Done, "success successful succeeded succeed successfully ok accepted accept granted passed pass allowed allow approved true"),
        (Sense.Not, "not un"),
        (Sense.Veto, "logout logoff signout reset change changed changes update updated create created delete deleted policy setting settings config configuration count counter page view list enable enabled expired expire lockout request requested register registered registration challenge link unlink"),
    ]);

    /// <summary>What a term of a few words says: <c>UserLoginFailed</c>, <c>LOGIN_FAILURE</c>, <c>user.session.start</c>.</summary>
    internal static Sense OfName(ReadOnlySpan<byte> value)
    {
        var sense = Sense.None;
        if (value.Length > MaxTermBytes) return sense;
        for (var at = 0; at < value.Length;)
        {
            if (!char.IsAsciiLetter((char)value[at]))
            {
                at++;
                continue;
            }
            var length = 1;
            while (at + length < value.Length && char.IsAsciiLetter((char)value[at + length]) && !IsHump(value, at + length)) length++;
            sense |= OfTerm(value.Slice(at, length), value[(at + length)..]);
            at += length;
        }
        return sense;
    }

    private static bool IsHump(ReadOnlySpan<byte> value, int at) => char.IsAsciiLetterUpper((char)value[at]) && (char.IsAsciiLetterLower((char)value[at - 1]) || (at + 1 < value.Length && char.IsAsciiLetterLower((char)value[at + 1])));

    /// <summary>Whether a value stands for no account.</summary>
    internal static bool IsNobody(ReadOnlySpan<byte> value) => WordKey.TryOf(value, out var key) && Nobody.ContainsKey(key);

    /// <summary>What one word of a term contributes, by what follows it too: <c>UserLoggedIn</c>, <c>session.start</c>.</summary>
    internal static Sense OfTerm(ReadOnlySpan<byte> word, ReadOnlySpan<byte> after)
    {
        var next = after.TrimStart(" _-./"u8);
        if (Is(word, "logged"u8) || Is(word, "signed"u8)) return Begins(next, "in"u8) || Begins(next, "on"u8) ? Sense.Login | Sense.Done : Sense.Veto;
        if (Is(word, "log"u8) || Is(word, "sign"u8)) return Begins(next, "in"u8) || Begins(next, "on"u8) ? Sense.Login : Begins(next, "out"u8) || Begins(next, "off"u8) ? Sense.Veto : Sense.None;
        if (Is(word, "session"u8)) return Begins(next, "start"u8) || Begins(next, "begin"u8) ? Sense.Login : Sense.None;
        return WordKey.TryOf(word, out var key) && Terms.TryGetValue(key, out var sense) ? sense : Sense.None;
    }

    /// <summary>A packet filter's verdict of one word.</summary>
    internal static Outcome Verdict(ReadOnlySpan<byte> value) => WordKey.TryOf(value, out var key) && Verdicts.TryGetValue(key, out var verdict) ? verdict : Outcome.Unknown;

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> lower) => System.Text.Ascii.EqualsIgnoreCase(word, lower);

    private static bool Begins(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) => text.Length >= lower.Length && Is(text[..lower.Length], lower) && (text.Length == lower.Length || !char.IsAsciiLetterLower((char)text[lower.Length]));
}
