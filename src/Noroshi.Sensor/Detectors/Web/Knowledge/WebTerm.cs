using System.Collections.Immutable;
using System.Text;
using Noroshi.Sensor.Rules;

namespace Noroshi.Sensor.Detectors.Web.Knowledge;

/// <summary>One field of a selection: any of its values.</summary>
/// <param name="Part">Where to look.</param>
/// <param name="Match">How to compare.</param>
/// <param name="Values">The values, lower case; never empty.</param>
/// <param name="IsAbsent">Whether none of them may be there.</param>
public sealed record WebTerm(WebPart Part, WebMatch Match, ImmutableArray<byte[]> Values, bool IsAbsent = false)
{
    private static readonly Dictionary<string, WebPart> Parts = new(StringComparer.Ordinal)
    {
        ["cs-uri-stem"] = WebPart.Path,
        ["cs-uri-query"] = WebPart.Query,
        ["cs-uri"] = WebPart.Target,
        ["cs-user-agent"] = WebPart.Agent,
        ["cs-referer"] = WebPart.Referer,
    };

    /// <summary>Whether a value is there, or none where none may be.</summary>
    internal bool Holds(ReadOnlySpan<byte> part) => HasValue(part) != IsAbsent;

    private bool HasValue(ReadOnlySpan<byte> part)
    {
        foreach (var value in Values)
        {
            var holds = Match switch
            {
                WebMatch.StartsWith => part.StartsWith(value),
                WebMatch.EndsWith => part.EndsWith(value),
                WebMatch.Equals => part.SequenceEqual(value),
                _ => part.IndexOf(value) >= 0,
            };
            if (holds) return true;
        }
        return false;
    }

    /// <summary>A clause as a term: one field, its values all compared in one way. Null for anything else.</summary>
    internal static WebTerm? Of(Clause clause)
    {
        Clause.Field?[] fields = clause is Clause.Any any ? [.. any.Parts.Select(p => p as Clause.Field)] : [clause as Clause.Field];
        if (fields is not [{ } first, ..] || !Parts.TryGetValue(first.Name, out var part) || Value(first.Test) is not { } shape) return null;
        var values = ImmutableArray.CreateBuilder<byte[]>(fields.Length);
        foreach (var field in fields)
        {
            if (field?.Name != first.Name || Value(field.Test) is not { } value || value.Match != shape.Match) return null;
            values.Add(value.Text);
        }
        return new(part, shape.Match, values.MoveToImmutable());
    }

    private static (WebMatch Match, byte[] Text)? Value(ValueTest test)
    {
        if (test is not TextPattern { IsCased: false, IsBinary: false } pattern) return null;
        var (literal, match) = pattern.Parts switch
        {
            [{ Kind: PatternPartKind.Literal } only] => (only, WebMatch.Equals),
            [{ Kind: PatternPartKind.Literal } only, { Kind: PatternPartKind.Any }] => (only, WebMatch.StartsWith),
            [{ Kind: PatternPartKind.Any }, { Kind: PatternPartKind.Literal } only] => (only, WebMatch.EndsWith),
            [{ Kind: PatternPartKind.Any }, { Kind: PatternPartKind.Literal } only, { Kind: PatternPartKind.Any }] => (only, WebMatch.Contains),
            _ => (null, default),
        };
        return literal is { Bytes.IsEmpty: false } && HasPlainCase(literal.Bytes.AsSpan()) ? (match, [.. literal.Bytes.Select(FoldedText.Lower)]) : null;
    }

    /// <summary>Whether only ASCII letters have two cases, which are compared byte by byte.</summary>
    private static bool HasPlainCase(ReadOnlySpan<byte> text)
    {
        foreach (var rune in Encoding.UTF8.GetString(text).EnumerateRunes())
        {
            if (!rune.IsAscii && Rune.ToLowerInvariant(rune) != Rune.ToUpperInvariant(rune)) return false;
        }
        return true;
    }
}
