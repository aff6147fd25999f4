using System.Collections.Immutable;
using System.Text;

namespace Noroshi.Sensor.Rules.Modifiers;

/// <summary>What <c>%name%</c> stands for under the modifier <c>expand</c>. Immutable.</summary>
/// <remarks>Sigma rules specification 2.0.0, "Placeholders": a tool that cannot handle a placeholder must reject the rule.</remarks>
/// <param name="values">Values by name; several values are alternatives.</param>
public sealed class Placeholders(IReadOnlyDictionary<string, ImmutableArray<string>> values)
{
    private const int TooMany = 10_000;

    /// <summary>None are given.</summary>
    public static Placeholders None { get; } = new(new Dictionary<string, ImmutableArray<string>>());

    /// <summary>Every text that results, or null with the name that is not given.</summary>
    internal List<string>? Expand(string text, out string missing)
    {
        missing = "";
        List<StringBuilder> texts = [new()];
        for (var i = 0; i < text.Length; i++)
        {
            var end = text[i] == '%' ? text.IndexOf('%', i + 1) : -1;
            var name = end > i + 1 ? text[(i + 1)..end] : "";
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '%') texts.ForEach(t => t.Append(text[i + 1]));
            else if (name.Length == 0 || !name.All(c => char.IsLetterOrDigit(c) || c == '_'))
            {
                texts.ForEach(t => t.Append(text[i]));
                continue;
            }
            else
            {
                if (!values.TryGetValue(name, out var given) || given.Length * texts.Count > TooMany)
                {
                    missing = name;
                    return null;
                }
                texts = [.. texts.SelectMany(t => given.Select(g => new StringBuilder().Append(t).Append(g)))];
                i = end;
                continue;
            }
            i++;
        }
        return [.. texts.Select(t => t.ToString())];
    }
}
