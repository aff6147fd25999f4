using System.Text;

namespace Noroshi.Sensor.Detectors;

/// <summary>What an account's name alone says.</summary>
internal static class AccountTraits
{
    internal static SightingFlags Of(ReadOnlySpan<byte> account)
    {
        if (account.IsEmpty || account.Length > 64) return SightingFlags.None;
        var domain = account.IndexOf((byte)'\\');
        if (domain >= 0) account = account[(domain + 1)..];
        // A name has one that it could be, or none: told by its length.
        return account.Length switch
        {
            2 => Named(account, "sa"u8, SightingFlags.Privileged),
            3 => Named(account, "ftp"u8, SightingFlags.Anonymous),
            4 => Named(account, "root"u8, SightingFlags.Privileged) | Named(account, "toor"u8, SightingFlags.Privileged),
            5 => Named(account, "guest"u8, SightingFlags.Anonymous),
            6 => Named(account, "system"u8, SightingFlags.Privileged),
            9 => Named(account, "anonymous"u8, SightingFlags.Anonymous),
            13 => Named(account, "administrator"u8, SightingFlags.Privileged),
            _ => SightingFlags.None,
        };
    }

    internal static bool IsPrivileged(string account) => (Of(Encoding.UTF8.GetBytes(account)) & SightingFlags.Privileged) != 0;

    private static SightingFlags Named(ReadOnlySpan<byte> account, ReadOnlySpan<byte> name, SightingFlags flag) =>
        name[0] == (account[0] | 0x20) && Ascii.EqualsIgnoreCase(account, name) ? flag : SightingFlags.None;
}
