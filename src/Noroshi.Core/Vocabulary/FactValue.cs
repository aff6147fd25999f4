using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace Noroshi.Core.Vocabulary;

/// <summary>A typed value of a fact. Equal when it says the same: two lists of choices in different order are equal.</summary>
public abstract record FactValue
{
    private FactValue()
    {
    }

    /// <summary>A text of one line or several, exactly as given.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Value) : FactValue;

    /// <summary>A whole number.</summary>
    /// <param name="Value">The number.</param>
    public sealed record Number(long Value) : FactValue;

    /// <summary>An instant, in UTC, to the millisecond.</summary>
    /// <param name="Value">The instant.</param>
    public sealed record Instant(DateTimeOffset Value) : FactValue;

    /// <summary>Yes or no.</summary>
    /// <param name="Value">True for yes.</param>
    public sealed record YesNo(bool Value) : FactValue;

    /// <summary>One allowed value, by its id.</summary>
    /// <param name="Value">The id.</param>
    public sealed record Choice(string Value) : FactValue;

    /// <summary>Several allowed values, by id, in the order given.</summary>
    /// <param name="Values">The ids, none twice.</param>
    public sealed record Choices(ImmutableArray<string> Values) : FactValue
    {
        /// <inheritdoc/>
        public bool Equals(Choices? other) => other is not null && Values.Length == other.Values.Length && Values.All(v => other.Values.Contains(v, StringComparer.Ordinal));

        /// <inheritdoc/>
        public override int GetHashCode() => Values.Aggregate(0, (hash, v) => hash ^ StringComparer.Ordinal.GetHashCode(v));
    }

    /// <summary>The value as one text for searching, printing and files: instants RFC 3339 in UTC, yes/no as <c>yes</c>/<c>no</c>, choices as ids joined by commas.</summary>
    public sealed override string ToString() => this switch
    {
        Text t => t.Value,
        Number n => n.Value.ToString(CultureInfo.InvariantCulture),
        Instant i => i.Value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture),
        YesNo y => y.Value ? "yes" : "no",
        Choice c => c.Value,
        Choices c => string.Join(',', c.Values),
        _ => throw new UnreachableException(),
    };
}
