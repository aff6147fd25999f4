namespace Noroshi.Sensor.Detectors.Web;

/// <summary>Whether the answer suggests that an attack worked: a page of code 200 with a body, where the attack asks for something the server must not give.</summary>
/// <remarks>Only what the target asks for counts: a page is answered all the same to whatever referer or agent. A log shows neither what a database did nor what a browser ran: for those kinds nothing is claimed. Redirects and refusals are failures; 5xx means it was reached, not that it worked. How the site answers otherwise is looked at by who knows more than a line.</remarks>
internal static class Success
{
    /// <summary>The least a file or the output of a command has.</summary>
    private const int LeastBytes = 20;

    private const WebAttack Answering = WebAttack.PathTraversal | WebAttack.FileInclusion | WebAttack.CommandInjection | WebAttack.CodeInjection | WebAttack.KnownExploit | WebAttack.WebShell | WebAttack.SensitiveFile | WebAttack.RequestForgery;

    /// <summary>Whether a success of such an attack could show at all.</summary>
    internal static bool CanShow(WebAttack classes) => (classes & Answering) != 0;

    /// <summary>Answers it for one line.</summary>
    internal static bool IsLikely(WebAttack classes, Tier tier, int status, long bytes)
    {
        if (status is not (200 or 206) || (classes & Answering) == 0) return false;
        // A shell answers even with an empty page.
        if ((classes & WebAttack.WebShell) != 0) return true;
        if (bytes is >= 0 and < LeastBytes) return false;
        return tier == Tier.High || (classes & WebAttack.SensitiveFile) != 0;
    }
}
