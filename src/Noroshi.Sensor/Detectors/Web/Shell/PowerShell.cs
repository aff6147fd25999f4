namespace Noroshi.Sensor.Detectors.Web.Shell;

/// <summary>PowerShell: verbs and nouns, its aliases with their options, its classes; and calls of cmd.exe.</summary>
/// <remarks>Approved verbs for PowerShell commands, Microsoft Learn.</remarks>
internal static class PowerShell
{
    private static readonly Words Verbs = Words.Set(
        "invoke get set new add remove start stop import export out write read copy move rename clear test resume suspend register unregister enable disable convertto convertfrom select where foreach format measure compare group sort tee wait enter exit push pop save find install update connect disconnect unblock resolve restart restore expand compress debug trace receive send show split join limit checkpoint complete undo use publish");

    private static readonly Words Nouns = Words.Set(
        "expression command item childitem content process service webrequest restmethod object variable alias acl authenticodesignature bitstransfer clipboard computerinfo computer credential culture date eventlog event executionpolicy help history host hotfix itemproperty job job location member module netadapter netipaddress nettcpconnection output package psdrive pssession psprovider random runspace scheduledtask scheduledjob string securestring smbshare timezone tracesource transcript typedata uiculture unique user localuser localgroup adcomputer aduser addomain wmiobject wmimethod ciminstance cimmethod winevent xml csv json type archive mppreference mpthreat netfirewallrule null file printer gridview error warning verbose debug information path counter sleep netconnection dnsname connection netroute netadapterconfiguration nettcpsetting childitem aclrule filehash psbreakpoint eventsubscriber smbmapping smbopenfile wmievent gpo adgroup adgroupmember addomaincontroller adforest domaincontroller domainuser domaingroup mimikatz kerberoast shellcode portscan pssessionconfiguration windowsfeature windowsoptionalfeature scheduledtaskaction bitlockervolume");

    internal static int Weigh(in Passage passage)
    {
        var text = passage.Text;
        if (passage.HasAny(Marks.Dash) && VerbNoun(text)) return 8;
        if (passage.HasAny(Marks.Dollar) && (Lexis.Has(text, "$env:"u8) || Lexis.Has(text, "$psversiontable"u8) || Lexis.Has(text, "%{$_"u8) || Lexis.Has(text, "$pshome"u8))) return Points.Default;
        if (passage.HasAll(Marks.Bracket | Marks.Colon) && IsStaticMember(text)) return 8;
        if (passage.HasAny(Marks.Open | Marks.Bracket | Marks.Blank) && (Lexis.Has(text, "powershell"u8) || Lexis.Has(text, "pwsh "u8)) && text.IndexOf((byte)'-') > 0) return 9;
        if (passage.HasAny(Marks.Open) && (Lexis.Has(text, "iex("u8) || Lexis.Has(text, "iex ("u8) || Lexis.Has(text, "downloadstring("u8) || Lexis.Has(text, "downloadfile("u8))) return 9;
        if (Lexis.IndexOfWord(text, "cmd"u8) is >= 0 and var cmd && IsCmd(text[(cmd + 3)..])) return 9;
        if (passage.HasAny(Marks.Pipe) && (Lexis.Has(text, "cmd|'"u8) || Lexis.Has(text, "cmd|\""u8))) return 9;
        if (passage.HasAll(Marks.Percent | Marks.Colon | Marks.Tilde) && IsCutVariable(text)) return 8;
        if (passage.HasAny(Marks.Percent) && (Lexis.Has(text, "%pathext%"u8) || Lexis.Has(text, "%comspec%"u8) || Lexis.Has(text, "%systemroot%"u8) || Lexis.Has(text, "%programfiles"u8) || Lexis.Has(text, "%windir%"u8))) return 8;
        if (text.StartsWith("net user "u8) && Lexis.WordLength(text[9..]) == text.Length - 9) return Points.Default;
        return passage.HasAny(Marks.Blank) && Lexis.HasWord(text, "net user"u8) || Lexis.HasWord(text, "net localgroup"u8) || Lexis.HasWord(text, "reg query"u8) || Lexis.HasWord(text, "reg add"u8) ? 7 : 0;
    }

    private static readonly Words Spaces = Words.Set("system net io convert text diagnostics scriptblock activator reflection environment runtime management wmiclass microsoft appdomain");

    /// <summary>A member of a .NET class: <c>[Diagnostics.Process]::Start(...)</c>.</summary>
    private static bool IsStaticMember(ReadOnlySpan<byte> text)
    {
        var close = text.IndexOf("]::"u8);
        if (close < 0) return false;
        var name = text[(text[..close].LastIndexOf((byte)'[') + 1)..close];
        return Spaces.Has(name[..Lexis.WordLength(name)]);
    }

    /// <summary>A part of a variable, which spells what a filter would see: <c>%PROGRAMFILES:~10,-5%</c>.</summary>
    private static bool IsCutVariable(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf(":~"u8);
        if (at < 2 || at + 2 >= text.Length || !(Lexis.IsDigit(text[at + 2]) || text[at + 2] == '-')) return false;
        var start = at;
        while (start > 0 && (Lexis.IsWord(text[start - 1]) || text[start - 1] is (byte)'(' or (byte)')')) start--;
        return start > 0 && text[start - 1] == '%' && start < at;
    }

    private static bool VerbNoun(ReadOnlySpan<byte> text)
    {
        for (var (from, count) = (0, 0); count < 24; count++)
        {
            var at = text[from..].IndexOf((byte)'-');
            if (at < 0) return false;
            at += from;
            from = at + 1;
            var start = at;
            while (start > 0 && Lexis.IsLetter(text[start - 1])) start--;
            if (start > 0 && text[start - 1] is (byte)'-' or (byte)'/' or (byte)'.' && start > 0) continue;
            var noun = text.Slice(from, Lexis.WordLength(text[from..]));
            if (!Verbs.Has(text[start..at]) || !Nouns.Has(noun)) continue;
            var behind = text[(from + noun.Length)..];
            // "get-date" or "sort-group" may name a page; an argument, a pipe, or a verb like invoke makes it a command.
            if (text[start..at].SequenceEqual("invoke"u8) || behind is [(byte)' ' or (byte)';' or (byte)'|' or (byte)'(' or (byte)')' or (byte)'"', ..] || ((start == 0 || text[start - 1] is (byte)';' or (byte)'|' or (byte)'&' or (byte)'`') && behind.IsEmpty && noun.Length > 6)) return true;
        }
        return false;
    }

    private static bool IsCmd(ReadOnlySpan<byte> rest)
    {
        if (rest.StartsWith(".exe"u8)) return !Lexis.IsProse(rest[4..]) && !ShellCommands.EndsInForeign(rest[4..]);
        rest = rest.TrimStart((byte)' ');
        return rest.StartsWith("/c"u8) || rest.StartsWith("/k"u8) || rest.StartsWith("/r"u8);
    }
}
