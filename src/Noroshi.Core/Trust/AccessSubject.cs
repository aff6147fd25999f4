using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Trust;

/// <summary>What a decision needs to know of a report or alert; never its content.</summary>
public sealed record AccessSubject
{
    /// <summary>Report, alert.</summary>
    public required SubjectKind Kind { get; init; }

    /// <summary>The organisation it comes from.</summary>
    public required Guid Source { get; init; }

    /// <summary>The sectors that organisation belongs to, by code.</summary>
    public ImmutableArray<string> SourceSectors { get; init; } = [];

    /// <summary>Its marking.</summary>
    public required Tlp Tlp { get; init; }

    /// <summary>The sectors it is addressed to, by code; an alert's audience.</summary>
    public ImmutableArray<string> AudienceSectors { get; init; } = [];

    /// <summary>The organisations it is addressed to by name.</summary>
    public ImmutableArray<Guid> AudienceOrganizations { get; init; } = [];

    /// <summary>What its source agreed to.</summary>
    public ImmutableArray<Consent> Consents { get; init; } = [];
}
