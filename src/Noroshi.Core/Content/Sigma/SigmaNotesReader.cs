using System.Text.Json;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors.Web;
using Noroshi.Sensor.Rules;

namespace Noroshi.Core.Content.Sigma;

/// <summary>The mapping under <c>noroshi</c>: what our own rules say beyond Sigma.</summary>
internal static class SigmaNotesReader
{
    private static readonly (string Word, bool IsHigh)[] Tiers = [("default", false), ("high", true)];

    private static readonly (string Word, WebAttack Value)[] Attacks =
        [.. Enum.GetValues<WebAttack>().Where(a => a != WebAttack.None).Select(a => (JsonNamingPolicy.KebabCaseLower.ConvertName(a.ToString()), a))];

    internal static DetectorNotes Read(FieldReader fields, Taxonomy? rsit)
    {
        var notes = new DetectorNotes
        {
            Label = Texts(fields.Localized("label")),
            Kind = Kind(fields, rsit),
            Attack = fields.Choice("class", Attacks) ?? WebAttack.None,
            IsHighTier = fields.Choice("tier", Tiers) ?? false,
            Advice = fields.OptionalLocalized("advice") is { } advice ? Texts(advice) : null,
            Sources = fields.Words("sources"),
            Positive = fields.Words("positive"),
            Negative = fields.Words("negative"),
        };
        if (notes.Positive.IsEmpty) fields.Missing("positive");
        if (notes.Negative.IsEmpty) fields.Missing("negative");
        fields.End();
        return notes;
    }

    private static TwoTexts Texts(LocalizedText text) => new(text.Ja, text.En);

    private static string Kind(FieldReader fields, Taxonomy? rsit)
    {
        var kind = fields.Text("rsit");
        if (kind.Length == 0 || rsit is null || rsit.Values.Any(v => v.Id == kind)) return kind;
        fields.Faults.Add(fields.Bad("NRS-C017", "rsit").With("kind", "rsit").With("value", kind));
        return kind;
    }
}
