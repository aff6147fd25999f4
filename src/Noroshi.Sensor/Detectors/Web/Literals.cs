using System.Text;
using Noroshi.Sensor.Detectors.Web.Code;
using Noroshi.Sensor.Detectors.Web.Files;
using Noroshi.Sensor.Detectors.Web.Sql;

namespace Noroshi.Sensor.Detectors.Web;

/// <summary>The words that make a request worth a closer look even without telling punctuation.</summary>
internal static class Literals
{
    /// <summary>Words that need no punctuation around them to be an attack; punctuation is looked for apart.</summary>
    private static readonly (Hints Hint, string Words)[] Plain =
    [
        (Hints.Steps, ".. %2e %c0 0x2e ?? ?/ /."),
        (Hints.Address, ":// =// unix: kubernetes. .cluster.local =http: =https:"),
        (Hints.Address, ":/ localhost metadata 169.254 127.0.0 0x7f file: data: php: host.docker loopback lvh.me nip.io xip.io localtest.me ::1 0:0:0 imap: dict: gopher ldap:"),
        (Hints.Sql, "-- @@ 0x :: union select sleep information_schema __i __startswith __endswith __contains __regex __has_ =1=1 :="),
        (Hints.Page, "script: vbscript document. fromcharcode onerror= onload= innerhtml window.location .parentnode .outerhtml localstorage location=location location=name"),
        (Hints.Command, "whoami ifconfig bin/ cmd.exe powershell invoke- get- cmd= exec= command= code= shell= system= run= ping= execute= cli= daemon="),
        (Hints.Object, "rO0AB KztAAU Cs7QAF AAEAAAD gASV gAJj gANj Y29zCnN5 Y3Bvc2l4 BAhv Tzo"),
        (Hints.Php, "_get _post _request _cookie opcache. phpinfo base64_ allow_url_ auto_prepend_file auto_append_file disable_functions"),
    ];

    /// <summary>The words with the group each belongs to.</summary>
    internal static (byte[] Literal, Hints Hint)[] All { get; } = Gather();

    private static (byte[] Literal, Hints Hint)[] Gather()
    {
        var all = new List<(byte[] Literal, Hints Hint)>();
        foreach (var (hint, words) in Plain) all.AddRange(words.Split(' ').Select(word => (Encoding.ASCII.GetBytes(word), hint)));
        all.AddRange(CrossSiteScripting.All.Select(call => (call, Hints.Page)));
        all.AddRange(SessionFixation.All.Select(name => (name, Hints.Session)));
        all.AddRange(SystemFiles.All.Select(file => (file, Hints.SystemFile)));
        all.AddRange(JavaCode.All.Select(name => (name, Hints.Java)));
        all.AddRange(ScriptCode.All.Select(name => (name, Hints.Script)));
        all.AddRange(Deserialization.All.Select(name => (name, Hints.Encoded)));
        all.AddRange(SqlInjection.All.Select(word => (word, Hints.Sql)));
        all.AddRange(SqlWords.Names.Select(name => (Encoding.ASCII.GetBytes(name), Hints.Sql)));
        return [.. all];
    }
}
