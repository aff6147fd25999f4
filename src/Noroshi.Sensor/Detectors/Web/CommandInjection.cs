using System.Runtime.CompilerServices;
using Noroshi.Sensor.Detectors.Web.Shell;

namespace Noroshi.Sensor.Detectors.Web;

/// <summary>OS command injection: a text that a shell of Unix or Windows would run.</summary>
/// <remarks>CWE-78. A command counts where a shell would look for one, and more when its argument has the shape of one; words of plain language alone never do.</remarks>
internal static class CommandInjection
{
    private const string Rule = "web.command-injection";

    // The buffer is written before it is read.
    [SkipLocalsInit]
    internal static void Judge(in Passage passage, Evidence evidence)
    {
        var text = passage.Text;
        if (text.Length < 2) return;
        Span<byte> buffer = stackalloc byte[ShellText.MaxBytes];
        var bare = buffer[..ShellText.Bare(text.Length > ShellText.MaxBytes ? text[^ShellText.MaxBytes..] : text, buffer, out var isDisguised)];
        var isName = passage.Place == Place.Value && (ShellWords.CommandNames.Has(passage.Name) || (ShellWords.IsFirstAsked(text) && !ShellWords.Searches.Has(passage.Name)));
        var best = ShellPhrases.Weigh(passage, bare);
        if (best < 9) best = Math.Max(best, ShellCommands.Weigh(bare, new(IsProduct(passage) ? Place.Referer : passage.Place, isName, isDisguised, passage.HasAny(Marks.Quote | Marks.DoubleQuote) && IsClosed(text))));
        if (best < Points.High && isDisguised && passage.HasAny(Marks.Slash) && Files.SystemFiles.IsMentioned(bare) && !Files.SystemFiles.IsMentioned(text)) best = Points.High;
        if (best > 0 && isDisguised && passage.Place is not Place.Agent) best += 2;
        if (best < 9) best = Math.Max(best, PowerShell.Weigh(passage));
        if (passage.Place is Place.Agent or Place.Referer && passage.HasAny(Marks.Open) && best == Points.Default) best--;
        evidence.Add(WebAttack.CommandInjection, best, Rule);
    }

    /// <summary>Whether a quote is closed and a separator follows: <c>x'; id</c>.</summary>
    private static bool IsClosed(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOfAny((byte)'\'', (byte)'"');
        return at >= 0 && text[(at + 1)..].TrimStart((byte)' ') is [(byte)';' or (byte)'|' or (byte)'&', ..] && text[..at].IndexOf((byte)' ') < 0;
    }

    /// <summary>An agent that names a product and its version, as RFC 9110 section 10.1.5 asks: <c>Chef Client/10.18</c>.</summary>
    private static bool IsProduct(in Passage passage)
    {
        if (passage.Place != Place.Agent) return false;
        var slash = passage.Text.IndexOf((byte)'/');
        return slash > 0 && slash + 1 < passage.Text.Length && Lexis.IsDigit(passage.Text[slash + 1]) && Lexis.IsWord(passage.Text[slash - 1]);
    }
}
