using Noroshi.Core.Vocabulary;

namespace Noroshi.Cli.Scan;

/// <summary>The zone of times written without one.</summary>
internal static class ScanZone
{
    /// <summary>The zone of a name, or this machine's for none; a fault when there is no such zone.</summary>
    internal static Fault? Find(string? name, out TimeZoneInfo zone)
    {
        zone = TimeZoneInfo.Local;
        return name is null || TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone!) ? null : new Fault("NRS-X124", "--zone").With("value", name);
    }
}
