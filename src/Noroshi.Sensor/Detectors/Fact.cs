using System.Globalization;

namespace Noroshi.Sensor.Detectors;

/// <summary>Values for the places of a finding's texts.</summary>
internal static class Fact
{
    internal static KeyValuePair<string, string> Of(string name, string value) => new(name, value);

    internal static KeyValuePair<string, string> Of(string name, long value) => new(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A length of time, <c>3600000 ms</c>: whoever shows it knows the language's units.</summary>
    internal static KeyValuePair<string, string> Time(string name, long milliseconds) => new(name, string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, milliseconds)} ms"));
}
