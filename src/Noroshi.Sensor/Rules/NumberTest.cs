using System.Buffers.Text;

namespace Noroshi.Sensor.Rules;

/// <summary>A number compared with the value's; a value that is no decimal number answers no. Immutable.</summary>
/// <param name="comparison">How to compare.</param>
/// <param name="number">The rule's number, on the right.</param>
public sealed class NumberTest(Comparison comparison, decimal number) : ValueTest
{
    /// <summary>How to compare.</summary>
    public Comparison Comparison { get; } = comparison;

    /// <summary>The rule's number.</summary>
    public decimal Number { get; } = number;

    /// <inheritdoc/>
    public override bool Holds(ReadOnlySpan<byte> value, EventValueKind kind) =>
        kind is EventValueKind.Text or EventValueKind.Number && TryRead(value, out var read) && Comparison.Holds(read, Number);

    internal static bool TryRead(ReadOnlySpan<byte> text, out decimal number)
    {
        number = 0;
        return text.Length is > 0 and <= 64 && Utf8Parser.TryParse(text, out number, out var used, 'E') && used == text.Length
            || text.Length is > 0 and <= 64 && Utf8Parser.TryParse(text, out number, out used) && used == text.Length;
    }
}
