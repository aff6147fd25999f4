using System.Globalization;

namespace Noroshi.Server.Share.Channels;

/// <summary>One reply of a mail server: code and lines (RFC 5321 section 4.2).</summary>
internal sealed record MailReply(int Code, IReadOnlyList<string> Lines)
{
    internal bool IsGood => Code is >= 200 and < 300;

    internal bool IsRefusal => Code is >= 500 and < 600;

    internal string Text => string.Join(' ', Lines);

    /// <summary>The enhanced status code that begins the text (RFC 2034), or empty.</summary>
    internal string Enhanced
    {
        get
        {
            string word = Lines.Count == 0 ? "" : Lines[0].Split(' ', 2)[0];
            return word.Split('.') is [[>= '2' and <= '5'], { Length: >= 1 and <= 3 } a, { Length: >= 1 and <= 3 } b] && a.All(char.IsAsciiDigit) && b.All(char.IsAsciiDigit) ? word : "";
        }
    }

    /// <summary>Whether an EHLO reply offers an extension.</summary>
    internal bool Offers(string keyword) => Lines.Skip(1).Any(l => l.Split(' ')[0].Equals(keyword, StringComparison.OrdinalIgnoreCase));

    /// <summary>The parameters of an offered extension, such as the mechanisms of AUTH.</summary>
    internal IEnumerable<string> ParametersOf(string keyword) =>
        Lines.Skip(1).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(w => w.Length > 0 && w[0].Equals(keyword, StringComparison.OrdinalIgnoreCase)).SelectMany(w => w[1..]);

    /// <summary>Reads one line: three digits, then a space or (more follows) a hyphen, then text.</summary>
    internal static (int Code, bool HasMore, string Text)? Line(string line)
    {
        if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out int code) || code is < 200 or > 599) return null;
        if (line.Length == 3) return (code, false, "");
        return line[3] is ' ' or '-' ? (code, line[3] == '-', line[4..]) : null;
    }
}
