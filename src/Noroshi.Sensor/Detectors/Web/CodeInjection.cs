using Noroshi.Sensor.Detectors.Web.Code;

namespace Noroshi.Sensor.Detectors.Web;

/// <summary>Injection of program code: PHP, Java, Node.js, Python, Ruby, Perl.</summary>
/// <remarks>CWE-94.</remarks>
internal static class CodeInjection
{
    private const string Rule = "web.code-injection";

    internal static void Judge(in Passage passage, Evidence evidence)
    {
        if (passage.Text.Length < 4 && !passage.HasAny(Marks.Angle)) return;
        var best = PhpCode.Weigh(passage);
        if (best < Points.High) best = Math.Max(best, JavaCode.Weigh(passage));
        if (best < Points.High && passage.HasAny(Marks.Dot | Marks.Open | Marks.Bracket | Marks.Colon | Marks.Dollar | Marks.Brace | Marks.Angle | Marks.Bang) | passage.Text.IndexOf("__"u8) >= 0) best = Math.Max(best, ScriptCode.Weigh(passage));
        if (passage.Place is Place.Agent or Place.Referer && best < Points.High) best -= 2;
        evidence.Add(WebAttack.CodeInjection, best, Rule);
    }
}
