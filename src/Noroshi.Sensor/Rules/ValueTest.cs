namespace Noroshi.Sensor.Rules;

/// <summary>A question put to one value of a field, or to one text of the event. Immutable, for any number of threads, and without allocation (but for regular expressions, which build their tables when first needed).</summary>
public abstract class ValueTest
{
    private protected ValueTest()
    {
    }

    /// <summary>Whether the value answers yes. Null and what has parts never does.</summary>
    /// <param name="value">The value as UTF-8 text.</param>
    /// <param name="kind">What kind of value it is.</param>
    public abstract bool Holds(ReadOnlySpan<byte> value, EventValueKind kind);

    private protected static bool HasText(EventValueKind kind) => kind is EventValueKind.Text or EventValueKind.Number or EventValueKind.Boolean;
}
