using System.Collections.Immutable;
using System.Text;

namespace Noroshi.Sensor.Rules.Modifiers;

/// <summary>A text of a rule to its parts.</summary>
/// <remarks>Sigma rules specification 2.0.0, "Escape Character": a backslash takes the meaning from <c>*</c>, <c>?</c> and a further backslash, and is itself before anything else.</remarks>
internal static class SigmaText
{
    internal static ImmutableArray<PatternPart> Parts(string text)
    {
        var parts = ImmutableArray.CreateBuilder<PatternPart>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '*' or '?' or '\\') literal.Append(text[++i]);
            else if (text[i] is '*' or '?')
            {
                Flush(parts, literal);
                parts.Add(text[i] == '*' ? PatternPart.Any : PatternPart.One);
            }
            else literal.Append(text[i]);
        }
        Flush(parts, literal);
        return parts.ToImmutable();
    }

    /// <summary>The text of parts that are all literal.</summary>
    internal static string Plain(ImmutableArray<PatternPart> parts) => Encoding.UTF8.GetString([.. parts.SelectMany(p => p.Bytes)]);

    private static void Flush(ImmutableArray<PatternPart>.Builder parts, StringBuilder literal)
    {
        if (literal.Length > 0) parts.Add(PatternPart.Literal(Encoding.UTF8.GetBytes(literal.ToString())));
        literal.Clear();
    }
}
