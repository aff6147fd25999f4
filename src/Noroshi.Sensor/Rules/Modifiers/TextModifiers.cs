using System.Collections.Immutable;
using System.Text;

namespace Noroshi.Sensor.Rules.Modifiers;

/// <summary>Where a text is expected, and the dashes of command lines.</summary>
internal static class TextModifiers
{
    private const string Dashes = "-/\u2013\u2014\u2015";

    internal static Draft.Words Place(Draft.Words words, Modifier modifier)
    {
        var parts = words.Parts;
        if (modifier is Modifier.Contains or Modifier.EndsWith && parts is not [{ Kind: PatternPartKind.Any }, ..]) parts = parts.Insert(0, PatternPart.Any);
        if (modifier is Modifier.Contains or Modifier.StartsWith && parts is not [.., { Kind: PatternPartKind.Any }]) parts = parts.Add(PatternPart.Any);
        return words with { Parts = parts, IsPlaced = true };
    }

    /// <summary>Dashes and slashes that begin a word stand for every kind of dash; those within words or before none stay.</summary>
    internal static Draft.Words Windash(Draft.Words words) => words with { Parts = [.. words.Parts.SelectMany(p => p.Kind is PatternPartKind.Literal ? Windash(p) : [p])] };

    private static IEnumerable<PatternPart> Windash(PatternPart part)
    {
        var text = Encoding.UTF8.GetString([.. part.Bytes]);
        var begin = 0;
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (!Dashes.Contains(text[i], StringComparison.Ordinal) || i > 0 && IsWord(text[i - 1]) || !IsWord(text[i + 1])) continue;
            if (i > begin) yield return PatternPart.Literal(Encoding.UTF8.GetBytes(text[begin..i]));
            yield return new(PatternPartKind.Dash, [.. Encoding.UTF8.GetBytes(text[i].ToString())]);
            begin = i + 1;
        }
        if (begin < text.Length) yield return PatternPart.Literal(Encoding.UTF8.GetBytes(text[begin..]));
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    /// <summary>Every way of writing a text's dashes out: what is encoded as a whole cannot keep a choice inside. Null when there are too many.</summary>
    internal static List<ImmutableArray<byte>>? Spellings(ImmutableArray<PatternPart> parts)
    {
        const int tooMany = 5 * 5 * 5 * 5;
        List<ImmutableArray<byte>> spellings = [[]];
        foreach (var part in parts)
        {
            var choices = part.Kind is PatternPartKind.Dash ? Dashes.Select(d => Encoding.UTF8.GetBytes(d.ToString()).ToImmutableArray()).ToArray() : [part.Bytes];
            if (spellings.Count * choices.Length > tooMany) return null;
            spellings = [.. spellings.SelectMany(s => choices.Select(c => s.AddRange(c)))];
        }
        return spellings;
    }
}
