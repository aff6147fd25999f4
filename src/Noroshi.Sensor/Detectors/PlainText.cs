namespace Noroshi.Sensor.Detectors;

/// <summary>Text of attackers made harmless to read: control and direction characters (terminal escapes, line ends, right-to-left overrides) become <c>U+FFFD</c>.</summary>
internal static class PlainText
{
    internal static string Of(string text)
    {
        foreach (var c in text)
        {
            if (IsUnruly(c)) return string.Create(text.Length, text, static (to, from) =>
            {
                for (var i = 0; i < to.Length; i++) to[i] = IsUnruly(from[i]) ? '\uFFFD' : from[i];
            });
        }
        return text;
    }

    private static bool IsUnruly(char c) => char.IsControl(c) || c is (>= '\u200E' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';
}
