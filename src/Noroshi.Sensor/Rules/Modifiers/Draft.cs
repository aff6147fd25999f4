using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Noroshi.Sensor.Rules.Modifiers;

/// <summary>A value on its way through the modifiers.</summary>
internal abstract record Draft
{
    private Draft()
    {
    }

    /// <summary>A text with wildcards.</summary>
    /// <param name="Parts">Its parts.</param>
    /// <param name="Written">As written.</param>
    internal sealed record Words(ImmutableArray<PatternPart> Parts, string Written) : Draft
    {
        internal bool IsCased { get; init; }

        internal bool IsBinary { get; init; }

        /// <summary>Whether a modifier said where the text is expected; a keyword without is expected anywhere.</summary>
        internal bool IsPlaced { get; init; }

        internal bool HasWildcards => Parts.Any(p => p.Kind is PatternPartKind.Any or PatternPartKind.One);
    }

    internal sealed record Number(decimal Value, string Written) : Draft;

    internal sealed record Boolean(bool Value) : Draft;

    internal sealed record Null : Draft;

    internal sealed record Expression(string Pattern, RegexOptions Options) : Draft;

    internal sealed record Block(CidrTest Test) : Draft;

    internal sealed record Compared(Comparison Comparison, decimal With) : Draft;

    internal sealed record Timed(TimePart Part, Comparison Comparison, decimal With) : Draft;

    internal sealed record Existence(bool IsThere) : Draft;

    internal sealed record Referred(string Field, Fit Fit, bool IsCased) : Draft;
}
