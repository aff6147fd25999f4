using Noroshi.Core.Collect;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Trust;

namespace Noroshi.Server.Content;

/// <summary>What a program needs to fill in a form: forms with their facts, and sectors.</summary>
internal static class ReadContent
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/forms", Forms).RequireSignedIn();
        app.MapGet("/api/v1/forms/{id}", Form).RequireSignedIn();
        app.MapGet("/api/v1/sectors", Sectors).RequireSignedIn();
    }

    private static FormList Forms(Catalog catalog) =>
        new([.. catalog.Forms.Values.OrderBy(f => f.Id, StringComparer.Ordinal).Select(f => FormView.Of(f, catalog.Facts))]);

    private static IResult Form(Catalog catalog, string id) =>
        catalog.Forms.TryGetValue(id, out var form) ? TypedResults.Ok(FormView.Of(form, catalog.Facts)) : Results.StatusCode(StatusCodes.Status404NotFound);

    private static SectorList Sectors(Catalog catalog, TimeProvider clock)
    {
        var day = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).DateTime);
        return new([.. catalog.SectorsOn(day).Select(s => new SectorEntry(s.Id, s.Header.Label, s.Header.TextHash))]);
    }
}

/// <summary>The forms there are.</summary>
/// <param name="Forms">By id.</param>
internal sealed record FormList(IReadOnlyList<FormView> Forms);

/// <summary>The sectors of today.</summary>
/// <param name="Sectors">By id.</param>
internal sealed record SectorList(IReadOnlyList<SectorEntry> Sectors);

/// <summary>A sector.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">Its name.</param>
/// <param name="TextHash">The hash of its file.</param>
internal sealed record SectorEntry(string Id, LocalizedText Label, string TextHash);

/// <summary>A form with the facts it asks.</summary>
/// <param name="Id">Its id, as documents name it.</param>
/// <param name="Version">Counts up with every change.</param>
/// <param name="Label">Its name.</param>
/// <param name="TextHash">The hash of its file.</param>
/// <param name="Facts">What it asks, in order.</param>
/// <param name="Requires">What must be there.</param>
internal sealed record FormView(string Id, int Version, LocalizedText Label, string TextHash, IReadOnlyList<FactView> Facts, IReadOnlyList<RequirementView> Requires)
{
    internal static FormView Of(Form form, FactVocabulary vocabulary) => new(
        form.Id, form.Version, form.Header.Label, form.Header.TextHash,
        [.. form.Sections.SelectMany(s => s.Questions.Select(q => FactView.Of(s.Id, vocabulary.Find(q.Fact)!)))],
        [.. form.Requirements.Select(r => new RequirementView([.. r.Facts.Select(f => f.Text)], r.AtLeast, [.. r.Stages.Select(StageWord)], r.When is not null))]);

    private static string StageWord(ReportStage stage) => stage is ReportStage.FollowUp ? "follow-up" : stage.ToString().ToLowerInvariant();
}

/// <summary>A fact a form asks.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Section">The section it is asked in.</param>
/// <param name="Type">text, paragraph, telephone, email, number, instant, yes-no, choice or choices.</param>
/// <param name="Label">Its name.</param>
/// <param name="Hint">A sentence under it, or null.</param>
/// <param name="MaxLength">The longest text, in characters; null for other types.</param>
/// <param name="Min">The smallest number; null for other types.</param>
/// <param name="Max">The largest number; null for other types.</param>
/// <param name="Choices">The allowed values; null for other types.</param>
internal sealed record FactView(string Path, string Section, string Type, LocalizedText Label, LocalizedText? Hint, int? MaxLength, long? Min, long? Max, IReadOnlyList<ChoiceView>? Choices)
{
    internal static FactView Of(string section, FactDefinition fact)
    {
        var isNumber = fact.Type is FactType.Number;
        var isText = fact.Type is FactType.Text or FactType.Paragraph or FactType.Telephone or FactType.Email;
        return new(
            fact.Path.Text, section, FactParsing.TypeName(fact.Type), fact.Label, fact.Hint, isText ? fact.MaxLength : null, isNumber ? fact.Min : null, isNumber ? fact.Max : null,
            fact.Choices.IsEmpty ? null : [.. fact.Choices.Select(c => new ChoiceView(c.Id, c.Label, c.Group))]);
    }
}

/// <summary>An allowed value.</summary>
/// <param name="Id">What documents hold.</param>
/// <param name="Label">What people read.</param>
/// <param name="Group">Its class, or null.</param>
internal sealed record ChoiceView(string Id, LocalizedText Label, string? Group);

/// <summary>Of these facts at least so many must have a value.</summary>
/// <param name="Facts">Paths.</param>
/// <param name="AtLeast">How many.</param>
/// <param name="Stages">In these stages; empty for every stage.</param>
/// <param name="IsConditional">Whether it holds only under a condition; the form's text says which.</param>
internal sealed record RequirementView(IReadOnlyList<string> Facts, int AtLeast, IReadOnlyList<string> Stages, bool IsConditional);
