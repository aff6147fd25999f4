using System.Globalization;

namespace Noroshi.Benchmarks.Logs;

/// <summary>Addresses that belong to nobody, each given once: 198.18.0.0/15 (RFC 2544), 100.64.0.0/10 (RFC 6598), and 2001:db8::/32 (RFC 3849).</summary>
internal sealed class Addresses(Chance chance)
{
    private readonly HashSet<uint> _given = [];

    internal string Next()
    {
        if (chance.Is(0.1)) return string.Create(CultureInfo.InvariantCulture, $"2001:db8:{Unused(0xFFFF):x}:{chance.Below(0x10000):x}::{chance.Between(1, 0xFFFF):x}");
        var number = chance.Is(0.2) ? 0xC612_0000 + Unused(0x1_FFFF, 0xC612_0000) : 0x6440_0000 + Unused(0x3F_FFFF, 0x6440_0000);
        return string.Create(CultureInfo.InvariantCulture, $"{number >> 24}.{(number >> 16) & 255}.{(number >> 8) & 255}.{number & 255}");
    }

    private uint Unused(int bound, uint space = 0)
    {
        for (var tries = 0; tries < 1000; tries++)
        {
            var number = (uint)chance.Below(bound);
            if (_given.Add(space + number) || space == 0) return number;
        }
        return (uint)chance.Below(bound);
    }
}
