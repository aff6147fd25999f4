using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Noroshi.Cli.Scan.Report;

/// <summary>Text as HTML: everything that could be markup is escaped.</summary>
internal static class HtmlText
{
    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    internal static string Of(string text) => _encoder.Encode(text);

    /// <summary>For an attribute in either kind of quotes.</summary>
    internal static string Attribute(string text) => _encoder.Encode(text);

    /// <summary>Appends an element with a text.</summary>
    internal static StringBuilder Element(this StringBuilder html, string tag, string text, string attributes = "") =>
        html.Append('<').Append(tag).Append(attributes.Length == 0 ? "" : " ").Append(attributes).Append('>').Append(Of(text)).Append("</").Append(tag).Append(">\n");
}
