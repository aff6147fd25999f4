namespace Noroshi.Sensor.Detectors.Web;

/// <summary>XML with its own entities or schema locations, includes, and XPath and XQuery conditions.</summary>
/// <remarks>CWE-611, CWE-643, CWE-91; XML 1.0 section 4.2.2, XInclude 1.1.</remarks>
internal static class XmlInjection
{
    private const string Rule = "web.xml-injection";

    internal static void Judge(in Passage passage, Evidence evidence)
    {
        var text = passage.Text;
        var best = 0;
        if (passage.HasAny(Marks.Angle | Marks.Bang)) best = Entities(text);
        if (best == 0 && passage.HasAny(Marks.Open | Marks.Pipe | Marks.Colon)) best = XPath(text);
        if (best == 0 && passage.HasAny(Marks.Quote | Marks.DoubleQuote) && (Lexis.HasWord(text, "or //"u8) || Lexis.HasWord(text, "and //"u8)) && passage.HasAny(Marks.Equal | Marks.Bracket)) best = 6;
        evidence.Add(WebAttack.XmlInjection, best, Rule);
    }

    private static int Entities(ReadOnlySpan<byte> text)
    {
        if (Lexis.Has(text, "!entity"u8)) return 9;
        if (Lexis.Has(text, "<!doctype"u8)) return Lexis.Has(text, " system"u8) || Lexis.Has(text, " public"u8) || text.IndexOf((byte)'[') > 0 ? 8 : 4;
        if (Lexis.Has(text, "xi:include"u8) || Lexis.Has(text, "2001/xinclude"u8) || Lexis.Has(text, "schemalocation"u8) || Lexis.Has(text, "xs:include"u8) || Lexis.Has(text, "xsl:include"u8) || Lexis.Has(text, "xsl:value-of"u8) || Lexis.Has(text, "<xsl:"u8) || Lexis.Has(text, "<?xml-stylesheet"u8)) return 8;
        return Lexis.Has(text, "<!--#exec"u8) || Lexis.Has(text, "<!--#include"u8) || Lexis.Has(text, "<!--#echo"u8) || Lexis.Has(text, "<!--#printenv"u8) || Lexis.Has(text, "<esi:"u8) ? 9 : Lexis.Has(text, "<?xml "u8) && Lexis.Has(text, "xmlns"u8) ? 5 : 0;
    }

    private static int XPath(ReadOnlySpan<byte> text)
    {
        if (Lexis.Has(text, "text()"u8) || Lexis.Has(text, "node()"u8) || Lexis.Has(text, "name(/"u8) || Lexis.Has(text, "local-name("u8) || Lexis.Has(text, "namespace-uri("u8)) return 7;
        if (Lexis.Has(text, "doc('"u8) || Lexis.Has(text, "doc(\""u8) || Lexis.Has(text, "doc-available("u8) || Lexis.Has(text, "unparsed-text("u8)) return 7;
        if (Lexis.Has(text, "string-length("u8) || Lexis.Has(text, "count(/"u8) || Lexis.Has(text, "position()="u8) || Lexis.Has(text, "position() ="u8) || Lexis.Has(text, "::*"u8) || Lexis.Has(text, "last()-1"u8) || Lexis.Has(text, "starts-with("u8) && text.IndexOf((byte)'/') >= 0) return 7;
        if (Lexis.Has(text, "child::"u8) || Lexis.Has(text, "parent::"u8) || Lexis.Has(text, "ancestor::"u8) || Lexis.Has(text, "descendant::"u8) || Lexis.Has(text, "-sibling::"u8)) return 7;
        return Lexis.Has(text, "| //"u8) || Lexis.Has(text, "|//"u8) ? 6 : 0;
    }
}
