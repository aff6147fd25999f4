using System.Text;
using Noroshi.Sensor.Detectors.Web.Code;
using Noroshi.Sensor.Detectors.Web.Files;
using Noroshi.Sensor.Detectors.Web.Sql;
using Noroshi.Sensor.Rules;

namespace Noroshi.Sensor.Detectors.Web;

/// <summary>All words that make a request worth a closer look, in one matcher. Immutable, for any number of threads.</summary>
internal static class Literals
{
    /// <summary>Words that need no punctuation around them to be an attack; punctuation is looked for apart.</summary>
    private static readonly (Hints Hint, string Words)[] Plain =
    [
        (Hints.Steps, ".. %2e %c0 0x2e ?? ?/ /."),
        (Hints.Address, "://"),
        (Hints.Address, ":/ localhost metadata 169.254 127.0.0 0x7f file: data: php: host.docker lvh.me nip.io xip.io localtest.me ::1 0:0:0 imap: dict: gopher ldap:"),
        (Hints.Sql, "-- 0x :: union select sleep information_schema __i __startswith __endswith __contains __regex"),
        (Hints.Page, "script: vbscript document. fromcharcode onerror= onload= innerhtml window.location .parentnode localstorage"),
        (Hints.Command, "whoami ifconfig /bin/ cmd.exe powershell invoke- get-"),
        (Hints.Object, "rO0AB KztAAU Cs7QAF AAEAAAD H4sIAAAA gASV gAJj gANj Y29zCnN5 Y3Bvc2l4 BAhv Tzo"),
        (Hints.Php, "_get _post _request _cookie phpinfo base64_ allow_url_ auto_prepend_file auto_append_file disable_functions"),
    ];

    private static readonly (byte[] Literal, Hints Hint)[] All = Gather();

    private static (byte[] Literal, Hints Hint)[] Gather()
    {
        var all = new List<(byte[] Literal, Hints Hint)>();
        foreach (var (hint, words) in Plain) all.AddRange(words.Split(' ').Select(word => (Encoding.ASCII.GetBytes(word), hint)));
        all.AddRange(SystemFiles.All.Select(file => (file, Hints.SystemFile)));
        all.AddRange(JavaCode.All.Select(name => (name, Hints.Java)));
        all.AddRange(ScriptCode.All.Select(name => (name, Hints.Script)));
        all.AddRange(Deserialization.All.Select(name => (name, Hints.Encoded)));
        all.AddRange(SqlWords.Names.Select(name => (Encoding.ASCII.GetBytes(name), Hints.Sql)));
        return [.. all];
    }

    /// <summary>The matcher.</summary>
    internal static LiteralMatcher Matcher { get; } = new([.. All.Select(one => one.Literal)]);

    /// <summary>The groups found.</summary>
    internal static Hints Of(LiteralHits hits)
    {
        var hints = Hints.None;
        foreach (var hit in hits.Found) hints |= All[hit].Hint;
        return hints;
    }
}
