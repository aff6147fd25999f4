namespace Noroshi.Core.Network;

/// <summary>An organisation belongs to a sector for some time.</summary>
/// <param name="Sector">The sector's id.</param>
/// <param name="From">First day, or null for always.</param>
/// <param name="Until">Last day, or null for open end.</param>
public sealed record SectorMembership(string Sector, DateOnly? From, DateOnly? Until)
{
    /// <summary>Whether it holds on a day.</summary>
    public bool Holds(DateOnly day) => (From is not { } from || from <= day) && (Until is not { } until || day <= until);
}
