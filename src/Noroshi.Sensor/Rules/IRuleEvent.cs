namespace Noroshi.Sensor.Rules;

/// <summary>
/// One thing that happened, as rules see it: values in numbered slots and the text keywords are looked for in. Implemented by ref structs over a line or by a reused object;
/// nothing here may allocate. Slots are those of <see cref="RuleSet.Fields"/>.
/// </summary>
public interface IRuleEvent
{
    /// <summary>How many values a field has; 0 when the event has no such field. An empty list counts as one null.</summary>
    /// <param name="slot">The field's slot.</param>
    int ValueCount(int slot);

    /// <summary>One value of a field.</summary>
    /// <param name="slot">The field's slot.</param>
    /// <param name="index">Which of the field's values, from 0.</param>
    /// <param name="text">The value as UTF-8 text; <c>true</c> or <c>false</c> for a truth value; empty for null and for what has parts.</param>
    EventValueKind Value(int slot, int index, out ReadOnlySpan<byte> text);

    /// <summary>How many texts keywords are looked for in: the whole line, or each value on its own.</summary>
    int TextCount { get; }

    /// <summary>One text keywords are looked for in, UTF-8.</summary>
    /// <param name="index">Which text, from 0.</param>
    ReadOnlySpan<byte> Text(int index);
}
