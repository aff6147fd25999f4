using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Noroshi.Sensor.Rules.Modifiers;

/// <summary>Applies modifiers one after the other to one value, which may become several. Used once.</summary>
internal sealed class ModifierChain(Placeholders placeholders)
{
    private Modifier _modifier;
    private string _word = "";

    /// <summary>Why the value is refused, or null.</summary>
    internal RuleRefusal? Refusal { get; private set; }

    internal List<Draft> Apply(SigmaValue value, IReadOnlyList<(string Word, Modifier Modifier)> modifiers)
    {
        List<Draft> drafts = [Of(value)];
        foreach (var (word, modifier) in modifiers.Where(m => m.Modifier is not (Modifier.All or Modifier.Neq)))
        {
            (_word, _modifier) = (word, modifier);
            drafts = [.. drafts.SelectMany(Apply)];
            if (Refusal is not null) return [];
        }
        return drafts;
    }

    private static Draft Of(SigmaValue value) => value switch
    {
        SigmaValue.Text text => new Draft.Words(SigmaText.Parts(text.Value), text.Value),
        SigmaValue.Number number => new Draft.Number(number.Value, number.Written),
        SigmaValue.Boolean boolean => new Draft.Boolean(boolean.Value),
        _ => new Draft.Null(),
    };

    private IEnumerable<Draft> Apply(Draft draft) => _modifier switch
    {
        Modifier.Contains or Modifier.StartsWith or Modifier.EndsWith => [Place(draft)],
        Modifier.Cased => [Cased(draft)],
        Modifier.Windash => [Text(draft) is { } words ? TextModifiers.Windash(words) : draft],
        Modifier.Expand => Expand(draft),
        Modifier.Utf16 or Modifier.Utf16Le or Modifier.Utf16Be => Utf16(draft),
        Modifier.Base64 or Modifier.Base64Offset => Base64(draft),
        Modifier.Re => [Expression(draft)],
        Modifier.IgnoreCase or Modifier.Multiline or Modifier.Singleline => [Flag(draft)],
        Modifier.Cidr => [Block(draft)],
        Modifier.Exists => [Exists(draft)],
        Modifier.FieldRef => [Reference(draft)],
        Modifier.Lt or Modifier.Lte or Modifier.Gt or Modifier.Gte => [Compare(draft)],
        _ => [Time(draft)],
    };

    private Draft Refuse(Draft draft, string code, params (string Name, string Value)[] values)
    {
        Refusal ??= RuleRefusal.Of(code, [("modifier", _word), .. values]);
        return draft;
    }

    private Draft.Words? Text(Draft draft)
    {
        switch (draft)
        {
            case Draft.Words words:
                return words;
            case Draft.Number number:
                return new(SigmaText.Parts(number.Written), number.Written);
            case Draft.Boolean boolean:
                return new(SigmaText.Parts(boolean.Value ? "true" : "false"), boolean.Value ? "true" : "false");
            default:
                Refuse(draft, "NRS-D011");
                return null;
        }
    }

    private Draft Place(Draft draft) => draft switch
    {
        Draft.Referred referred => referred with { Fit = _modifier switch { Modifier.Contains => Fit.Anywhere, Modifier.StartsWith => Fit.Start, _ => Fit.End } },
        Draft.Expression e when _modifier is Modifier.StartsWith => e with { Pattern = $@"\A(?:{e.Pattern})" },
        Draft.Expression e when _modifier is Modifier.EndsWith => e with { Pattern = $@"(?:{e.Pattern})\z" },
        Draft.Expression e => e,
        _ => Text(draft) is { } words ? TextModifiers.Place(words, _modifier) : draft,
    };

    private Draft Cased(Draft draft) => draft switch
    {
        Draft.Referred referred => referred with { IsCased = true },
        _ => Text(draft) is { } words ? words with { IsCased = true } : draft,
    };

    private IEnumerable<Draft> Expand(Draft draft)
    {
        if (draft is not Draft.Words words) return [draft];
        var expanded = placeholders.Expand(words.Written, out var missing);
        return expanded is null ? [Refuse(draft, "NRS-D015", ("name", missing))] : expanded.Select(t => Replaced(words, t));
    }

    // The places an earlier modifier opened stay open.
    private static Draft.Words Replaced(Draft.Words words, string text)
    {
        var replaced = words with { Parts = SigmaText.Parts(text), Written = text };
        if (words is { IsPlaced: true, Parts: [{ Kind: PatternPartKind.Any }, ..] }) replaced = TextModifiers.Place(replaced, Modifier.EndsWith);
        return words is { IsPlaced: true, Parts: [.., { Kind: PatternPartKind.Any }] } ? TextModifiers.Place(replaced, Modifier.StartsWith) : replaced;
    }

    private List<Draft> Utf16(Draft draft)
    {
        if (Text(draft) is not { } words) return [draft];
        if (words.Parts.All(p => p.Kind is not PatternPartKind.Dash)) return [EncodingModifiers.Utf16(words, _modifier)];
        return WrittenOut(words, bytes => [EncodingModifiers.Utf16(words with { Parts = [PatternPart.Literal(bytes.AsSpan())] }, _modifier)]);
    }

    private List<Draft> Base64(Draft draft)
    {
        if (Text(draft) is not { } words) return [draft];
        return WrittenOut(words, bytes => _modifier is Modifier.Base64 ? [EncodingModifiers.Base64(words, bytes)] : EncodingModifiers.Base64Offset(words, bytes));
    }

    private List<Draft> WrittenOut(Draft.Words words, Func<ImmutableArray<byte>, IEnumerable<Draft>> encode)
    {
        if (words.HasWildcards) return [Refuse(words, "NRS-D016")];
        if (TextModifiers.Spellings(words.Parts) is not { } spellings) return [Refuse(words, "NRS-D012")];
        List<Draft> encoded = [.. spellings.SelectMany(encode)];
        return encoded.Count == 0 ? [Refuse(words, "NRS-D011")] : encoded;
    }

    private Draft Expression(Draft draft)
    {
        if (Text(draft) is not { } words) return draft;
        if (words.IsCased || words.IsBinary || words.IsPlaced) return Refuse(draft, "NRS-D012");
        return RegexTest.IsValid(words.Written, out var problem) ? new Draft.Expression(words.Written, RegexOptions.None) : Refuse(draft, "NRS-D013", ("problem", problem));
    }

    private Draft Flag(Draft draft) => draft is not Draft.Expression e ? Refuse(draft, "NRS-D012") : e with
    {
        Options = e.Options | _modifier switch { Modifier.IgnoreCase => RegexOptions.IgnoreCase, Modifier.Multiline => RegexOptions.Multiline, _ => RegexOptions.Singleline },
    };

    private Draft Block(Draft draft)
    {
        if (Text(draft) is not { } words) return draft;
        return CidrTest.Read(words.Written) is { } test ? new Draft.Block(test) : Refuse(draft, "NRS-D014", ("value", words.Written));
    }

    private Draft Exists(Draft draft) => draft switch
    {
        Draft.Boolean boolean => new Draft.Existence(boolean.Value),
        Draft.Words { Written: "true" or "yes" } => new Draft.Existence(true),
        Draft.Words { Written: "false" or "no" } => new Draft.Existence(false),
        _ => Refuse(draft, "NRS-D011"),
    };

    private Draft Reference(Draft draft)
    {
        if (Text(draft) is not { } words) return draft;
        var trimmed = words.Parts.Where(p => p.Kind is not PatternPartKind.Any || !words.IsPlaced).ToImmutableArray();
        if (trimmed.IsEmpty || trimmed.Any(p => p.Kind is not PatternPartKind.Literal)) return Refuse(draft, "NRS-D016");
        var (open, close) = (words.Parts[0].Kind is PatternPartKind.Any, words.Parts[^1].Kind is PatternPartKind.Any);
        return new Draft.Referred(SigmaText.Plain(trimmed), open ? close ? Fit.Anywhere : Fit.End : close ? Fit.Start : Fit.Whole, words.IsCased);
    }

    private Draft Compare(Draft draft)
    {
        var comparison = _modifier switch { Modifier.Lt => Comparison.Less, Modifier.Lte => Comparison.LessOrEqual, Modifier.Gt => Comparison.Greater, _ => Comparison.GreaterOrEqual };
        if (draft is Draft.Timed timed) return timed with { Comparison = comparison };
        return NumberOf(draft) is { } number ? new Draft.Compared(comparison, number) : Refuse(draft, "NRS-D011");
    }

    private Draft Time(Draft draft)
    {
        var part = TimePart.Minute + (_modifier - Modifier.Minute);
        if (draft is Draft.Compared compared) return new Draft.Timed(part, compared.Comparison, compared.With);
        return NumberOf(draft) is { } number ? new Draft.Timed(part, Comparison.Equal, number) : Refuse(draft, "NRS-D011");
    }

    private static decimal? NumberOf(Draft draft) => draft switch
    {
        Draft.Number number => number.Value,
        Draft.Words words when NumberTest.TryRead(System.Text.Encoding.UTF8.GetBytes(words.Written), out var read) => read,
        _ => null,
    };
}
