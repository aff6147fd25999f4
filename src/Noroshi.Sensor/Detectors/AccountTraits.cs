using System.Text;

namespace Noroshi.Sensor.Detectors;

/// <summary>What an account's name alone says.</summary>
internal static class AccountTraits
{
    private static readonly byte[][] Privileged = ["root"u8.ToArray(), "administrator"u8.ToArray(), "toor"u8.ToArray(), "sa"u8.ToArray(), "system"u8.ToArray()];
    private static readonly byte[][] Anonymous = ["anonymous"u8.ToArray(), "ftp"u8.ToArray(), "guest"u8.ToArray()];

    internal static SightingFlags Of(ReadOnlySpan<byte> account)
    {
        if (account.IsEmpty || account.Length > 64) return SightingFlags.None;
        var domain = account.IndexOf((byte)'\\');
        if (domain >= 0) account = account[(domain + 1)..];
        if (account.Length > 13) return SightingFlags.None;
        if (IsOne(Privileged, account)) return SightingFlags.Privileged;
        return IsOne(Anonymous, account) ? SightingFlags.Anonymous : SightingFlags.None;
    }

    internal static bool IsPrivileged(string account) => (Of(Encoding.UTF8.GetBytes(account)) & SightingFlags.Privileged) != 0;

    private static bool IsOne(byte[][] names, ReadOnlySpan<byte> account)
    {
        foreach (var name in names)
        {
            if (name.Length == account.Length && name[0] == (account[0] | 0x20) && Ascii.EqualsIgnoreCase(account, name)) return true;
        }
        return false;
    }
}
