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
        (Hints.Command, "whoami ifconfig ipconfig systeminfo bin/ cmd.exe powershell invoke- get- cmd= exec= command= code= shell= system= run= ping= execute= cli= daemon="),
        (Hints.Object, "rO0AB KztAAU Cs7QAF AAEAAAD AAQAAAP gASV gAJj gANj Y29zCnN5 Y3Bvc2l4 BAhv BAhbCG8 BAhVO Tzo YTox YToy YToz YTo0 YTo1 YTo2 YTo3 YTo4 YTo5 aced0005"),
        (Hints.Php, "_get _post _request _cookie opcache. phpinfo base64_ allow_url_ auto_prepend_file auto_append_file disable_functions globals["),
    ];

    /// <summary>The words with the group each belongs to.</summary>
    internal static (byte[] Literal, Hints Hint)[] All { get; } = Gather();

    private static (byte[] Literal, Hints Hint)[] Gather()
    {
        var all = new List<(byte[] Literal, Hints Hint)>();
        foreach (var (hint, words) in Plain) Add(words.Split(' ').Select(Encoding.ASCII.GetBytes), hint);
        Add(CrossSiteScripting.All, Hints.Page);
        Add(SessionFixation.All, Hints.Session);
        Add(SystemFiles.All, Hints.SystemFile);
        Add(PathTraversal.All, Hints.Steps);
        Add(FileInclusion.All, Hints.Steps);
        Add(JavaCode.All, Hints.Java);
        Add(PhpCode.All, Hints.Php);
        Add(ScriptCode.All, Hints.Script);
        Add(Deserialization.All, Hints.Encoded);
        Add(Deserialization.AllWritten, Hints.Written);
        Add(SqlInjection.All, Hints.Sql);
        Add(SqlWords.Names.Select(Encoding.ASCII.GetBytes), Hints.Sql);
        return [.. all];

        void Add(IEnumerable<byte[]> literals, Hints hint)
        {
            foreach (var literal in literals) all.Add((literal, hint));
        }
    }
}
