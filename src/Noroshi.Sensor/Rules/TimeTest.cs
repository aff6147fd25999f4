using System.Globalization;

namespace Noroshi.Sensor.Rules;

/// <summary>A part of a date compared with a number. The date counts as written: no time zone is applied. Immutable.</summary>
/// <remarks>Sigma modifiers appendix 2.1.0, "Time Modifiers".</remarks>
/// <param name="part">Which part.</param>
/// <param name="comparison">How to compare.</param>
/// <param name="number">The rule's number.</param>
public sealed class TimeTest(TimePart part, Comparison comparison, decimal number) : ValueTest
{
    /// <summary>Which part.</summary>
    public TimePart Part { get; } = part;

    /// <summary>How to compare.</summary>
    public Comparison Comparison { get; } = comparison;

    /// <summary>The rule's number.</summary>
    public decimal Number { get; } = number;

    /// <inheritdoc/>
    public override bool Holds(ReadOnlySpan<byte> value, EventValueKind kind) =>
        kind is EventValueKind.Text or EventValueKind.Number && TimeText.TryRead(value, out var time) && Comparison.Holds(Of(time), Number);

    private int Of(DateTime time) => Part switch
    {
        TimePart.Minute => time.Minute,
        TimePart.Hour => time.Hour,
        TimePart.Day => time.Day,
        TimePart.Week => ISOWeek.GetWeekOfYear(time),
        TimePart.Month => time.Month,
        _ => time.Year,
    };
}
