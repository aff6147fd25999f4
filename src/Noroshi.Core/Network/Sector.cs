using System.Collections.Immutable;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Network;

/// <summary>A critical infrastructure sector (重要インフラ分野). Sectors come and go, so they are files, not an enum.</summary>
/// <param name="Header">What the file says of itself; its dates are those in which the sector counts as one.</param>
/// <param name="Threat">What must not happen in it, or null.</param>
/// <param name="Operators">Who belongs to it, or null.</param>
/// <param name="Systems">Examples of its 重要システム.</param>
/// <remarks>Seed 002, 官民の連絡・連携体制 別紙1.</remarks>
public sealed record Sector(ContentHeader Header, LocalizedText? Threat, LocalizedText? Operators, ImmutableArray<LocalizedText> Systems)
{
    /// <summary>Its id, as used everywhere.</summary>
    public string Id => Header.Id;
}
