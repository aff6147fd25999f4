namespace Noroshi.Sensor.Detectors.Web;

/// <summary>LDAP injection: filters closed and opened again, <c>*)(uid=*))(|(uid=*</c>.</summary>
/// <remarks>CWE-90; RFC 4515 string representation of search filters.</remarks>
internal static class LdapInjection
{
    private const string Rule = "web.ldap-injection";

    private static readonly Words Attributes = Words.Set("uid cn sn mail objectclass userpassword samaccountname givenname ou dc o member memberof userprincipalname password user username name login homedirectory uidnumber gidnumber objectcategory department title telephonenumber");

    internal static void Judge(in Passage passage, Evidence evidence)
    {
        if (passage.HasAll(Marks.Colon | Marks.Equal | Marks.Digit) && Lexis.Has(passage.Text, ":2.5.13."u8)) evidence.Add(WebAttack.LdapInjection, Points.High, Rule);
        if (!passage.HasAny(Marks.Open | Marks.Close) || !passage.HasAny(Marks.Equal | Marks.Star | Marks.Ampersand | Marks.Pipe)) return;
        var text = passage.Text;
        var best = Filters(text);
        // A whole filter breaks out of nothing, unless it says what is always so; pages that take one name their parameter so.
        if (best >= Points.High && IsWhole(text) && !Lexis.Has(text, "(1="u8) && !Lexis.Has(text, "(0="u8)) best = Points.Default;
        evidence.Add(WebAttack.LdapInjection, best, Rule);
    }

    /// <summary>Whether a text is one filter from its first parenthesis to the last: <c>(&amp;(objectClass=user)(cn=a))</c>.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'(', .., (byte)')']) return false;
        var depth = 0;
        foreach (var b in text[..^1])
        {
            if (b == '(') depth++;
            else if (b == ')' && --depth == 0) return false;
        }
        return depth == 1;
    }

    private static int Filters(ReadOnlySpan<byte> text)
    {
        var best = 0;
        for (var from = 0; best < 9;)
        {
            var at = text[from..].IndexOf((byte)'(');
            if (at < 0) break;
            at += from;
            from = at + 1;
            // Lists of the addresses Kibana makes are !(a,!(b,c)).
            if (at > 0 && text[at - 1] == '!' && text[from..] is [(byte)'!' or (byte)')', ..]) continue;
            var rest = text[from..].TrimStart((byte)' ');
            var isBehindClose = text[..at].TrimEnd(" \n("u8) is [.., (byte)')'];
            if (rest is [(byte)'&' or (byte)'|' or (byte)'!', ..] && rest[1..].TrimStart((byte)' ') is [(byte)'(' or (byte)')', ..] or [] or [(byte)'|' or (byte)'&', ..])
            {
                if (rest.Length < 2 || rest[0] != rest[1]) best = Math.Max(best, isBehindClose ? 9 : 7);
                continue;
            }
            if (rest is [(byte)'&' or (byte)'|', ..] && isBehindClose) rest = rest[1..].TrimStart((byte)' ');
            var length = Lexis.WordLength(rest);
            if (length == 0) continue;
            var behind = rest[length..];
            if (behind is not ([(byte)'=', ..] or [(byte)'>' or (byte)'<' or (byte)'~' or (byte)':', (byte)'=', ..])) continue;
            var isKnown = Attributes.Has(rest[..length]);
            if (isBehindClose) best = Math.Max(best, isKnown || behind.IndexOf((byte)'*') > 0 ? 9 : 6);
            else if (isKnown && behind is [(byte)'=', (byte)'*', ..]) best = Math.Max(best, 7);
        }
        if (best == 0 && text.EndsWith("*)"u8) && text.IndexOf((byte)'(') < 0) best = Points.Default;
        return Math.Max(best, (text.StartsWith("*)"u8) || text.StartsWith("*()"u8)) && text.Length > 2 ? 7 : 0);
    }
}
