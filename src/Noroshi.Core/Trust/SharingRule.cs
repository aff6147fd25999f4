using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Trust;

/// <summary>
/// One rule of content/sharing: it permits recipients a view, or sets a ceiling no permission may exceed. Read from YAML, kept by hash, quoted by every grant it makes.
/// </summary>
/// <remarks>Seed 002, 官民の連絡・連携体制 §4; FIRST TLP 2.0; design.md section 6.</remarks>
public sealed record SharingRule
{
    /// <summary>The rule's name, unique and never changed, such as <c>default-closed.authority</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What the rule says, in one sentence a reporter understands.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>Whether it is in force. Only a rule in force permits; one not yet confirmed may still prohibit.</summary>
    public required SharingStatus Status { get; init; }

    /// <summary>First day of effect (in Japan), or null for always.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of effect (in Japan), or null for open end.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Where it is written: law, agreement, standard, with section.</summary>
    public ImmutableArray<string> Cites { get; init; } = [];

    /// <summary>What it applies to.</summary>
    public required SubjectKind AppliesTo { get; init; }

    /// <summary>Whether it permits up to <see cref="View"/>, or forbids more than <see cref="View"/>.</summary>
    public required SharingEffect Effect { get; init; }

    /// <summary>Whom it speaks of: any of these. Never empty.</summary>
    public required ImmutableArray<Recipient> Recipients { get; init; }

    /// <summary>Whom it does not speak of, although they are among <see cref="Recipients"/>.</summary>
    public ImmutableArray<Recipient> Except { get; init; } = [];

    /// <summary>Markings it applies to; empty for every marking.</summary>
    public ImmutableArray<Tlp> Tlp { get; init; } = [];

    /// <summary>Consents that must all have been given for a permission to hold; empty for none. On a ceiling: the consents that lift it when all were given.</summary>
    public ImmutableArray<Consent> Consents { get; init; } = [];

    /// <summary>How much is seen.</summary>
    public required AccessView View { get; init; }

    /// <summary>What is taken out of that view.</summary>
    public ImmutableArray<Removal> Removes { get; init; } = [];

    /// <summary>Lower-case hexadecimal SHA-256 of the rule's text, by which the text is kept.</summary>
    public required string TextHash { get; init; }
}
