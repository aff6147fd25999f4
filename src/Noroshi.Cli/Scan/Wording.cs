using System.Globalization;
using System.Text;
using Noroshi.Core.Vocabulary;
using Noroshi.Sensor.Detectors;
using Noroshi.Sensor.Detectors.Web;

namespace Noroshi.Cli.Scan;

/// <summary>A finding's numbers and words as the language writes them, and sentences made smooth after they were filled.</summary>
internal static class Wording
{
    private const int MostClasses = 4;
    private const string Milliseconds = " ms";

    private static readonly Dictionary<string, string> _singular = new(StringComparer.Ordinal)
    {
        ["accounts"] = "account", ["sources"] = "source", ["networks"] = "network", ["tries"] = "try", ["times"] = "time", ["requests"] = "request", ["failures"] = "failure", ["log-ins"] = "log-in",
        ["lines"] = "line", ["files"] = "file", ["sessions"] = "session", ["messages"] = "message", ["findings"] = "finding", ["names"] = "name", ["programs"] = "program", ["days"] = "day", ["kinds"] = "kind",
    };

    /// <summary>What the places of a finding's texts are filled with.</summary>
    internal static (string Name, string Value)[] Values(Finding finding, Terminal terminal)
    {
        List<(string, string)> values = [];
        foreach (var (name, value) in finding.Facts) values.Add((name, Value(name, value, terminal)));
        return
        [
            .. values,
            ("count", Shown.Number(finding.Count)),
            ("sources", Shown.Number(finding.SourceCount)),
            ("networks", Shown.Number(finding.NetworkCount)),
            ("accounts", Shown.Number(finding.AccountCount)),
            ("source", finding.Sources.IsEmpty ? terminal.Say("scan.unnamed.source") : Shown.Text(finding.Sources[0])),
            ("host", finding.Target.Host.Length == 0 ? terminal.Say("scan.unnamed.host") : Shown.Text(finding.Target.Host)),
            ("service", finding.Target.Service.Length == 0 ? terminal.Say("scan.unnamed.service") : Shown.Text(finding.Target.Service)),
            ("url", Shown.Text(finding.Target.Url)),
        ];
    }

    /// <summary>One of anything is singular in English, nothing is "about one", and between two Japanese words stands no space.</summary>
    internal static string Smooth(string text, Language language) => language == Language.Ja ? Japanese(text) : English(text);

    private static string Japanese(string text)
    {
        var smooth = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != ' ' || i == 0 || i == text.Length - 1 || !IsWide(text[i - 1]) || !IsWide(text[i + 1])) smooth.Append(text[i]);
        }
        return smooth.Replace("はおよそ 1 個", "は 1 個").Replace("およそ 1 個", "1 個").Replace(" 1 個ほど", " 1 個").ToString();
    }

    private static bool IsWide(char c) => c is >= '\u3001' and <= '\uFF60';

    private static string English(string text)
    {
        var words = text.Replace("about 1 ", "1 ", StringComparison.Ordinal).Split(' ');
        for (var i = 1; i < words.Length; i++)
        {
            if (words[i - 1].TrimStart('(') != "1") continue;
            var end = words[i].TrimEnd('.', ',', ';', ':', ')').Length;
            if (_singular.TryGetValue(words[i][..end], out var one)) words[i] = one + words[i][end..];
        }
        return string.Join(' ', words);
    }

    /// <summary>A length of time in the unit that says most.</summary>
    internal static string Duration(long milliseconds, Terminal terminal)
    {
        var (unit, count) = milliseconds switch
        {
            < 120_000 => ("seconds", Math.Max(1, milliseconds / 1000)),
            < 2 * 3_600_000 => ("minutes", milliseconds / 60_000),
            < 2 * 86_400_000 => ("hours", milliseconds / 3_600_000),
            _ => ("days", milliseconds / 86_400_000),
        };
        return terminal.Say($"scan.time.{unit}", ("count", Shown.Number(count)));
    }

    private static string Value(string name, string value, Terminal terminal) => name switch
    {
        "account" => Shown.Text(value),
        "classes" => Classes(value, terminal),
        _ when value.EndsWith(Milliseconds, StringComparison.Ordinal) && TryNumber(value[..^Milliseconds.Length], out var milliseconds) => Duration(milliseconds, terminal),
        _ when TryNumber(value, out var number) => Shown.Number(number),
        _ => Shown.Text(value),
    };

    /// <summary><c>SqlInjection 7, Scanner 2</c> in the language's words, the rest counted.</summary>
    private static string Classes(string value, Terminal terminal)
    {
        var classes = value.Split(", ", StringSplitOptions.RemoveEmptyEntries);
        var named = new StringBuilder();
        foreach (var one in classes.Take(MostClasses))
        {
            var (name, count) = one.Split(' ') is [var first, var second] ? (first, second) : (one, "");
            var word = Enum.TryParse<WebAttack>(name, out var attack) ? terminal.Say($"scan.class.{Scan.Classes.Of(attack).FirstOrDefault()}") : Shown.Text(name);
            named.Append(named.Length == 0 ? "" : terminal.Say("scan.and")).Append(word).Append(' ').Append(count);
        }
        if (classes.Length > MostClasses) named.Append(terminal.Say("scan.class.more", ("count", Shown.Number(classes.Length - MostClasses))));
        return named.ToString();
    }

    private static bool TryNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
