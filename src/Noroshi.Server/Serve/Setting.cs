namespace Noroshi.Server.Serve;

/// <summary>One setting people may give: key, default, and what it means. The table in <see cref="Settings"/> is the manual.</summary>
/// <param name="Key">Dotted key as in the file: <c>smtp.host</c>. Environment: <c>NOROSHI_SMTP_HOST</c>. Command line: <c>--smtp-host VALUE</c>.</param>
/// <param name="Default">Value when nobody gives one; null for none.</param>
/// <param name="Meaning">What it means, its unit and range.</param>
/// <param name="Check">Whether a value is well formed.</param>
/// <param name="IsSecret">Never printed.</param>
/// <param name="IsFlag">On the command line the key alone means true.</param>
/// <param name="DemoDefault">Value with <c>--demo</c> when nobody gives one; null for the same as otherwise.</param>
internal sealed record Setting(string Key, string? Default, string Meaning, Func<string, bool> Check, bool IsSecret = false, bool IsFlag = false, string? DemoDefault = null)
{
    internal string Environment => "NOROSHI_" + Key.ToUpperInvariant().Replace('.', '_').Replace('-', '_');

    internal string Option => "--" + Key.Replace('.', '-');
}
