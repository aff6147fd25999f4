using System.Collections.Immutable;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Collect;

/// <summary>A form (様式): a view of the one incident model. It says what is asked, in which order, and what must be there.</summary>
/// <param name="Header">What the file says of itself.</param>
/// <param name="Version">Counts up with every change of what is asked.</param>
/// <param name="Sections">The sections in order.</param>
/// <param name="Requirements">What must be there.</param>
public sealed record Form(ContentHeader Header, int Version, ImmutableArray<FormSection> Sections, ImmutableArray<FormRequirement> Requirements)
{
    /// <summary>Its id, as documents name it.</summary>
    public string Id => Header.Id;

    /// <summary>Whether the form asks a fact.</summary>
    public bool Asks(FactPath path) => Sections.Any(s => s.Questions.Any(q => q.Fact == path));
}

/// <summary>A section of a form.</summary>
/// <param name="Id">Its id within the form.</param>
/// <param name="Label">Its heading.</param>
/// <param name="Hint">A sentence under the heading, or null.</param>
/// <param name="Questions">The facts asked, in order.</param>
public sealed record FormSection(string Id, LocalizedText Label, LocalizedText? Hint, ImmutableArray<FormQuestion> Questions);

/// <summary>One fact asked.</summary>
/// <param name="Fact">Which.</param>
/// <param name="When">Asked unless this is false; null for always.</param>
/// <param name="Hint">A sentence instead of the fact's own, or null.</param>
public sealed record FormQuestion(FactPath Fact, Condition? When, LocalizedText? Hint);

/// <summary>What must be there before a report is accepted.</summary>
/// <param name="Facts">Of these facts ...</param>
/// <param name="AtLeast">... at least so many have a value.</param>
/// <param name="Stages">In these stages; empty for every stage.</param>
/// <param name="When">Only when this is true; null for always.</param>
public sealed record FormRequirement(ImmutableArray<FactPath> Facts, int AtLeast, ImmutableArray<ReportStage> Stages, Condition? When);
