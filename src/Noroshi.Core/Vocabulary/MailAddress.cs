namespace Noroshi.Core.Vocabulary;

/// <summary>Mail addresses, so far as their shape says.</summary>
public static class MailAddress
{
    /// <summary>Whether the shape is <c>local@domain</c>: RFC 5321 lengths (64 and 255 octets), no spaces or controls, a domain of letters, digits, hyphens and dots. Quoted local parts are not accepted.</summary>
    public static bool IsPlausible(string text)
    {
        var at = text.LastIndexOf('@');
        if (at is < 1 or > 64 || text.Length - at - 1 is < 1 or > 255) return false;
        var local = text.AsSpan(0, at);
        foreach (var c in local)
        {
            if (c <= ' ' || c is '"' or '(' or ')' or ',' or ':' or ';' or '<' or '>' or '@' or '[' or '\\' or ']' or '\u007f' || char.IsWhiteSpace(c) || char.IsControl(c)) return false;
        }
        return text[(at + 1)..].Split('.').All(IsLabel);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsLetterOrDigit(c) || c == '-');
}
