using System.Collections.Immutable;
using Noroshi.Core.Collect;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Collect.Drafts;
using Noroshi.Server.Collect.Reports;
using Noroshi.Server.Web.Localisation;
using Noroshi.Server.Web.Parts;

namespace Noroshi.Server.Collect.Editing;

/// <summary>What the report editor shows.</summary>
/// <param name="Form">The form being filled in.</param>
/// <param name="Facts">What its facts are.</param>
/// <param name="Typed">What is typed so far.</param>
/// <param name="Faults">What was wrong with the last attempt.</param>
/// <param name="SavedAt">When the draft was last kept.</param>
public sealed record EditorPageModel(Form Form, FactVocabulary Facts, TypedReport Typed, ImmutableArray<Fault> Faults, DateTimeOffset? SavedAt)
{
    /// <summary>The report being followed up; null for a first one.</summary>
    public string? Number { get; init; }

    /// <summary>The version it is written on; 0 for a first report.</summary>
    public int Base { get; init; }

    /// <summary>The organisation's draft this began with, of what its logs showed; null for one's own.</summary>
    public string? Found { get; init; }

    /// <summary>When the draft shown was begun, as the form carries it; empty when there is none.</summary>
    public string Begun { get; init; } = "";

    /// <summary>Such drafts that wait to be completed.</summary>
    public IReadOnlyList<FoundDraft> Waiting { get; init; } = [];

    /// <summary>Names this filling-in, so that pressing the button twice sends once.</summary>
    public required string Key { get; init; }

    /// <summary>Who would receive it with the consents ticked.</summary>
    public IReadOnlyList<Reader> Readers { get; init; } = [];

    /// <summary>Where it posts.</summary>
    public string Action => Number is null ? "/reports/new" : $"/reports/{Number}/follow-up";

    /// <summary>Fields that say who can be reached; how sure one is of them is not asked.</summary>
    internal static bool IsContact(FactDefinition fact) => fact.Path.Text.StartsWith("contact.", StringComparison.Ordinal);

    internal IEnumerable<FactDefinition> FactsOf(FormSection section) => section.Questions.Select(q => Facts.Find(q.Fact)).OfType<FactDefinition>();

    internal int SaidIn(FormSection section) => FactsOf(section).Count(Typed.Says);

    /// <summary>Whether the form cannot go without this very field.</summary>
    internal bool IsRequired(FactDefinition fact) => Form.Requirements.Any(r => r.Stages.IsEmpty && r.When is null && r.AtLeast == r.Facts.Length && r.Facts.Contains(fact.Path));

    internal static IReadOnlyList<Choice> ChoicesOf(FactDefinition fact, Words words) => fact.Type is FactType.YesNo
        ? [new("yes", words["collect.yes"]), new("no", words["collect.no"])]
        : [.. fact.Choices.Select(c => new Choice(c.Id, words.Of(c.Label)))];
}
