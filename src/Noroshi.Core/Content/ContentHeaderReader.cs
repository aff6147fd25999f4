using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Core.Content;

/// <summary>The fields every content file begins with: id, label, status, effective, sources.</summary>
internal static class ContentHeaderReader
{
    private static readonly (string Word, ContentStatus Status)[] Statuses =
    [
        ("in-force", ContentStatus.InForce), ("historical", ContentStatus.Historical), ("draft", ContentStatus.Draft), ("unconfirmed", ContentStatus.Unconfirmed),
    ];

    internal static ContentHeader Read(FieldReader fields, string expectedId, string textHash)
    {
        var id = fields.Text("id");
        if (id.Length > 0 && (id != expectedId || !IsId(id))) fields.Faults.Add(fields.Bad("NRS-C022", "id").With("value", id).With("expected", expectedId));
        var (from, until) = Effective(fields.Within("effective"));
        return new()
        {
            Id = id,
            Label = fields.Localized("label"),
            Status = Status(fields),
            From = from,
            Until = until,
            Sources = Sources(fields),
            TextHash = textHash,
        };
    }

    /// <summary>Ids: small letters, digits, hyphen, plus and dot; at most 80 characters.</summary>
    internal static bool IsId(string text) => text.Length is > 0 and <= 80 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '+' or '.');

    private static ContentStatus Status(FieldReader fields)
    {
        if (!fields.Has("status")) fields.Missing("status");
        return fields.Choice("status", Statuses) ?? ContentStatus.Draft;
    }

    internal static (DateOnly? From, DateOnly? Until) Effective(FieldReader? fields)
    {
        if (fields is null) return (null, null);
        var (from, until) = (fields.Day("from"), fields.Day("until"));
        if (until < from) fields.Faults.Add(fields.Bad("NRS-C027", "until"));
        fields.End();
        return (from, until);
    }

    private static ImmutableArray<Citation> Sources(FieldReader fields)
    {
        var sources = fields.Items("sources").Select(Source).ToImmutableArray();
        if (sources.IsEmpty) fields.Faults.Add(fields.Bad("NRS-C023", "sources"));
        return sources;
    }

    private static Citation Source(FieldReader fields)
    {
        Citation citation = new(fields.Text("document"), fields.OptionalText("clause") ?? "");
        fields.End();
        return citation;
    }
}
