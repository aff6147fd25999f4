using Noroshi.Sensor.Detectors.Web.Decoding;
using Noroshi.Sensor.Detectors.Web.Files;

namespace Noroshi.Sensor.Detectors.Web;

/// <summary>Directory traversal: steps upwards in any spelling, and system files asked for by name.</summary>
/// <remarks>CWE-22. A browser resolves <c>../</c> itself before it asks, so a request line with it was made by something else.</remarks>
internal static class PathTraversal
{
    private static readonly System.Buffers.SearchValues<byte> ShellMarks = System.Buffers.SearchValues.Create(" ;|&`$("u8);

    private static readonly System.Buffers.SearchValues<byte> ShellMarksBesidesBlank = System.Buffers.SearchValues.Create(";|&`$(<>"u8);

    private const string Rule = "web.path-traversal";
    private const Tricks Disguises = Tricks.DoubleEncoded | Tricks.Overlong | Tricks.PercentU | Tricks.Nul;

    internal static void Judge(in Passage passage, Evidence evidence)
    {
        var text = passage.Text;
        if (!passage.HasAny(Marks.Slash | Marks.Backslash | Marks.Dot | Marks.Colon))
        {
            if (passage.Place == Place.Value && Settings.Has(text)) evidence.Add(WebAttack.PathTraversal, 6, Rule);
            return;
        }
        var steps = passage.HasAny(Marks.Dot) ? Steps(text) : HexSteps(text);
        var isFile = (passage.Hints & Hints.SystemFile) != 0 && SystemFiles.IsMentioned(text, isPath: passage.Place == Place.Path);
        evidence.Add(WebAttack.PathTraversal, Weigh(passage, steps, isFile), Rule);
        // Nothing but a semicolon between two slashes: a servlet container drops it, and what guards the address in front of it does not.
        if (passage.Place == Place.Path && passage.HasAny(Marks.Semicolon) && Lexis.Has(text, "/;/"u8)) evidence.Add(WebAttack.Evasion, Points.Default, Rule);
        if (isFile && passage.Place is Place.Value or Place.Name && isFile && text[0] is (byte)'/' or (byte)'.' or (byte)'c' && text.IndexOfAny(ShellMarks) < 0) evidence.Add(WebAttack.FileInclusion, Points.Default, Rule);
        if ((passage.Tricks & Disguises) != 0 && steps > 0) evidence.Add(WebAttack.Evasion, Points.Default, Rule);
    }

    private static int Weigh(in Passage passage, int steps, bool isFile)
    {
        if (steps == 0 && (Placeholder(passage.Text) || (passage.Place == Place.Value && (IsSettings(passage.Text) || IsSource(passage))))) return 6;
        if (steps == 0 && isFile && passage.Place == Place.Value && IsAskedAbout(passage.Text)) return Points.Default;
        if (steps == 0) return isFile ? passage.Place == Place.Path ? 6 : Lexis.Has(passage.Text, "/etc/passwd"u8) || Lexis.Has(passage.Text, "/etc/shadow"u8) || Lexis.Has(passage.Text, "win.ini"u8) || Lexis.Has(passage.Text, "boot.ini"u8) ? 9 : 7 : 0;
        if (isFile || ((passage.Hints & Hints.SystemFile) != 0 && SystemFiles.IsNamed(passage.Text))) return 10;
        if ((passage.Tricks & Disguises) != 0) return 9;
        if (IsShownFile(passage, steps)) return 3;
        if (steps >= 2) return passage.Place == Place.Path && StaysBelow(passage.Text) ? Points.Default : 9;
        // One step in a value is how some pages link; in a path only software that resolves nothing sends it.
        return passage.Place is Place.Referer or Place.Agent ? 0 : passage.Place == Place.Path ? 6 : 5;
    }

    /// <summary>A document beside the page that shows it, as pages with a viewer link to it: <c>viewer.html?file=../../docs/a.pdf</c>.</summary>
    private static bool IsShownFile(in Passage passage, int steps) =>
        steps <= 3 && passage.Place == Place.Value && passage.Name.SequenceEqual("file"u8) && passage.Text.StartsWith("../"u8) && passage.Text.EndsWith(".pdf"u8) && passage.Text.IndexOfAny(ShellMarks) < 0;

    /// <summary>Words of plain language around a file's name: "what is /etc/passwd for".</summary>
    private static bool IsAskedAbout(ReadOnlySpan<byte> text)
    {
        var slash = text.IndexOf((byte)'/');
        if (slash < 0) return text.IndexOf((byte)' ') is > 0 and var blank && IsWords(text[blank..]);
        if (slash > 0 && text[slash - 1] != ' ') return false;
        var end = text[slash..].IndexOf((byte)' ');
        // "/etc/hosts editing" looks for an explanation
        if (slash == 0 && end > 0) return IsWords(text[end..]);
        return Lexis.IsProse(text[..slash]) && (end < 0 || text[(slash + end)..].IndexOfAny(ShellMarksBesidesBlank) < 0);
    }

    private static bool IsWords(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(PlainWords) < 0;

    private static readonly System.Buffers.SearchValues<byte> PlainWords = System.Buffers.SearchValues.Create([(byte)' ', .. Enumerable.Range('a', 26).Select(b => (byte)b), .. Enumerable.Range(0x80, 0x80).Select(b => (byte)b)]);

    /// <summary>Whether plain steps never lead above where the path begins: <c>/a/b/../../index.html</c>, which is careless, and gains nothing.</summary>
    private static bool StaysBelow(ReadOnlySpan<byte> path)
    {
        var depth = 0;
        while (!path.IsEmpty)
        {
            var slash = path.IndexOf((byte)'/');
            var part = slash < 0 ? path : path[..slash];
            if (part.SequenceEqual(".."u8) ? --depth < 0 : part.IndexOf(".."u8) >= 0 || part.IndexOf((byte)'\\') >= 0) return false;
            if (!part.IsEmpty && !part.SequenceEqual(".."u8) && !part.SequenceEqual("."u8)) depth++;
            path = slash < 0 ? [] : path[(slash + 1)..];
        }
        return true;
    }

    /// <summary>Counts <c>../</c> and what some servers take for it: <c>..\</c>, <c>....//</c>, <c>.../</c>, <c>..;/</c>, <c>..0x2f</c>, <c>..</c> at the end.</summary>
    private static int Steps(ReadOnlySpan<byte> text)
    {
        var steps = 0;
        for (var from = 0; from < text.Length;)
        {
            var at = text[from..].IndexOf(".."u8);
            if (at < 0) break;
            at += from;
            var end = at;
            while (end < text.Length && text[end] == '.') end++;
            from = end;
            var isStart = at == 0 || text[at - 1] is (byte)'/' or (byte)'\\' or (byte)'=' or (byte)':' or (byte)',' or (byte)'"' or (byte)'\'' or (byte)' ' or (byte)'(' or (byte)'{' or (byte)'[' or (byte)'%' or (byte)';' or (byte)'|';
            if (IsSlash(text[end..])) steps += isStart ? 1 : steps > 0 || IsAgain(text[end..]) ? 1 : 0;
            else if (end - at >= 16) steps += 2;
            else if (isStart && at > 0 && end == text.Length && steps > 0) steps++;
            else if (at <= 1 && end == text.Length && text.Length <= 3 && isStart) steps++;
        }
        return steps + HexSteps(text) + Squeezed(text);
    }

    /// <summary>Dots and slashes spelled in ways only an odd decoder undoes: <c>0x2e0x2e/</c>, <c>%c0.%c0./</c>.</summary>
    private static int HexSteps(ReadOnlySpan<byte> text) =>
        Lexis.Has(text, "0x2e0x2e"u8) || Lexis.Has(text, "0x2e.0x2f"u8) || Lexis.Has(text, "0x2e./"u8) || Lexis.Has(text, "%2e%2e"u8) || Lexis.Has(text, "2e%2f"u8) || Lexis.Has(text, "..%5c"u8) || Lexis.Has(text, "..%2f"u8) || Lexis.Has(text, "..%c"u8) ? 2 : 0;

    /// <summary><c>/././.</c> and <c>..//..</c> patterns that pad or hide.</summary>
    private static int Squeezed(ReadOnlySpan<byte> text) => Lexis.Has(text, "/./."u8) || Lexis.Has(text, "\\.\\."u8) || Lexis.Has(text, "/?.?/"u8) ? 2 : Lexis.Has(text, "//./"u8) || Lexis.Has(text, ".//."u8) ? 1 : 0;

    /// <summary>Lists of names to try carry a mark where the file goes; scanners that do not know it send it as it is.</summary>
    private static bool Placeholder(ReadOnlySpan<byte> text) => text.EndsWith("{file}"u8) && text[0] is (byte)'/' or (byte)'\\' or (byte)'.';

    private static readonly Words Settings = Words.Set(".env .git .svn .hg .aws .ssh .user.ini .htpasswd .npmrc .pypirc .ds_store .git-credentials .dockerenv config.inc.php configuration.php localsettings.php settings.py database.yml secrets.yml credentials.json wc.db global.asax appsettings.json application.yml application.properties bootstrap.yml secrets.json terraform.tfstate terraform.tfvars docker-compose.yml id_rsa id_ed25519 service-account.json serviceaccount.json parameters.yml auth.json .yarnrc .vimrc .netrc .pgpass");

    /// <summary>Settings that people also ask about: they count where a file is named.</summary>
    private static readonly Words Sources = Words.Set("composer.json composer.lock package.json package-lock.json dockerfile gemfile makefile web.xml pom.xml config.php config.yml workspace.xml manage.py app.py server.js");

    /// <summary>All such names as a whole value, for the one look at a whole request.</summary>
    internal static IEnumerable<byte[]> All => Settings.Keys.Concat(Sources.Keys).Select(name => System.Text.Encoding.ASCII.GetBytes("=" + name));

    /// <summary>Files of settings asked for by name alone.</summary>
    private static bool IsSettings(ReadOnlySpan<byte> text) => Settings.Has(text[(text.LastIndexOf((byte)'/') + 1)..]) || text.EndsWith("/config.php"u8) || (text.StartsWith(".env."u8) && text.IndexOfAny(" /="u8) < 0);

    private static bool IsSource(in Passage passage) => FileInclusion.IsFileName(passage.Name) && Sources.Has(passage.Text[(passage.Text.LastIndexOf((byte)'/') + 1)..]);

    private static bool IsAgain(ReadOnlySpan<byte> text) => text.Length >= 3 && text[1..].StartsWith(".."u8);

    private static bool IsSlash(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'/' or (byte)'\\', ..] => true,
        [(byte)';', (byte)'/', ..] => true,
        [(byte)'0', (byte)'x', (byte)'2' or (byte)'5', (byte)'f' or (byte)'c', ..] => true,
        [(byte)'%', (byte)'2' or (byte)'5' or (byte)'c', ..] => true,
        [(byte)'|' or (byte)'?', (byte)'/', ..] => true,
        // A blank or fragment mark some servers drop: only where the next step follows.
        [(byte)' ' or (byte)'\n' or (byte)'#', (byte)'/', (byte)'.', (byte)'.', ..] or [(byte)'\n', (byte)'/'] => true,
        // The first half of a character that is too long, and the slash as it is.
        [>= 0xC0, (byte)'/' or (byte)'\\', ..] => true,
        _ => false,
    };
}
