namespace Noroshi.Sensor.Rules;

/// <summary>A value as a rule writes it, before modifiers. Immutable.</summary>
public abstract record SigmaValue
{
    private SigmaValue()
    {
    }

    /// <summary>A text, wildcards and escapes as written.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Value) : SigmaValue;

    /// <summary>A number.</summary>
    /// <param name="Value">The number.</param>
    /// <param name="Written">As written, for events that give it as text.</param>
    public sealed record Number(decimal Value, string Written) : SigmaValue;

    /// <summary><c>true</c> or <c>false</c>.</summary>
    /// <param name="Value">The value.</param>
    public sealed record Boolean(bool Value) : SigmaValue;

    /// <summary><c>null</c>.</summary>
    public sealed record Null : SigmaValue;
}
