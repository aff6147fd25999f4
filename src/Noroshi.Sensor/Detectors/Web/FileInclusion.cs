namespace Noroshi.Sensor.Detectors.Web;

/// <summary>Inclusion of files: stream wrappers of interpreters, and addresses of other servers where a file name belongs.</summary>
/// <remarks>CWE-98. PHP manual, "Supported Protocols and Wrappers". An address in a parameter is common (return addresses, shares); it counts when its host is an IP address, when it asks for code, or when it is made to be cut off.</remarks>
internal static class FileInclusion
{
    private const string Rule = "web.file-inclusion";

    private static readonly Words Wrappers = Words.Set("php zip phar expect glob ogg rar ssh2 ssh2.exec ssh2.shell compress.zlib compress.bzip2 zlib bzip2 phpinfo jar local_file file data netdoc gopher dict ldap ldaps tftp ftps sftp svn smb nfs input");

    private static readonly Words CodeEndings = Words.Set("php php3 php4 php5 php7 phtml txt inc asp aspx jsp jspx cgi pl py sh dat log");

    /// <summary>Programs and texts a script would be made to run, which pages do not link to.</summary>
    private static readonly Words TextEndings = Words.Set("txt inc dat");

    /// <summary>Parameters that hold addresses anyway.</summary>
    private static readonly Words AddressNames = Words.Set("url uri link href u redirect redirect_uri redirect_url return returnurl return_to returnto next ref referer referrer src source image img continue goto target dest destination callback to out from feed site website homepage q query search s text message");

    private static readonly Words FileNames = Words.Set("file page include inc path doc document folder root pg template style pdf layout conf config content load module mosconfig_absolute_path require_once dir show site view abspath base_path basepath includepath cfg phpbb_root_path absolute_path _conf[path] class_path filename filepath lang locale skin theme");

    private static readonly Words Folders = Words.Set("mosconfig_absolute_path phpbb_root_path _conf[path] absolute_path globals[mosconfig_absolute_path] _server[document_root] document_root cfg_root include_path includedir path_prefix config[path] basepath abspath x_path");

    internal static void Judge(in Passage passage, Evidence evidence)
    {
        var text = passage.Text;
        if (passage.Place == Place.Value && text.StartsWith("//"u8) && IsPlain(passage.Name, text[2..])) evidence.Add(WebAttack.FileInclusion, Points.Default, Rule);
        if (passage.Place == Place.Value && Run.Has(passage.Name) && IsAbsolute(text)) evidence.Add(WebAttack.FileInclusion, Points.Default, Rule);
        if (!passage.HasAny(Marks.Colon)) return;
        var colon = text.IndexOf("://"u8);
        var best = Wrapper(text, passage.Place);
        if (passage.Place == Place.Value && colon is >= 3 and < 12 && Fetched.Has(text[..colon]) && !RequestForgery.IsWayBack(passage)) best = Math.Max(best, Remote(passage, text, colon));
        if (best < Points.Default && passage.Place == Place.Value && passage.HasAny(Marks.At) && colon is 4 or 5 && HasTwoReadings(text[(colon + 3)..])) best = Points.Default;
        evidence.Add(WebAttack.FileInclusion, best, Rule);
    }

    private static readonly Words Fetched = Words.Set("http https ftp ftps");

    /// <summary>An address whose host depends on who reads it: <c>http://a.example\@b.example</c>, <c>http://a.example#@b.example</c>, <c>http://a.example/:x@y@b.example/</c>.</summary>
    private static bool HasTwoReadings(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOfAny("/\\#?"u8);
        if (end < 0) return false;
        var mark = rest[end];
        var behind = rest[(end + 1)..];
        if (mark is (byte)'\\' or (byte)'#') return behind is [(byte)'@', _, ..];
        if (behind.IndexOf((byte)'/') is >= 0 and var slash) behind = behind[..slash];
        var at = behind.LastIndexOf((byte)'@');
        // A slash that came encoded stands for the end of a host to one and for a part of a name to another.
        return mark == '/' && at > 0 && behind[(at + 1)..].Contains((byte)'.') && (behind[0] == ':' || behind[..at].Contains((byte)'@'));
    }

    private static int Wrapper(ReadOnlySpan<byte> text, Place place)
    {
        for (var from = 0; ;)
        {
            var at = text[from..].IndexOf((byte)':');
            if (at < 0) return 0;
            at += from;
            from = at + 1;
            var start = at;
            while (start > 0 && (Lexis.IsWord(text[start - 1]) || text[start - 1] == '.')) start--;
            var scheme = text[start..at];
            if (!Wrappers.Has(scheme)) continue;
            var rest = text[from..];
            if (scheme.SequenceEqual("data"u8)) return (rest.StartsWith("//text/"u8) || rest.StartsWith("text/plain"u8)) && place is not Place.Referer ? 8 : 0;
            if (rest.StartsWith("//"u8)) return place is Place.Agent or Place.Referer ? 4 : 8;
            if (scheme.SequenceEqual("jar"u8) && rest.StartsWith("file:"u8) || scheme.SequenceEqual("file"u8) && rest.StartsWith("/"u8) || scheme.SequenceEqual("jar"u8) && rest.StartsWith("http"u8)) return 8;
        }
    }

    private static int Remote(in Passage passage, ReadOnlySpan<byte> text, int colon)
    {
        var rest = text[(colon + 3)..];
        var end = rest.IndexOfAny("/?#"u8);
        var host = end < 0 ? rest : rest[..end];
        var path = end < 0 ? [] : rest[end..];
        if (text[^1] == '?' && path.Length > 0) return 7;
        if (Folders.Has(passage.Name)) return 8;
        if (host.IndexOf((byte)'@') > 0 && IsCredential(host)) return 5;
        var isCode = CodeEndings.Has(Ending(path));
        if (IsAddress(host)) return isCode || FileNames.Has(passage.Name) ? 8 : 6;
        if (FileNames.Has(passage.Name)) return isCode || text[0] == 'f' ? 6 : colon == 4 && IsPlain(passage.Name, rest) ? Points.Default : 0;
        if (colon == 4 && IsOrigin(host, path) && !IsAddressName(passage.Name)) return Points.Default;
        return AddressNames.Has(passage.Name) ? 0 : TextEndings.Has(Ending(path)) || text[0] == 'f' ? Points.Default : 0;
    }

    /// <summary>A whole site and nothing of it: <c>http://a.example/</c>.</summary>
    private static bool IsOrigin(ReadOnlySpan<byte> host, ReadOnlySpan<byte> path) => (path.IsEmpty || path.SequenceEqual("/"u8)) && host.Contains((byte)'.') && host.IndexOfAny(" <>\"'"u8) < 0;

    private static readonly byte[][] AddressEndings = [.. "url uri link site domain host origin source src ref referer referrer page web blog home issuer iss realm reply service resource audience server endpoint proxy redir path back client_id clientid location state next to campaign".Split(' ').Select(System.Text.Encoding.ASCII.GetBytes)];

    /// <summary>Whether sites belong into a parameter of this name.</summary>
    private static bool IsAddressName(ReadOnlySpan<byte> name)
    {
        if (AddressNames.Has(name)) return true;
        foreach (var ending in AddressEndings)
        {
            if (name.EndsWith(ending)) return true;
        }
        return false;
    }

    /// <summary>Parameters whose file is run rather than shown.</summary>
    private static readonly Words Run = Words.Set("file page include inc template require require_once conf config load pg root cfg theme skin module layout abspath base_path basepath includepath include_file incfile inc_dir require_file template_file plugin func");

    private static readonly Words Shown = Words.Set("pdf jpg jpeg png gif svg webp avif ico bmp mp3 mp4 webm ogg wav doc docx xls xlsx ppt pptx odt csv json xml rss zip gz css js woff woff2 ttf html htm epub ics kml gpx glb m3u8 vtt srt");

    /// <summary>An address of another server, of nothing that is shown as it is, where a file to run is named.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> name, ReadOnlySpan<byte> address)
    {
        if (!Run.Has(name) || address.IsEmpty || !Lexis.IsWord(address[0])) return false;
        var end = address.IndexOfAny("/?#"u8);
        var host = end < 0 ? address : address[..end];
        return host.Contains((byte)'.') && host.IndexOf((byte)' ') < 0 && !Shown.Has(end < 0 ? [] : Ending(address[end..]));
    }

    /// <summary>Beginnings of full paths outside any site.</summary>
    private static readonly byte[][] Roots = [.. "/usr/ /opt/ /srv/ /root/ /etc/ /boot/ c:/ d:/ c:\\ d:\\".Split(' ').Select(System.Text.Encoding.ASCII.GetBytes)];

    /// <summary>The same where a value begins, for the one look at a whole request.</summary>
    internal static IEnumerable<byte[]> All => Roots.Select(root => (byte[])[(byte)'=', .. root]);

    /// <summary>A file by its full path; browsers name one that was picked <c>c:\fakepath\</c>.</summary>
    private static bool IsAbsolute(ReadOnlySpan<byte> text)
    {
        foreach (var root in Roots)
        {
            if (text.StartsWith(root)) return !text[root.Length..].StartsWith("fakepath"u8);
        }
        return false;
    }

    /// <summary>Whether a parameter of this name holds the name of a file.</summary>
    internal static bool IsFileName(ReadOnlySpan<byte> name) => FileNames.Has(name);

    /// <summary>A user name that imitates a host: <c>http://example.org:x@192.0.2.1</c>.</summary>
    private static bool IsCredential(ReadOnlySpan<byte> host) => host[..host.LastIndexOf((byte)'@')].IndexOfAny(".%/"u8) >= 0;

    private static ReadOnlySpan<byte> Ending(ReadOnlySpan<byte> path)
    {
        if (path.IndexOfAny("?#"u8) is >= 0 and var end) path = path[..end];
        var dot = path.LastIndexOf((byte)'.');
        return dot < 0 ? [] : path[(dot + 1)..];
    }

    private static bool IsAddress(ReadOnlySpan<byte> host)
    {
        if (host is [(byte)'[', ..]) return true;
        if (host.LastIndexOf((byte)':') is > 0 and var port && host[..port].IndexOf((byte)':') < 0) host = host[..port];
        var dots = 0;
        foreach (var b in host)
        {
            if (b == '.') dots++;
            else if (!Lexis.IsDigit(b) && (b != ':' || dots > 0) && (host.IndexOf((byte)':') < 0 || Decoding.Escapes.Digit(b) < 0)) return false;
        }
        return dots == 3 || host.IndexOf("::"u8) > 0;
    }
}
