using Noroshi.Sensor.Detectors.Web.Decoding;

namespace Noroshi.Sensor.Detectors.Web;

/// <summary>Line ends sent to write headers of the answer, a second request, or commands of mail servers.</summary>
/// <remarks>CWE-113, CWE-93; RFC 9112 section 11.1; RFC 5321, RFC 9051 and RFC 1939 for the commands.</remarks>
internal static class HeaderInjection
{
    private const string Rule = "web.header-injection";

    private static readonly Words Headers = Words.Set("set-cookie content-type content-length location refresh transfer-encoding host x-forwarded-for x-forwarded-host cookie content-disposition content-encoding access-control-allow-origin x-xss-protection link remote-addr user-agent referer connection cache-control bcc cc to from subject mime-version reply-to content-transfer-encoding status expires server date set-cookie2 content-security-policy vary etag www-authenticate proxy-authenticate retry-after");

    /// <summary>What people write in front of what they have to say, names of headers among it.</summary>
    private static readonly Words Labels = Words.Set("to from cc subject date location name tel phone mobile fax mail email address url note notes message age company http https");

    private static readonly Words Mail = Words.Set("rcpt mail helo ehlo data quit rset vrfy expn noop auth starttls user pass apop stat list retr dele uidl top login select examine create delete rename subscribe unsubscribe lsub status append check close expunge search fetch store copy uid capability logout authenticate help turn");

    internal static void Judge(in Passage passage, Evidence evidence)
    {
        var text = passage.Text;
        if (passage.HasAll(Marks.Blank | Marks.Slash) && IsRequest(text)) evidence.Add(WebAttack.HeaderInjection, 6, Rule);
        if (passage.HasAll(Marks.Backslash | Marks.Colon) && Spelled(text)) evidence.Add(WebAttack.HeaderInjection, 7, Rule);
        if ((passage.Tricks & Tricks.LineEnd) == 0) return;
        var best = passage.Place == Place.Name || (passage.Tricks & Tricks.TurnedLineEnd) != 0 ? Points.Default : 0;
        for (var from = 0; best < 9;)
        {
            var at = text[from..].IndexOf((byte)'\n');
            if (at < 0) break;
            from += at + 1;
            var line = text[from..].TrimStart((byte)' ');
            best = Math.Max(best, at > 0 && IsWritten(text.Slice(from - 1 - at, at), line) ? 0 : Line(line));
            if (at > 0 && from == at + 1 && IsValue(text[..at])) best = Math.Max(best, Header(line));
            if (at == 0 && from == 1) best = Math.Max(best, AtOnce(text.TrimStart(" \n"u8)));
        }
        // A path has no line ends, whatever follows them.
        if (best == 0 && passage.Place == Place.Path && text.TrimEnd(" \n"u8).IndexOf((byte)'\n') >= 0) best = 5;
        evidence.Add(WebAttack.HeaderInjection, best, Rule);
    }

    /// <summary>A value that begins with a line end goes on where the server's own header stood: any header, or the page.</summary>
    private static int AtOnce(ReadOnlySpan<byte> rest)
    {
        if (rest is [(byte)'<', var letter, ..] && Lexis.IsLetter(letter)) return 6;
        var length = 0;
        while (length < rest.Length && (Lexis.IsWord(rest[length]) || rest[length] == '-')) length++;
        return length is > 1 and < 40 && rest[length..] is [(byte)':', not (byte)'/', ..] ? 6 : 0;
    }

    /// <summary>Whether a line is labelled as people do, behind a line of words: "Note: this" and "To: everyone". A header's value that is an address is none.</summary>
    private static bool IsWritten(ReadOnlySpan<byte> before, ReadOnlySpan<byte> line)
    {
        var length = Lexis.WordLength(line);
        if (!Labels.Has(line[..length]) || !before.Contains((byte)' ')) return false;
        var end = line.IndexOf((byte)'\n');
        return line[length..(end < 0 ? line.Length : end)].IndexOfAny("/@<"u8) < 0;
    }

    /// <summary>Whether a text is one word of ASCII, such as the value of a header, and no address.</summary>
    private static bool IsValue(ReadOnlySpan<byte> text) => text.Length is > 0 and < 64 && System.Text.Ascii.IsValid(text) && text.IndexOfAny(" :@"u8) < 0;

    /// <summary>A header of any name that ends the text: <c>en</c>, a line end, <c>evil: 1</c>. Of several lines people write, the second may be labelled too.</summary>
    private static int Header(ReadOnlySpan<byte> line)
    {
        var length = Lexis.WordLength(line);
        return length is > 1 and < 30 && System.Text.Ascii.IsValid(line[..length]) && !Labels.Has(line[..length]) && line[length..] is [(byte)':', not (byte)'/', ..] && line.IndexOf((byte)'\n') < 0 && line.Count((byte)' ') < 2 ? Points.Default : 0;
    }

    private static readonly Words Methods = Words.Set("get post head put delete options trace connect patch propfind proppatch mkcol copy move lock unlock search track debug");

    /// <summary>A whole request line where a value belongs: <c>GET http://x/ HTTP/1.1</c>.</summary>
    private static bool IsRequest(ReadOnlySpan<byte> text)
    {
        var length = Lexis.WordLength(text);
        if (!Methods.Has(text[..length])) return false;
        var target = text[length..].TrimStart((byte)' ');
        return target.IndexOf((byte)' ') is > 0 and var at && (target[0] is (byte)'/' or (byte)'*' || target[..at].Contains((byte)':')) && target[at..].StartsWith(" http/"u8) && at + 6 < target.Length && Lexis.IsDigit(target[at + 6]);
    }

    /// <summary>Line ends written as a program's text would have them: <c>\r\nSet-Cookie:</c>.</summary>
    private static bool Spelled(ReadOnlySpan<byte> text)
    {
        for (var from = 0; ;)
        {
            var at = text[from..].IndexOf("\\n"u8);
            if (at < 0) return false;
            from += at + 2;
            var rest = text[from..];
            var length = 0;
            while (length < rest.Length && (Lexis.IsWord(rest[length]) || rest[length] == '-')) length++;
            if (length < rest.Length && rest[length] == ':' && (Headers.Has(rest[..length]) || rest.StartsWith("x-"u8)) && (rest[..length].IndexOf((byte)'-') > 0 || (from > 3 && text[(from - 4)..].StartsWith("\\r"u8)))) return true;
        }
    }

    private static int Line(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        if (line.IsEmpty) return 0;
        var length = 0;
        while (length < line.Length && (Lexis.IsWord(line[length]) || line[length] == '-')) length++;
        if (length < line.Length && line[length] == ':') return Headers.Has(line[..length]) ? 9 : length is > 2 and < 30 && line[..length].IndexOf((byte)'-') > 0 ? 7 : 0;
        if (Lexis.Has(line, " http/1"u8) || line.StartsWith("http/"u8) || line.StartsWith("<html"u8) || line.StartsWith("<script"u8)) return 8;
        if (Methods.Has(line[..length]) && line[length..] is [(byte)' ', (byte)'/', ..]) return 6;
        if (Stores.Has(line[..length]) && (line.Length == length || line[length] == ' ') && (line.Length > length || length > 6)) return line.StartsWith("config "u8) && !line.StartsWith("config set"u8) && !line.StartsWith("config get"u8) ? 0 : 6;
        return Command(line, length);
    }

    /// <summary>Commands of Redis and memcached that are words of nothing else.</summary>
    private static readonly Words Stores = Words.Set("flushall flushdb flush_all slaveof replicaof config evalsha bgsave bgrewriteaof");

    /// <summary>A command of a mail protocol, for IMAP behind a tag, with an argument of its shape.</summary>
    private static int Command(ReadOnlySpan<byte> line, int length)
    {
        var word = line[..length];
        var isTag = length is > 1 and < 7 && Lexis.IsDigit(word[^1]) && Lexis.IsLetter(word[0]);
        if (isTag)
        {
            var rest = line[length..].TrimStart((byte)' ');
            var inner = Lexis.WordLength(rest);
            return Mail.Has(rest[..inner]) ? 8 : 0;
        }
        if (!Mail.Has(word)) return 0;
        var argument = line[length..].TrimStart((byte)' ');
        if (word.SequenceEqual("rcpt"u8) || word.SequenceEqual("mail"u8)) return argument.StartsWith("to"u8) || argument.StartsWith("from"u8) ? 9 : 0;
        if (argument.IsEmpty) return 6;
        return argument.IndexOf((byte)' ') < 0 || word.SequenceEqual("auth"u8) || word.SequenceEqual("apop"u8) || word.SequenceEqual("login"u8) || Lexis.IsDigit(argument[0]) ? 6 : 0;
    }
}
