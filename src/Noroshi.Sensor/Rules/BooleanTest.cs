namespace Noroshi.Sensor.Rules;

/// <summary>A truth value, as such or written out in either case. Immutable.</summary>
/// <param name="isTrue">The value wanted.</param>
public sealed class BooleanTest(bool isTrue) : ValueTest
{
    /// <summary>The value wanted.</summary>
    public bool IsTrue { get; } = isTrue;

    /// <inheritdoc/>
    public override bool Holds(ReadOnlySpan<byte> value, EventValueKind kind)
    {
        var wanted = IsTrue ? "true"u8 : "false"u8;
        return HasText(kind) && value.Length == wanted.Length && FoldedText.EqualsLowered(value, wanted);
    }
}
