using System.Globalization;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Rules;

namespace Noroshi.Core.Content.Sigma;

/// <summary>The mapping under <c>noroshi</c>: what our own rules say beyond Sigma.</summary>
internal static class SigmaNotesReader
{
    private static readonly (string Word, bool IsHigh)[] Tiers = [("default", false), ("high", true)];

    // The words stand for numbers as in STIX 2.1, appendix A, "Low/Med/High".
    private static readonly (string Word, int Percent)[] Confidences = [("low", 15), ("medium", 50), ("high", 85)];

    internal static DetectorNotes Read(FieldReader fields, Taxonomy? rsit)
    {
        var (rsitClass, rsitType) = Rsit(fields, rsit);
        var notes = new DetectorNotes
        {
            Label = Texts(fields.Localized("label")),
            RsitClass = rsitClass,
            RsitType = rsitType,
            AttackClass = fields.Text("class"),
            IsHighTier = fields.Choice("tier", Tiers) ?? false,
            Confidence = Confidence(fields),
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

    private static (string Class, string Type) Rsit(FieldReader fields, Taxonomy? rsit)
    {
        var parts = fields.Text("rsit").Split('/');
        if (parts.Length == 2 && (rsit is null || rsit.Find(parts[1])?.Group == parts[0])) return (parts[0], parts[1]);
        if (fields.Has("rsit")) fields.Faults.Add(fields.Bad("NRS-C017", "rsit").With("kind", "rsit").With("value", string.Join('/', parts)));
        return ("", "");
    }

    private static int Confidence(FieldReader fields)
    {
        var text = fields.Text("confidence");
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent <= 100) return percent;
        return fields.Choice("confidence", Confidences) ?? 0;
    }
}
