using System.Globalization;
using Noroshi.Core.Collect;
using Noroshi.Core.Content;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Cli.Collect;

/// <summary>An empty report of a form as YAML: every question with what may be answered, in the order of the form. It can be sent as it is once the contact holds.</summary>
/// <param name="texts">The words.</param>
/// <param name="language">Their language.</param>
/// <param name="catalog">Forms and facts.</param>
internal sealed class FormSkeleton(Texts texts, Language language, Catalog catalog)
{
    private readonly YamlWriter _yaml = new();

    /// <summary>The file.</summary>
    /// <param name="form">The form.</param>
    /// <param name="known">Facts known without asking, such as who is at this machine.</param>
    internal string Of(Form form, IReadOnlyDictionary<string, string> known)
    {
        _yaml.Comment(0, Say("cli.report.new.head", ("form", form.Header.Label.In(language))));
        _yaml.Field(0, "form", form.Id).Line(0, $"formVersion: {form.Version.ToString(CultureInfo.InvariantCulture)}");
        _yaml.Comment(0, Say("cli.report.new.stage")).Field(0, "stage", "initial");
        _yaml.Comment(0, Say("cli.report.new.facts")).Line(0, "facts:");
        foreach (var section in form.Sections) Section(section, known);
        _yaml.Comment(0, Say("cli.report.new.consents")).Line(0, "consents:");
        foreach (var (consent, key) in Consents) _yaml.Comment(1, Say(key)).Line(1, $"{consent}: false");
        return _yaml.ToString();
    }

    private static readonly (string Consent, string Key)[] Consents =
    [
        ("companyName", "cli.report.new.consent.company"), ("sectorName", "cli.report.new.consent.sector"), ("ceptoar", "cli.report.new.consent.ceptoar"), ("onward", "cli.report.new.consent.onward"),
    ];

    private void Section(FormSection section, IReadOnlyDictionary<string, string> known)
    {
        _yaml.Line(0, "").Comment(1, $"--- {section.Label.In(language)} ---");
        if (section.Hint is { } hint) _yaml.Comment(1, hint.In(language));
        foreach (var question in section.Questions)
        {
            if (catalog.Facts.Find(question.Fact.Text) is { } fact) Question(fact, question.Hint ?? fact.Hint, known);
        }
    }

    private void Question(FactDefinition fact, LocalizedText? hint, IReadOnlyDictionary<string, string> known)
    {
        _yaml.Comment(1, hint is null ? fact.Label.In(language) : $"{fact.Label.In(language)} ({hint.In(language)})");
        if (Answers(fact) is { } answers) _yaml.Comment(1, answers);
        var value = known.TryGetValue(fact.Path.Text, out var text) ? YamlWriter.Quote(text) : "\"\"";
        _yaml.Line(1, $"{fact.Path.Text}: {{ value: {value} }}");
    }

    private string? Answers(FactDefinition fact) => fact.Type switch
    {
        FactType.Choice => Say("cli.report.new.choice", ("choices", List(fact))),
        FactType.Choices => Say("cli.report.new.choices", ("choices", List(fact))),
        FactType.YesNo => "yes / no",
        FactType.Instant => "2026-11-21T14:05+09:00",
        FactType.Number when fact.Unit is { } unit => unit.In(language),
        _ => null,
    };

    private string List(FactDefinition fact) => string.Join(", ", fact.Choices.Select(c => $"{c.Id} ({c.Label.In(language)})"));

    private string Say(string key, params ReadOnlySpan<(string Name, string Value)> values) => texts.Of(language, key, values);
}
