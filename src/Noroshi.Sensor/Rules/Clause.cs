using System.Collections.Immutable;

namespace Noroshi.Sensor.Rules;

/// <summary>What a rule asks of an event, as a tree. Immutable; the same tree serves as a rule's selections and as its condition.</summary>
public abstract record Clause
{
    private Clause()
    {
    }

    /// <summary>Adds the names of the fields it asks for.</summary>
    /// <param name="names">Receives them.</param>
    /// <returns>Whether it asks for fields only, and not for texts anywhere in the event.</returns>
    public bool AddFieldsTo(ISet<string> names)
    {
        switch (this)
        {
            case All all: return all.Parts.Aggregate(true, (only, part) => part.AddFieldsTo(names) && only);
            case Any any: return any.Parts.Aggregate(true, (only, part) => part.AddFieldsTo(names) && only);
            case Not not: return not.Part.AddFieldsTo(names);
            case Field field: names.Add(field.Name); return true;
            case Null isNull: names.Add(isNull.Name); return true;
            case Exists exists: names.Add(exists.Name); return true;
            case Reference reference: names.Add(reference.Name); names.Add(reference.Other); return true;
            default: return this is Selected;
        }
    }

    /// <summary>Every part holds. An empty one always does.</summary>
    /// <param name="Parts">The parts.</param>
    public sealed record All(ImmutableArray<Clause> Parts) : Clause;

    /// <summary>At least one part holds. An empty one never does.</summary>
    /// <param name="Parts">The parts.</param>
    public sealed record Any(ImmutableArray<Clause> Parts) : Clause;

    /// <summary>The part does not hold.</summary>
    /// <param name="Part">The part.</param>
    public sealed record Not(Clause Part) : Clause;

    /// <summary>One of the rule's selections holds; stands only in conditions.</summary>
    /// <param name="Index">Place in <see cref="SigmaRule.Selections"/>.</param>
    public sealed record Selected(int Index) : Clause;

    /// <summary>At least one value of a field answers yes.</summary>
    /// <param name="Name">The field's name as the rule writes it.</param>
    /// <param name="Test">The question.</param>
    public sealed record Field(string Name, ValueTest Test) : Clause;

    /// <summary>A field is not there, or has a null among its values.</summary>
    /// <param name="Name">The field's name.</param>
    public sealed record Null(string Name) : Clause;

    /// <summary>A field is there, whatever its value.</summary>
    /// <param name="Name">The field's name.</param>
    public sealed record Exists(string Name) : Clause;

    /// <summary>A value of one field equals, or begins, ends or contains, a value of another.</summary>
    /// <param name="Name">The field's name.</param>
    /// <param name="Other">The other field's name.</param>
    /// <param name="Fit">How the other value is expected in the first.</param>
    /// <param name="IsCased">Whether case counts.</param>
    public sealed record Reference(string Name, string Other, Fit Fit, bool IsCased) : Clause;

    /// <summary>At least one text of the event answers yes.</summary>
    /// <param name="Test">The question.</param>
    public sealed record Keyword(ValueTest Test) : Clause;
}

/// <summary>How one value is expected in another.</summary>
public enum Fit
{
    /// <summary>They are equal.</summary>
    Whole,

    /// <summary>At the beginning.</summary>
    Start,

    /// <summary>At the end.</summary>
    End,

    /// <summary>Anywhere.</summary>
    Anywhere,
}
