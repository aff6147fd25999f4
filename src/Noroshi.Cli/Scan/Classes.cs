using System.Text;
using Noroshi.Sensor.Detectors.Web;

namespace Noroshi.Cli.Scan;

/// <summary>Names of the kinds of web attack as written in JSON: <c>sql-injection</c>.</summary>
internal static class Classes
{
    /// <summary>All kinds.</summary>
    internal static IEnumerable<string> All => Enum.GetValues<WebAttack>().Where(c => c != WebAttack.None).Select(c => Kebab(c.ToString()));

    internal static IEnumerable<string> Of(WebAttack classes)
    {
        for (var rest = (uint)classes; rest != 0; rest &= rest - 1) yield return Kebab(((WebAttack)(rest & ~(rest - 1))).ToString());
    }

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
