using System.Globalization;

namespace Noroshi.Sensor.Detectors;

/// <summary>Values for the places of a finding's texts.</summary>
internal static class Fact
{
    internal static KeyValuePair<string, string> Of(string name, string value) => new(name, value);

    internal static KeyValuePair<string, string> Of(string name, long value) => new(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A length of time in the unit that says most: <c>45 s</c>, <c>12 min</c>, <c>3 h</c>, <c>2 d</c>.</summary>
    internal static KeyValuePair<string, string> Time(string name, long milliseconds) => new(name, milliseconds switch
    {
        < 120_000 => $"{(milliseconds / 1000).ToString(CultureInfo.InvariantCulture)} s",
        < 2 * 3_600_000 => $"{(milliseconds / 60_000).ToString(CultureInfo.InvariantCulture)} min",
        < 2 * 86_400_000 => $"{(milliseconds / 3_600_000).ToString(CultureInfo.InvariantCulture)} h",
        _ => $"{(milliseconds / 86_400_000).ToString(CultureInfo.InvariantCulture)} d",
    });
}
