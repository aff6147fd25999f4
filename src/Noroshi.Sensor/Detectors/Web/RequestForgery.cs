namespace Noroshi.Sensor.Detectors.Web;

/// <summary>Server-side request forgery: addresses only the server itself can reach, in any spelling.</summary>
/// <remarks>CWE-918. RFC 6890 special-purpose addresses; metadata services of cloud providers; the spellings inet_aton(3) accepts.</remarks>
internal static class RequestForgery
{
    private const string Rule = "web.request-forgery";

    private static readonly Words Schemes = Words.Set("gopher dict ldap ldaps tftp sftp ftp ftps file netdoc jar imap imaps pop3 smtp telnet smb rtsp rtmp mailto acap rsync svn vnc redis mysql unix local_file http https ws wss ssh news nntp irc");

    private static readonly Words Hosts = Words.Set("localhost localhost4 localhost6 localhost.localdomain ipv6-localhost localtest.me lvh.me vcap.me lacolhost.com yoogle.com nip.io sslip.io xip.io localdomain.pw metadata metadata.google.internal host.docker.internal kubernetes.default.svc kubernetes.default instance-data ip6-localhost ip6-loopback gateway.docker.internal burpcollaborator.net oastify.com interact.sh oast.fun oast.pro oast.live oast.me oast.site oast.online rebind.it 1u.ms requestbin.net webhook.site dnslog.cn ceye.io rancher-metadata");

    /// <summary>Services by the names they have beside a server, in its own network only.</summary>
    private static readonly Words Services = Words.Set("elasticsearch redis mongo mongodb mysql mariadb postgres postgresql memcached rabbitmq consul vault etcd zookeeper kafka minio prometheus alertmanager kibana clickhouse couchdb influxdb solr");

    internal static void Judge(in Passage passage, Evidence evidence)
    {
        if (passage.Place is Place.Referer or Place.Agent or Place.Path || passage.Text.Length < 5) return;
        var text = passage.Text;
        var colon = text.IndexOf((byte)':');
        var best = 0;
        if (colon is > 0 and < 14 && text[(colon + 1)..] is [(byte)'/' or (byte)'\\', ..]) best = Address(text[..colon], text[(colon + 1)..].TrimStart("/\\"u8), IsWayBack(passage));
        else if (text.StartsWith("//"u8) || text.StartsWith("\\\\"u8)) best = IsLocal(HostOf(text[2..])) ? 7 : IsShare(text) ? 6 : 0;
        else if (colon is > 2 and < 6 && Schemes.Has(text[..colon]) && IsLocal(HostOf(text[(colon + 1)..]))) best = 7;
        else if (passage.HasAny(Marks.Slash | Marks.Colon) && IsLocal(HostOf(text))) best = 6;
        if (best == 0 && text.StartsWith("unix:"u8) && text.IndexOf("|http"u8) > 0) best = 9;
        if (best == 0 && text.StartsWith("http"u8)) best = Misspelt(text[(text[4..].StartsWith("s"u8) ? 5 : 4)..]);
        if (best == 0 && text.StartsWith("/\\"u8) && text.Length > 4 && text.Contains((byte)'.')) best = Points.Default;
        if (best == 0 && (Lexis.Has(text, "/latest/meta-data"u8) || Lexis.Has(text, "/computemetadata/"u8) || Lexis.Has(text, "169.254.169.254"u8))) best = 9;
        evidence.Add(WebAttack.RequestForgery, best, Rule);
    }

    /// <summary>Where a program on somebody's own machine waits for the answer to a sign-in (RFC 8252 section 7.3): the browser is sent there, no server goes.</summary>
    internal static bool IsWayBack(in Passage passage) => passage.Name.SequenceEqual("redirect_uri"u8) && (passage.Text.StartsWith("http://localhost:"u8) || passage.Text.StartsWith("http://127.0.0.1:"u8) || passage.Text.StartsWith("http://[::1]:"u8)) && passage.Text.IndexOf((byte)'@') < 0;

    /// <summary>Addresses only lenient readers take for one: <c>http:\\x</c>, <c>http:///x</c>, <c>http:2130706433</c>, a host with backslashes in it.</summary>
    private static int Misspelt(ReadOnlySpan<byte> rest)
    {
        if (rest is [(byte)':', (byte)'\\', ..] or [(byte)':', (byte)'/', (byte)'\\', ..] or [(byte)':', (byte)'/', (byte)'/', (byte)'/', _, ..]) return rest.Contains((byte)'.') ? Points.Default : 0;
        if (rest is [(byte)':', (byte)'/', (byte)'/', (byte)'\\', ..] && rest[3..].TrimStart((byte)'\\') is [var letter, ..] && Lexis.IsLetter(letter)) return 6;
        return rest is [(byte)':', ..] && TryNumber(HostOf(rest[1..]), out _) && rest.Length > 8 ? 7 : 0;
    }

    private static int Address(ReadOnlySpan<byte> scheme, ReadOnlySpan<byte> rest, bool isBack)
    {
        if (scheme.StartsWith("url:"u8)) scheme = scheme[4..];
        if (!Schemes.Has(scheme)) return 0;
        var host = HostOf(rest);
        if (IsLocal(host) || host.SequenceEqual("0"u8)) return isBack ? 3 : 8;
        if (host.Length >= 8 && host.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0) return 7;
        if (!scheme.StartsWith("http"u8) && !scheme.SequenceEqual("mailto"u8) && !scheme.SequenceEqual("ftp"u8) && !scheme.StartsWith("ws"u8) && !scheme.StartsWith("irc"u8) && !scheme.StartsWith("rt"u8)) return scheme.SequenceEqual("gopher"u8) || scheme.SequenceEqual("dict"u8) ? 8 : 6;
        return IsPrivate(host) ? 6 : Foreign(host) ? 6 : Services.Has(host) && !isBack ? Points.Default : 0;
    }

    /// <summary>A file of another machine by its Windows name: <c>\\192.0.2.1\share\x</c>. Names without a dot are those of one's own network.</summary>
    private static bool IsShare(ReadOnlySpan<byte> text)
    {
        var host = HostOf(text[2..]);
        var path = text[(2 + host.Length)..];
        return path.Length > 1 && host.Contains((byte)'.') && (text[0] == '\\' || TryNumber(host, out _));
    }

    private static ReadOnlySpan<byte> HostOf(ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny("/?#\\"u8) is >= 0 and var end) text = text[..end];
        if (text.LastIndexOf((byte)'@') is >= 0 and var at) text = text[(at + 1)..];
        if (text is [(byte)'[', ..]) return text.IndexOf((byte)']') is > 0 and var close ? text[1..close] : text[1..];
        return text.LastIndexOf((byte)':') is > 0 and var port && text[..port].IndexOf((byte)':') < 0 ? text[..port] : text;
    }

    /// <summary>The server itself, or the metadata service beside it.</summary>
    private static bool IsLocal(ReadOnlySpan<byte> host)
    {
        host = host.TrimEnd((byte)'.');
        if (host.Length < 3) return false;
        if (host.StartsWith("metadata."u8) || host.EndsWith(".svc.cluster.local"u8)) return true;
        if (Hosts.Has(host)) return true;
        for (var rest = host; rest.IndexOf((byte)'.') is >= 0 and var dot;)
        {
            rest = rest[(dot + 1)..];
            if (Hosts.Has(rest)) return true;
        }
        if (host.IndexOf("::"u8) >= 0 || host.StartsWith("0:0:0"u8)) return host.Length <= 3 || host.EndsWith("::"u8) || Lexis.Has(host, "ffff:"u8) || host.EndsWith(":1"u8) || host.EndsWith("a9fe"u8) || host.StartsWith("fd00:ec2"u8);
        return TryNumber(host, out var address) && ((address >> 24) is 127 or 0 || address == 0xA9FEA9FE || address == 0x646464C8);
    }

    private static bool IsPrivate(ReadOnlySpan<byte> host) => TryNumber(host, out var address)
        && ((address >> 24) == 10 || (address >> 20) == 0xAC1 || (address >> 16) is 0xC0A8 or 0xA9FE || host.IndexOf((byte)'.') < 0 || host.StartsWith("0"u8));

    /// <summary>Digits in circles, which some resolvers read as digits.</summary>
    private static bool Foreign(ReadOnlySpan<byte> host) => host.IndexOf("\u2460"u8[..2]) >= 0 || host.IndexOf("\u24EA"u8[..2]) >= 0 || (host.IndexOf("\u3002"u8) > 0 && Lexis.IsDigit(host[0]));

    /// <summary>Reads what inet_aton(3) reads: one to four parts, each decimal, octal or hexadecimal.</summary>
    private static bool TryNumber(ReadOnlySpan<byte> host, out uint address)
    {
        address = 0;
        var parts = 0;
        ulong whole = 0;
        while (true)
        {
            var dot = host.IndexOf((byte)'.');
            var part = dot < 0 ? host : host[..dot];
            if (!TryPart(part, out var value) || ++parts > 4) return false;
            if (dot < 0)
            {
                var width = 8 * (5 - parts);
                if (value >= 1UL << width || (parts == 1 && part.Length < 8)) return false;
                address = (uint)((whole << width) | value);
                return true;
            }
            if (value > 255) return false;
            whole = (whole << 8) | value;
            host = host[(dot + 1)..];
        }
    }

    private static bool TryPart(ReadOnlySpan<byte> part, out ulong value)
    {
        value = 0;
        if (part.IsEmpty || part.Length > 16) return false;
        var radix = part.StartsWith("0x"u8) ? 16UL : part.Length > 1 && part[0] == '0' ? 8UL : 10UL;
        if (radix == 16) part = part[2..];
        foreach (var b in part)
        {
            var digit = Decoding.Escapes.Digit(b);
            if (digit < 0 || (ulong)digit >= radix) return false;
            value = (value * radix) + (ulong)digit;
        }
        return !part.IsEmpty && value <= uint.MaxValue;
    }
}
