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
        evidence.Add(WebAttack.LdapInjection, Filters(text), Rule);
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
            var rest = text[from..].TrimStart((byte)' ');
            var isBehindClose = text[..at].TrimEnd(" \n"u8) is [.., (byte)')'];
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
        return Math.Max(best, (text.StartsWith("*)"u8) || text.StartsWith("*()"u8)) && text.Length > 2 ? 7 : 0);
    }
}
