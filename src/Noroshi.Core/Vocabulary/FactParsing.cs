using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Noroshi.Core.Vocabulary;

/// <summary>Texts to typed values by a fact's definition. The one place where a value's rules are checked, whichever way it came.</summary>
/// <remarks>Texts are kept exactly as given: control, bidirectional and unassigned characters survive. Only NUL (no store keeps it) and lone surrogates (not text at all) are refused.</remarks>
public static class FactParsing
{
    /// <summary>Reads a single text as the fact's value. For <see cref="FactType.Choices"/> a text with commas stands for several.</summary>
    /// <param name="definition">The fact.</param>
    /// <param name="text">The text; never empty.</param>
    /// <param name="faults">Receives what is wrong; the path of a fault is the fact's.</param>
    public static FactValue? Parse(FactDefinition definition, string text, ICollection<Fault> faults) => definition.Type switch
    {
        FactType.Text or FactType.Paragraph or FactType.Telephone or FactType.Email => ParseText(definition, text, faults),
        FactType.Number => ParseNumber(definition, text, faults),
        FactType.Instant => ParseInstant(definition, text, faults),
        FactType.YesNo => text switch
        {
            "yes" or "true" => new FactValue.YesNo(true),
            "no" or "false" => new FactValue.YesNo(false),
            _ => Refuse(definition, "NRS-R016", faults),
        },
        FactType.Choice => definition.Choice(text) is null ? Refuse(Bad(definition, "NRS-R017").With("value", Shorten(text)), faults) : new FactValue.Choice(text),
        _ => ParseChoices(definition, text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), faults),
    };

    /// <summary>Reads several texts as several choices.</summary>
    public static FactValue? ParseChoices(FactDefinition definition, IReadOnlyList<string> texts, ICollection<Fault> faults)
    {
        var before = faults.Count;
        if (definition.Type is not FactType.Choices) return Refuse(Bad(definition, "NRS-R012").With("expected", TypeName(definition.Type)), faults);
        foreach (var text in texts.Where(t => definition.Choice(t) is null)) faults.Add(Bad(definition, "NRS-R017").With("value", Shorten(text)));
        foreach (var twice in texts.GroupBy(t => t, StringComparer.Ordinal).Where(g => g.Count() > 1)) faults.Add(Bad(definition, "NRS-R018").With("value", Shorten(twice.Key)));
        return faults.Count > before ? null : new FactValue.Choices([.. texts]);
    }

    /// <summary>Whether a text holds only whole Unicode scalar values and no NUL.</summary>
    public static bool IsKeepable(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal)) return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) return false;
        }
        return true;
    }

    /// <summary>The word for a type in faults and files.</summary>
    public static string TypeName(FactType type) => type switch
    {
        FactType.YesNo => "yes-no",
        _ => type.ToString().ToLowerInvariant(),
    };

    private static Fault Bad(FactDefinition definition, string code) => new(code, definition.Path.Text);

    private static FactValue? Refuse(FactDefinition definition, string code, ICollection<Fault> faults) => Refuse(Bad(definition, code), faults);

    private static FactValue? Refuse(Fault fault, ICollection<Fault> faults)
    {
        faults.Add(fault);
        return null;
    }

    private static FactValue? ParseText(FactDefinition definition, string text, ICollection<Fault> faults)
    {
        if (!IsKeepable(text)) return Refuse(definition, "NRS-R013", faults);
        var length = text.EnumerateRunes().Count();
        if (length > definition.MaxLength) return Refuse(Bad(definition, "NRS-R014").With("limit", $"{definition.MaxLength}").With("length", $"{length}"), faults);
        if (definition.Type is not FactType.Paragraph && text.AsSpan().IndexOfAny('\n', '\r') >= 0) return Refuse(definition, "NRS-R019", faults);
        if (definition.Type is FactType.Telephone && !TelephoneNumber.IsPlausible(text)) return Refuse(definition, "NRS-R020", faults);
        if (definition.Type is FactType.Email && !MailAddress.IsPlausible(text)) return Refuse(definition, "NRS-R021", faults);
        return new FactValue.Text(text);
    }

    private static FactValue? ParseNumber(FactDefinition definition, string text, ICollection<Fault> faults)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return Refuse(Bad(definition, "NRS-R012").With("expected", "number"), faults);
        if (number < definition.Min || number > definition.Max) return Refuse(Bad(definition, "NRS-R015").With("min", $"{definition.Min}").With("max", $"{definition.Max}"), faults);
        return new FactValue.Number(number);
    }

    private static readonly string[] InstantShapes =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mmzzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm'Z'",
    ];

    private static FactValue? ParseInstant(FactDefinition definition, string text, ICollection<Fault> faults)
    {
        if (!DateTimeOffset.TryParseExact(text, InstantShapes, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)) return Refuse(Bad(definition, "NRS-R012").With("expected", "instant"), faults);
        return new FactValue.Instant(DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds()));
    }

    /// <summary>Enough of a text to recognise it in a fault.</summary>
    public static string Shorten(string text)
    {
        if (text.Length <= 40) return text;
        var end = char.IsHighSurrogate(text[39]) ? 39 : 40;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
