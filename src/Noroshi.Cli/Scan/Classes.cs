using System.Text;
using Noroshi.Sensor.Detectors.Web;

namespace Noroshi.Cli.Scan;

/// <summary>Names of the kinds of web attack as written in JSON: <c>sql-injection</c>.</summary>
internal static class Classes
{
    private static readonly (WebAttack Value, string Name)[] _names = [.. Enum.GetValues<WebAttack>().Where(v => v != WebAttack.None).Select(v => (v, Kebab(v.ToString())))];

    internal static IEnumerable<string> Of(WebAttack classes) => _names.Where(n => (classes & n.Value) != 0).Select(n => n.Name);

    private static string Kebab(string name)
    {
        var kebab = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && kebab.Length > 0) kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(letter));
        }
        return kebab.ToString();
    }
}
