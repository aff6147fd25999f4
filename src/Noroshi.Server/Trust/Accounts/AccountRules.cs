using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Trust.Accounts;

/// <summary>What an e-mail address, a name and a password must be. Length, not composition, makes a password (NIST SP 800-63B section 5.1.1.2).</summary>
internal static class AccountRules
{
    internal const int ShortestPassword = 12;
    internal const int LongestPassword = 200;
    private const int LongestName = 100;
    private const int FewestCharacters = 5;

    private static readonly SearchValues<char> _notInAddresses = SearchValues.Create(" \t\r\n<>\",;()");

    // Long enough to pass the length rule, and on every attacker's list.
    private static readonly FrozenSet<string> _common = new[]
    {
        "123456789012", "1234567890123", "12345678901234", "123456789123", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "1q2w3e4r5t6y", "1q2w3e4r5t6y7u", "qwertyuiop12", "qwertyuiop123", "qwertyuiopas",
        "qwertyuiop[]", "asdfghjkl123", "zxcvbnm12345", "password1234", "password12345", "password123456", "passwordpassword", "p@ssw0rd1234", "p@ssword1234", "administrator", "administrator1",
        "administrator123", "adminadmin123", "admin1234567", "welcome12345", "welcome123456", "letmein12345", "changeme1234", "changeme12345", "iloveyou1234", "sunshine1234", "princess1234", "football1234",
        "baseball1234", "superman1234", "trustno1trustno1", "correcthorsebatterystaple", "abcdefghijkl", "abcdefghijklm", "abcd12345678", "abc123456789", "a1b2c3d4e5f6", "q1w2e3r4t5y6", "sakura123456",
        "doraemon1234", "arigatou1234", "nippon123456", "japan1234567", "tokyo1234567", "noroshi12345", "noroshinoroshi",
    }.ToFrozenSet(StringComparer.Ordinal);

    internal static ImmutableArray<Fault> Email(string email) =>
        MailAddress(email) ? [] : [new Fault("NRS-T008", "email")];

    internal static ImmutableArray<Fault> Name(string name) =>
        IsLine(name, LongestName) ? [] : [new Fault("NRS-T007", "name").With("limit", Text(LongestName))];

    /// <summary>One line of text that every engine stores: not empty, no control characters, no half of a character.</summary>
    internal static bool IsLine(string text, int longest) =>
        text.Trim().Length is var length && length > 0 && length <= longest && !text.Any(char.IsControl)
        && !text.EnumerateRunes().Any(r => r == System.Text.Rune.ReplacementChar);

    internal static ImmutableArray<Fault> Password(string password, string email)
    {
        if (password.Length is < ShortestPassword or > LongestPassword)
        {
            return [new Fault("NRS-T004", "password").With("least", Text(ShortestPassword)).With("most", Text(LongestPassword))];
        }

        string folded = password.ToLowerInvariant();
        string local = email.Split('@')[0].ToLowerInvariant();
        if (_common.Contains(folded) || folded.Distinct().Count() < FewestCharacters)
        {
            return [new Fault("NRS-T005", "password")];
        }

        return local.Length >= 4 && folded.Contains(local, StringComparison.Ordinal) ? [new Fault("NRS-T006", "password")] : [];
    }

    private static bool MailAddress(string email) =>
        IsLine(email, 254) && email.Length > 2 && !email.AsSpan().ContainsAny(_notInAddresses)
        && email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == email.LastIndexOf('@') && at < email.Length - 1;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
