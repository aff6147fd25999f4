using Noroshi.Sensor.Detectors.Web;

namespace Noroshi.Tests.Sensor.Detectors.Web;

/// <summary>Requests that look alarming to a list of words and are not: names, searches, mathematics, code that is only talked about, structured queries.</summary>
public sealed class HardNegativeTests
{
    private const string Targets = """
        /search?q=O%27Brien
        /search?q=D%27Artagnan+and+the+three+musketeers
        /search?q=select+a+plan+from+the+list
        /search?q=how+to+drop+a+table+in+sql
        /search?q=sql+union+select+tutorial
        /search?q=what+does+order+by+1+mean
        /search?q=1+%2B+1+%3D+2
        /search?q=x%5E2+%2B+y%5E2+%3D+z%5E2
        /calc?expr=3*(4%2B5)/2-1
        /search?q=rock+%26+roll
        /search?q=%22exact+phrase%22+-excluded
        /search?q=c%2B%2B+or+java
        /search?q=cat+food+%26+dog+food
        /search?q=where+is+my+order
        /search?q=men%27s+shoes+size+10
        /search?q=rock+%27n%27+roll
        /search?q=it%27s+5+o%27clock+somewhere
        /search?q=%28foo+OR+bar%29+AND+baz
        /search?q=title%3Afoo+AND+date%3A%5B2020+TO+2021%5D
        /redirect?url=https%3A%2F%2Fwww.example.org%2Fpath%3Fa%3Db%26c%3Dd
        /login?returnUrl=%2Faccount%2Forders%3Fpage%3D2
        /login?next=http%3A%2F%2Fwww.example.org%2F
        /api/items?filter=price+gt+100+and+name+eq+%27Milk%27
        /odata/Products?$filter=Price%20gt%2020%20and%20contains(Name,%27choc%27)&$orderby=Name%20desc&$top=10&$select=Id,Name
        /api/items?fields=id,name,price&sort=-created&page[number]=2&page[size]=20
        /api/items?filter[status]=open&filter[created][gte]=2026-01-01
        /graph?query=%7Bviewer%7Blogin%7D%7D
        /wiki/Foo_(disambiguation)
        /wiki/C%2B%2B
        /wiki/Don%27t_Stop_Me_Now
        /wiki/%E6%97%A5%E6%9C%AC%E8%AA%9E
        /search?q=%E3%80%8C%E3%83%86%E3%82%B9%E3%83%88%E3%80%8D%E3%81%A8%E3%81%AF%EF%BC%9F
        /search?q=%EF%BC%9C%E3%81%8A%E7%9F%A5%E3%82%89%E3%81%9B%EF%BC%9E%E6%A0%AA%E4%BC%9A%E7%A4%BE%EF%BC%88%E4%BE%8B%EF%BC%89
        /search?q=caf%C3%A9+cr%C3%A8me+%E2%80%93+l%E2%80%99%C3%A9t%C3%A9
        /img?token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c
        /cb?code=4/0AX4XfWh-abcdef_--ghi&state=xyz&scope=openid%20email%20https://www.googleapis.com/auth/userinfo.email
        /p?utm_source=newsletter&utm_medium=email&utm_campaign=summer%20sale%20-%2050%25%20off%21&gclid=Cj0KCQiA-abc--def
        /s.gif?d=%7B%22event%22%3A%22click%22%2C%22x%22%3A100%2C%22target%22%3A%22button%5Bname%3Dbuy%5D%22%7D
        /collect?v=1&t=pageview&dl=https%3A%2F%2Fwww.example.org%2F%3Fa%3D1&dt=Home%20%7C%20Example%20-%20%22Best%22%20shop&sr=1920x1080
        /search?q=alert+fatigue+in+hospitals
        /search?q=document+management+system
        /search?q=script+for+a+school+play
        /search?q=c%2B%2B%20%3Cmap%3E%20header%20missing
        /search?q=cmd.exe%20uses%20much%20memory
        /authorize?response_type=code&client_id=desk&redirect_uri=http%3A%2F%2Flocalhost%3A49152%2Fback&scope=openid
        /authorize?response_type=code&client_id=desk&redirect_uri=http%3A%2F%2F127.0.0.1%3A49152%2Fback&scope=openid
        /api/items?filter=%7B%22price%22%3A%7B%22%24gte%22%3A10%2C%22%24lt%22%3A20%7D%2C%22tags%22%3A%7B%22%24in%22%3A%5B%22new%22%2C%22sale%22%5D%7D%7D
        /rest/search?jql=project%20%3D%20%22NET%22%20AND%20status%20in%20%28Open%2C%20%22In%20Progress%22%29%20ORDER%20BY%20created%20DESC
        /graphql?query=query%20Q%28%24id%3A%20ID%21%29%20%7B%20node%28id%3A%20%24id%29%20%7B%20...%20on%20User%20%7B%20email%20%7D%20%7D%20%7D&variables=%7B%22id%22%3A%2242%22%7D
        /api/v1/query?query=sum%28rate%28http_requests_total%7Bjob%3D%22api%22%7D%5B5m%5D%29%29%20by%20%28status%29
        /logs?query=%7Bapp%3D%22nginx%22%7D%20%7C%3D%20%22error%22%20%7C%20json%20%7C%20status%20%3E%3D%20500
        /kibana/app?_g=%28filters%3A%21%28%29%2CrefreshInterval%3A%28pause%3A%21t%2Cvalue%3A0%29%2Ctime%3A%28from%3Anow-15m%2Cto%3Anow%29%29
        /odata/People?$filter=contains%28LastName%2C%27O%27%27Brien%27%29%20or%20startswith%28FirstName%2C%27Al%27%29
        /search?q=price+%3C+100
        /search?q=a+%3C+b+and+b+%3E+c
        /search?q=i+%3C3+you
        /search?q=%3C3
        /translate?text=Hello%2C+world%21+How+are+you%3F+I%27m+fine%3B+thanks.
        /comment?text=Dear+John%2C%0D%0AThank+you+for+your+mail.%0D%0ARegards%2C%0D%0AMary
        /search?q=ping+pong+table
        /search?q=time+zone+converter
        /search?q=find+my+iphone
        /search?q=who+is+the+president
        /search?q=sort+and+filter
        /search?q=head+first+java
        /search?q=python+tutorial
        /search?q=perl+vs+python
        /search?q=bash+scripting+guide
        /search?q=nmap+vs+masscan
        /search?q=ssh+key+setup
        /search?q=java.lang.NullPointerException+at+line+5
        /search?q=docker+run+example
        /search?q=group+by+age
        /search?q=having+fun
        /search?q=truth+or+dare
        /search?q=1+or+2+bedrooms
        /search?q=3+and+4+star+hotels
        /search?q=50%25+off
        /files/report%20(final)%20v2.pdf
        /files/a..b.txt
        /files/..hidden/x
        /static/js/app.3f9a2b.min.js?v=1.2.3
        /download/setup-1.2.3.exe
        /products/select/union-jack-flag
        /tags/drop-shipping;v=2
        /map?bbox=139.5,35.5,140.0,36.0&zoom=12&center=(35.6,139.7)
        /api/v1/query?query=sum(rate(http_requests_total%5B5m%5D))%20by%20(job)
        /render?target=alias(sumSeries(stats.web.*.count),%27Total%27)&from=-24h
        /api?callback=jQuery1234567890_1234567890&_=1700000000
        /image?size=100x100&crop=0,0,50,50
        /forum/viewtopic.php?f=5&t=123&p=456#p456
        /wp-content/uploads/2024/05/photo-1.jpg
        /index.php?option=com_content&view=article&id=42:welcome&catid=8
        /index.php?route=product/product&path=20_27&product_id=41
        /user/profile?name=Robert%20Smith%20Jr.&email=bob%2Btest%40example.org
        /search?q=user%40example.org
        /path/to/file;jsessionid=1234567890ABCDEF
        /go?u=www.example.org/a/b/c
        /share?text=Look+at+this%3A+https%3A%2F%2Fexample.org%2F%3Fa%3D1+%23cool
        /a?date=2026-01-02T03:04:05%2B09:00
        /a?range=1-10,20-30
        /a?color=%23ff00ff
        /a?price=%2412.50
        /a?title=What+is+%24%7Bname%7D%3F
        /a?tpl=Hello+%7B%7Bname%7D%7D
        /a?msg=Error+%28code+500%29%3A+see+log
        /a?q=%27quoted%27
        /a?q=%22
        /a?q=5%27+10%22+tall
        /a?q=either%2For
        /a?q=AT%26T
        /a?q=null
        /a?q=true+or+false
        /a?q=not+in+stock
        /a?q=left+join+vs+inner+join
        /a?q=count+of+monte+cristo
        /a?q=update+set+top+box
        /a?q=delete+from+history
        /a?q=insert+into+slot
        /a?q=create+table+of+contents
        /a?q=exec+committee
        /a?file=report.pdf
        /a?file=docs/manual.html
        /a?lang=en-US,en;q=0.9
        /a?q=Tom+%26+Jerry%3B+the+movie
        /a?q=%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82
        /a?sig=3q2%2B7w%3D%3D&x=aGVsbG8gd29ybGQ%3D
        /a?data=H4sIAAAAAAAA%2F8tIzcnJBwCGphA2BQAAAA%3D%3D
        /a?q=%3E%3E+next+page
        /a?q=---+title+---
        /a?q=C%3A%5CUsers%5Cme%5CDocuments
        /a?q=2%2B2%3D4
        /a?q=E%3Dmc%5E2
        /a?q=f(x)%3Dsin(x)
        /a?q=max(a%2Cb)
        /a?q=if+you+can+dream+it
        /a?name=Null
        /a?q=Union+Square+Select+Hotel
        /a?q=password+reset
        /a?q=benchmark+results
        /a?q=sleep+8+hours
        /a?q=like+a+rolling+stone
        /a?q=between+1+and+10
        /a?q=case+when+fails
        /a?q=join+us+today!
        /.well-known/acme-challenge/abc
        /robots.txt
        /favicon.ico
        /sitemap.xml
        /apple-touch-icon.png
        /feed/?attachment_id=3
        /cgi-bin/search?q=test
        /admin/login
        /administrator/
        /a?body=%3Cp%3EHello%3C%2Fp%3E
        /shell-gas-station
        /a?q=shell+gas+station;+open+now
        /a?q=one%7Ctwo%7Cthree
        /chart?chxl=0:%7CJan%7CFeb%7CMar&chd=t:10,20,30&chtt=A|B
        /fonts?family=Open+Sans:400,700|Roboto:300&display=swap
        /combo?a.js&b.js&c.js
        /min/?b=js&f=a.js,b.js
        /a?filters=%7B%22and%22%3A%5B%7B%22field%22%3A%22price%22%2C%22op%22%3A%22%3E%22%2C%22value%22%3A10%7D%5D%7D
        /a?where=%7B%22name%22%3A%22bob%22%7D
        /a?q=node.js+process.env+example
        /a?q=how+to+use+__init__+in+python
        /a?q=constructor+vs+prototype
        /a?q=etc.+and+so+on
        /a?path=/home/user/docs
        /a?path=/var/folders
        /a?q=who+am+i;+really
        /a?x=(1,2)
        /a?x=%7B%7D
        /a?x=[]
        /a?x=*
        /a?q=foo*
        /a?q=50-60
        /a?q=don%27t+and+won%27t
        /a?q=mother%27s+day+or+father%27s+day+gifts+in+2025
        /a?q=john%27s+and+mary%27s+wedding+%3D+fun
        /a?q=size%3A8%22x10%22
        /a?q=%27til+death+do+us+part
        /a?q=the+%22like%22+button+--+is+it+good%3F
        /a?q=well+--+maybe
        /a?q=version+1.2.3--beta
        /a?q=Levi%27s+501+or+505
        /a?q=%2790s+or+%2780s+music
        /a?q=27%22+monitor+or+32%22+monitor
        /a?q=chapters+1+and+2+--+summary
        /a?q=project+%3D+a+AND+status+%3D+%22In+Progress%22
        /a?q=sleep+(8+hours)
        /a?q=how+does+xp_cmdshell+work
        /a?q=cut+%26+paste
        /a?q=perl+%26+python
        /a?q=id%7Cname%7Cprice
        /a?q=php+phpinfo()+function
        /a?q=java.util.concurrent.ExecutionException
        /a?q=document.getElementById+is+null
        /a?q=how+to+use+%3Cscript%3E+tag
        /a?q=data:image/png;base64,iVBORw0KGgo=
        /Microsoft-Server-ActiveSync?User=a%40example.org&DeviceId=B&DeviceType=iPhone&Cmd=Ping
        /admin.php?cmd=export&c=users
        /log?stack=TypeError%3A%20x%20is%20undefined%0A%20%20%20%20at%20Object.%3Canonymous%3E%20(https%3A%2F%2Fexample.org%2Fa.js%3A1%3A1)
        /search?q=search+index%3Dweb+%7C+eval+mb%3Dbytes%2F1024+%7C+table+host%2C+mb
        /app/discover?_a=(columns:!(a),query:(query:%27%27),sort:!(!(%27@timestamp%27,desc)))
        /api/articles?filters%5B$or%5D%5B0%5D%5Btitle%5D%5B$containsi%5D=a&filters%5B$or%5D%5B1%5D%5Byear%5D%5B$gte%5D=2020
        /api/items?filter%5Bprice%5D%5B$gte%5D=10
        /w/api.php?action=parse&text=%7B%7BInfobox%7Cname%3Dx%7D%7D
        /w/api.php?action=expandtemplates&text=%7B%7B%23if%3A1%7Ca%7Cb%7D%7D
        /api/3/action/datastore_search_sql?sql=SELECT%20*%20FROM%20%22abc-def%22%20WHERE%20title%20LIKE%20%27a%25%27
        /resource/abcd.json?$query=SELECT%20name%2C%20count(*)%20GROUP%20BY%20name
        /pdfjs/web/viewer.html?file=../../docs/a.pdf
        /job/a/descriptorByName/hudson.model.StringParameterDefinition/checkName?value=b
        /cgi-bin/awstats.pl?config=example.org&framename=index
        /etc/designs/site/clientlibs.css
        /static/etc/config.js
        /linux.git/tree/fs/proc/self.c
        /issues/?jql=project+in+(A,+B)+AND+text+~+%22login+failed%22
        /search?q=Array.prototype.map()
        /wiki/Don%27t-use-eval()
        /search?q=group_concat+mysql
        /search?q=char(10)+vs+varchar(10)
        /search?q=chmod+777+%E5%8D%B1%E9%99%BA
        /search?q=cmd.exe+%E3%81%A8%E3%81%AF
        /search?q=whoami
        /s?title=Terms+%26+Conditions+%7C+Example
        /s?tags=env%7Cpath%7Cbase64
        /search?q=price+$(100)
        /search?q=(see+note*)
        /go?url=http://www.redis.example/
        /log?stack=Error%0A%20%20%20%20at%20https%3A%2F%2Fexample.org%2Fa.js%3A4%3A5
        /log?stack=foo%40https%3A%2F%2Fexample.org%2Fa.js%3A1%3A2%0Abar%40https%3A%2F%2Fexample.org%2Fa.js%3A3%3A4
        /collect?t=event&el=javascript%3Avoid(0)
        /collect?t=event&el=javascript%3A%3B
        /form?address=12%20Rue%20de%20l%27%C3%89glise%3B%20Apt%20%234
        /cb?error_description=The+user+%27%7BEmailHidden%7D%27+is+not+assigned+to+a+role
        /search?q=phpinfo()+%E8%A1%A8%E7%A4%BA
        /search?q=update+profile+set+picture
        /search?q=include+(see+below)
        /graphql?query=query%20Q(%24id%3AID!)%7Bnode(id%3A%24id)%7Bid%20...on%20User%7Bname%7D%7D%7D
        /query?db=telegraf&q=SELECT%20mean(%22usage%22)%20FROM%20%22cpu%22%20WHERE%20time%20%3E%20now()%20-%201h%20GROUP%20BY%20time(1m)
        /search?q=Warning%3A+mysqli_connect()%3A+(HY000/2002)
        /search?q=what+is+eval()+in+javascript
        /search?q=--output+option
        /a?type=%7B%22@type%22:%22Person%22%7D
        /a?token=YTozMTpzb21ldGhpbmc
        """;

    private const string Agents = """
        Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/430.0;FBBV/1;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/17.0;FBSS/3;FBID/phone;FBLC/ja_JP;FBOP/5]
        Mozilla/5.0 (Linux; U; Android 4.0.3; id-id; GT-P5100 Build/IML74K)
        Opera/9.80 (MTK; Opera Mini/2.1199/34.1244; U; id) Presto/2.8.119 Version/11.10
        Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0; SLCC2; .NET CLR 2.0.50727)
        curl/8.5.0
        Wget/1.21
        Ruby
        PHP/8.1
        Java/17.0.1
        git/2.40.0
        WordPress/6.4; https://example.org
        Chef Client/10.18.2 (ruby-1.9.3-p327; ohai-6.16.0; x86_64-linux; +http://example.org)
        Feedly/1.0 (+http://www.example.org/fetcher.html; 16 subscribers; like FeedFetcher-Google)
        LiveJournal.com (webmaster@example.org; for http://www.example.org/users/a/; 8 readers)
        DoCoMo/2.0 P903i(c100;TB;W24H12)
        Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
        """;

    public static TheoryData<string> AllTargets => [.. Lines(Targets)];

    public static TheoryData<string> AllAgents => [.. Lines(Agents)];

    [Theory]
    [MemberData(nameof(AllTargets))]
    public void Judge_BenignTarget_IsSilent(string target) => Assert.Equal(WebVerdict.Nothing, Judged.Target(target));

    [Theory]
    [MemberData(nameof(AllAgents))]
    public void Judge_BenignAgent_IsSilent(string agent) => Assert.Equal(WebVerdict.Nothing, Judged.Agent(agent));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [Theory]
    [InlineData("/search?q=what%20is%20/etc/passwd%20for")]
    [InlineData("/search?q=alert(1)+does+nothing+in+my+page")]
    [InlineData("/docs/v1/../../index.html")]
    [InlineData("/search?q=/etc/hosts+editing")]
    [InlineData("/search?q=.htaccess+redirect")]
    [InlineData("/search?q=net+user+guide")]
    [InlineData("/ask?q=why+does+%60git+rebase+-i%60+fail")]
    [InlineData("/search?q=the+difference+between+%22and%22+and+%22or%22%3F")]
    [InlineData("/list?columns=1%7C-%7Ctitle")]
    [InlineData("/search?q=%3Cscript%3E%E3%82%BF%E3%82%B0+%E6%9B%B8%E3%81%8D%E6%96%B9")]
    [InlineData("/directory?filter=(%26(objectClass=user)(sAMAccountName=taro))")]
    public void Judge_WordsAroundATellingOne_AreShownButNotBeyondDoubt(string target) => Assert.Equal(Tier.Default, Judged.Target(target).Tier);

    [Theory]
    [InlineData("/search?q=/etc/passwd")]
    [InlineData("/search?q=cat+/etc/passwd")]
    [InlineData("/search?q=what+is+/etc/passwd;id")]
    [InlineData("/search?q=alert(1)")]
    [InlineData("/search?q=%22;alert(1)//")]
    [InlineData("/docs/../../index.html")]
    [InlineData("/docs/v1/..%252f..%252findex.html")]
    [InlineData("/docs/v1/../../etc/passwd")]
    [InlineData("/docs/v1/..%5c..%5c..%5cindex.html")]
    [InlineData("/search?q=cmd.exe+/c+whoami")]
    [InlineData("/api/items?filter=%7B%22name%22:%7B%22$gt%22:%22%22%7D%7D")]
    [InlineData("/api/items?filter=%7B%22name%22:%7B%22$ne%22:1%7D%7D")]
    [InlineData("/api/items?filter=%7B%22age%22:%7B%22$gt%22:0%7D%7D")]
    [InlineData("/fetch?url=http://localhost:8080/admin")]
    [InlineData("/authorize?redirect_uri=http://169.254.169.254/latest")]
    [InlineData("/search?q=/etc/hosts")]
    [InlineData("/search?q=net+user+b+c+/add")]
    [InlineData("/list?columns=1%7Cdir")]
    [InlineData("/directory?filter=b)(%26(objectClass=user)(sAMAccountName=*))")]
    [InlineData("/pdfjs/web/viewer.html?file=../../../../etc/passwd")]
    public void Judge_TheSameWithoutThem_IsBeyondDoubt(string target) => Assert.Equal(Tier.High, Judged.Target(target).Tier);
}
