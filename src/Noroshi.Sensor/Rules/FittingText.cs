namespace Noroshi.Sensor.Rules;

/// <summary>One text of the event within another, for <c>fieldref</c>.</summary>
internal static class FittingText
{
    internal static bool Holds(ReadOnlySpan<byte> value, ReadOnlySpan<byte> other, Fit fit, bool isCased)
    {
        if (fit is Fit.Whole or Fit.Start)
        {
            var end = Prefix(value, other, isCased);
            return end >= 0 && (fit is Fit.Start || end == value.Length);
        }
        for (var at = 0; at <= value.Length; at += Math.Max(1, FoldedText.CharacterLength(value[at..])))
        {
            var end = Prefix(value[at..], other, isCased);
            if (end >= 0 && (fit is Fit.Anywhere || at + end == value.Length)) return true;
        }
        return false;
    }

    private static int Prefix(ReadOnlySpan<byte> value, ReadOnlySpan<byte> other, bool isCased)
    {
        if (!isCased) return FoldedText.PrefixLength(value, other);
        return value.StartsWith(other) ? other.Length : -1;
    }
}
