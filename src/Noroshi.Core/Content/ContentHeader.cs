using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Content;

/// <summary>What every content file says of itself.</summary>
public sealed record ContentHeader
{
    /// <summary>Its id: the file's name. Unique among its kind.</summary>
    public required string Id { get; init; }

    /// <summary>What a person calls it.</summary>
    public required LocalizedText Label { get; init; }

    /// <summary>Its standing.</summary>
    public required ContentStatus Status { get; init; }

    /// <summary>First day of effect (in Japan), or null for always.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of effect (in Japan), or null for open end.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Where it comes from; never empty.</summary>
    public required ImmutableArray<Citation> Sources { get; init; }

    /// <summary>Hash of the file's text; see <see cref="ContentText"/>.</summary>
    public required string TextHash { get; init; }

    /// <summary>Whether it applies on a day.</summary>
    public bool IsInForce(DateOnly day) => Status is ContentStatus.InForce && (From is not { } from || from <= day) && (Until is not { } until || day <= until);
}
