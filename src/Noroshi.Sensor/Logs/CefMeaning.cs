using Noroshi.Formats.Cef;

namespace Noroshi.Sensor.Logs;

/// <summary>What kind of thing a CEF message tells of, and how it ended: its keys <c>act</c> and <c>outcome</c>, and the words of its name.</summary>
/// <remarks>CEF leaves the values to the products; the words are those that firewalls, proxies, gateways and directories write.</remarks>
internal static class CefMeaning
{
    private static readonly string[] Logins = ["login", "logon", "log in", "log on", "sign-in", "sign in", "signed in", "logged in", "authentication", "accessed"];
    private static readonly string[] Logouts = ["logout", "logoff", "log out", "log off", "signed out", "logged out"];
    private static readonly string[] Refusals = ["block", "deny", "denied", "drop", "reject", "reset", "quarantine", "prevent", "terminate"];
    private static readonly string[] Failures = ["fail", "invalid", "error", "unsuccess", "incorrect"];
    private static readonly string[] Successes = ["success", "allow", "permit", "accept", "pass"];

    internal static void Set(in CefMessage message, scoped ref LogRecord record)
    {
        CefExtension.TryFind(message.Extension, "act"u8, out var action);
        if (!CefExtension.TryFind(message.Extension, "outcome"u8, out var outcome)) CefExtension.TryFind(message.Extension, "categoryOutcome"u8, out outcome);
        var isRefused = HasAny(action, Refusals) || HasAny(outcome, Refusals);
        record.Outcome = isRefused || HasAny(outcome, Failures) || HasAny(action, Failures) ? Outcome.Failure
            : HasAny(outcome, Successes) || HasAny(action, Successes) ? Outcome.Success
            : Outcome.Unknown;
        record.Kind = KindOf(message, record, isRefused);
        if (record.Kind == RecordKind.Login) CompleteLogin(message.Name, ref record);
        if (isRefused && record.Kind == RecordKind.Alarm) record.Reason = FailureReason.Blocked;
        if (!record.Account.IsEmpty) return;
        record.Account = record.Actor;
        record.Actor = [];
    }

    private static RecordKind KindOf(in CefMessage message, in LogRecord record, bool isRefused)
    {
        if (HasAny(message.Name, Logouts)) return RecordKind.SessionClosed;
        if (HasAny(message.Name, Logins)) return RecordKind.Login;
        if (isRefused || HasAny(message.Name, Refusals)) return RecordKind.Alarm;
        if (!record.Operation.IsEmpty && !record.Target.IsEmpty) return RecordKind.Request;
        return LineScan.TryNumber(message.Severity, out var severity) && severity >= 7 ? RecordKind.Alarm : RecordKind.Other;
    }

    // A name like "User login failed" says it where no key does.
    private static void CompleteLogin(ReadOnlySpan<byte> name, scoped ref LogRecord record)
    {
        if (record.Outcome == Outcome.Unknown) record.Outcome = HasAny(name, Failures) || HasAny(name, Refusals) ? Outcome.Failure : HasAny(name, Successes) || HasAny(name, ["logged in", "signed in", "accessed"]) ? Outcome.Success : Outcome.Unknown;
        if (record.Outcome == Outcome.Failure) record.Reason = FailureReason.WrongSecret;
    }

    private static bool HasAny(ReadOnlySpan<byte> text, ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            for (var at = 0; at + word.Length <= text.Length; at++)
            {
                if (System.Text.Ascii.EqualsIgnoreCase(text.Slice(at, word.Length), word)) return true;
            }
        }
        return false;
    }
}
