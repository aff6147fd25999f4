using System.Buffers;
using System.Text;

namespace Noroshi.Formats.Mail;

/// <summary>Header values: folded lines, quoted words, and encoded words for everything outside ASCII.</summary>
/// <remarks>RFC 5322 sections 2.1.1 and 2.2.3 (78 columns, folding); RFC 2047 sections 2 and 5 (75 columns for an encoded word, 76 for its line; whole characters only).</remarks>
internal static class HeaderText
{
    private const int Columns = 76;
    private const int EncodedWord = 75;
    private const string Open = "=?UTF-8?B?";
    private const string Close = "?=";

    internal static readonly SearchValues<char> AtomText =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~");

    /// <summary>Whether a value could leave its line: such a value is never written.</summary>
    internal static bool IsOneLine(string value) => !value.Any(char.IsControl);

    /// <summary>A header with free text, folded, ended by CRLF.</summary>
    internal static string Free(string name, string value)
    {
        var line = new StringBuilder(name).Append(": ");
        if (IsPlain(value)) { Words(line, value); }
        else { Encoded(line, value); }
        return line.Append("\r\n").ToString();
    }

    /// <summary>A header with addresses, one on each line after the first.</summary>
    internal static string Addresses(string name, IEnumerable<Mailbox> mailboxes)
    {
        var line = new StringBuilder(name).Append(": ");
        var separator = "";
        foreach (var mailbox in mailboxes)
        {
            line.Append(separator);
            separator = ",\r\n ";
            if (mailbox.Name.Length == 0) { line.Append(mailbox.Address); continue; }
            Phrase(line, mailbox.Name);
            line.Append(Column(line) + mailbox.Address.Length + 3 > Columns ? "\r\n " : " ").Append('<').Append(mailbox.Address).Append('>');
        }
        return line.Append("\r\n").ToString();
    }

    private static void Phrase(StringBuilder line, string name)
    {
        if (!IsPlain(name)) { Encoded(line, name); return; }
        var isAtoms = name.Split(' ').All(static word => !word.AsSpan().ContainsAnyExcept(AtomText));
        if (isAtoms) { Words(line, name); return; }
        Words(line, $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
    }

    // Folding may only happen at a single space between short words; all else is written as encoded words.
    private static bool IsPlain(string value) =>
        value.All(static c => c is >= ' ' and <= '~')
        && !value.Contains("=?", StringComparison.Ordinal)
        && value.Split(' ').All(static word => word.Length is > 0 and < 60);

    private static void Words(StringBuilder line, string value)
    {
        var isFirst = true;
        foreach (var word in value.Split(' '))
        {
            if (!isFirst) { line.Append(Column(line) + 1 + word.Length > Columns ? "\r\n " : " "); }
            line.Append(word);
            isFirst = false;
        }
    }

    private static void Encoded(StringBuilder line, string value)
    {
        var chunk = new List<byte>();
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in value.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(utf8);
            if (chunk.Count + length > Room(line)) { Flush(line, chunk, isLast: false); }
            chunk.AddRange(utf8[..length]);
        }
        Flush(line, chunk, isLast: true);
    }

    private static int Room(StringBuilder line)
    {
        var columns = Math.Min(EncodedWord, Columns - Column(line)) - Open.Length - Close.Length;
        return columns / 4 * 3;
    }

    private static void Flush(StringBuilder line, List<byte> chunk, bool isLast)
    {
        if (chunk.Count > 0) { line.Append(Open).Append(Convert.ToBase64String([.. chunk])).Append(Close); }
        if (!isLast) { line.Append("\r\n "); }
        chunk.Clear();
    }

    private static int Column(StringBuilder line)
    {
        var column = 0;
        while (column < line.Length && line[line.Length - 1 - column] != '\n') { column++; }
        return column;
    }
}
