using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Share;

/// <summary>What is known of a body that must not be recognised in an alert: the source of a report it rests on.</summary>
public sealed record LeakSource
{
    /// <summary>The organisation.</summary>
    public required Guid Organization { get; init; }

    /// <summary>Its name.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>The report's number.</summary>
    public required string Number { get; init; }

    /// <summary>Names of its sectors.</summary>
    public ImmutableArray<LocalizedText> Sectors { get; init; } = [];

    /// <summary>Mail addresses of its desks and in its report.</summary>
    public ImmutableArray<string> Mails { get; init; } = [];

    /// <summary>Telephone and FAX numbers.</summary>
    public ImmutableArray<string> Telephones { get; init; } = [];

    /// <summary>Domains and host names known to be its own.</summary>
    public ImmutableArray<string> Domains { get; init; } = [];

    /// <summary>People named in its report.</summary>
    public ImmutableArray<string> People { get; init; } = [];

    /// <summary>What it agreed to.</summary>
    public ImmutableArray<Consent> Consents { get; init; } = [];
}
