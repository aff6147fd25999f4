using Noroshi.Sensor.Logs;

namespace Noroshi.Sensor.Detectors.Web;

/// <summary>Session fixation: the identifier of a session in an address, and a page of another site that led there.</summary>
/// <remarks>
/// CWE-384. Sites that keep sessions in addresses link so themselves, and search engines keep such links: it counts when the log names the site and the referer is another, or when the identifier is one
/// somebody typed, since servers issue longer ones, and no page of the site led there; also when a page led to a query that holds one which servers never write there.
/// </remarks>
internal static class SessionFixation
{
    private const string Rule = "web.session-fixation";
    private const int ShortestIssued = 16;
    private const int LongestName = 64;

    /// <summary>What servers and frameworks call it.</summary>
    private static readonly Words Names = Words.Set("phpsessid phpsession jsessionid asp.net_sessionid aspsessionid weblogicsession jservsession jwsession cfid cftoken cfsid rack.session connect.sid laravel_session zend_session_id ci_session _session_id session-token __host-next-auth.session-token __secure-next-auth.session-token next-auth.session-token meteor_login_token sailssid");

    /// <summary>Those that their servers keep in cookies or write into paths: in a query they were put by hand.</summary>
    private static readonly Words Kept = Words.Set("jsessionid rack.session connect.sid laravel_session zend_session_id ci_session session-token __host-next-auth.session-token __secure-next-auth.session-token next-auth.session-token sailssid asp.net_sessionid");

    /// <summary>What applications call many things that last a while; only an identifier of letters and digits counts.</summary>
    private static readonly Words Heard = Words.Set("sessionid session_id session-id symfony cakephp");

    /// <summary>All names long enough to be telling, for the one look at a whole request.</summary>
    internal static IEnumerable<byte[]> All => Names.Keys.Concat(Heard.Keys).Where(name => name.Length > 4).Select(name => System.Text.Encoding.ASCII.GetBytes(name + "="));

    /// <summary>Judges a target that holds such a name. Without a page that led there, as in a message with an address to open, only names that mean nothing else count.</summary>
    /// <param name="target">The target as logged.</param>
    /// <param name="referer">The page that led to it.</param>
    /// <param name="site">The site addressed; empty where the log does not say.</param>
    /// <param name="evidence">Where to note it.</param>
    internal static void Judge(ReadOnlySpan<byte> target, ReadOnlySpan<byte> referer, ReadOnlySpan<byte> site, Evidence evidence)
    {
        var host = HostOf(referer);
        if (SearchEngines.IsResult(referer) || (!site.IsEmpty && SiteName.IsSame(host, SiteName.HostOf(site)))) return;
        var isForeign = !site.IsEmpty && !host.IsEmpty;
        RequestParts.Split(target, out var path, out var query);
        // Servers write it into paths themselves, and such addresses are kept and called again: without a page that led there only a parameter counts.
        for (var count = 0; !host.IsEmpty && count < WebJudge.MaxParameters && path.IndexOf((byte)';') is >= 0 and var semicolon; count++)
        {
            path = path[(semicolon + 1)..];
            var part = path.IndexOfAny((byte)';', (byte)'/') is >= 0 and var end ? path[..end] : path;
            var equal = part.IndexOf((byte)'=');
            if (equal > 0 && IsFixed(part[..equal], part[(equal + 1)..], isForeign, isLed: true, isQuery: false)) evidence.Add(WebAttack.SessionFixation, Points.Default, Rule);
        }
        for (var count = 0; !query.IsEmpty && count < WebJudge.MaxParameters; count++)
        {
            RequestParts.Next(ref query, out var name, out var value);
            if (IsFixed(name, value, isForeign, !host.IsEmpty, isQuery: true)) evidence.Add(WebAttack.SessionFixation, Points.Default, Rule);
        }
    }

    private static bool IsFixed(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, bool isForeign, bool isLed, bool isQuery)
    {
        if (name.Length > LongestName || value.IsEmpty) return false;
        Span<byte> lower = stackalloc byte[LongestName];
        if (System.Text.Ascii.ToLower(name, lower, out var length) != System.Buffers.OperationStatus.Done) return false;
        var isHeard = Heard.Has(lower[..length]);
        if (isHeard ? !isLed : !Names.Has(lower[..length])) return false;
        var hasDigit = value.ContainsAnyInRange((byte)'0', (byte)'9');
        var hasLetter = value.ContainsAnyInRange((byte)'a', (byte)'z') || value.ContainsAnyInRange((byte)'A', (byte)'Z');
        if (isHeard && !(hasDigit && hasLetter)) return false;
        return isForeign || (hasLetter && value.Length < ShortestIssued) || (isQuery && isLed && Kept.Has(lower[..length]));
    }

    private static ReadOnlySpan<byte> HostOf(ReadOnlySpan<byte> referer)
    {
        var scheme = referer.IndexOf("://"u8);
        return scheme is < 4 or > 5 ? [] : SiteName.HostOfAddress(referer[(scheme + 3)..]);
    }
}
