namespace Noroshi.Sensor.Rules;

/// <summary>What kind of value an event gives.</summary>
public enum EventValueKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A number, as its source wrote it.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>The field is there without a value.</summary>
    Null,

    /// <summary>The field is there and has parts (an object): it exists, but equals nothing.</summary>
    Composite,
}
