namespace Noroshi.Tests.Sensor.Logs;

/// <summary>A line of each format that is read whole, for tests that hold for all of them.</summary>
internal static class FormatSamples
{
    internal static readonly string[] All =
    [
        """192.0.2.1 - alice [21/Nov/2026:10:05:03 +0900] "GET /a?b=c HTTP/1.1" 200 17 "http://www.example.org/" "Mozilla/5.0" """,
        "Nov 21 01:02:03 gate sshd[77]: Failed password for root from 192.0.2.1 port 22 ssh2",
        "Nov 21 2026 01:02:03.250 gate sshd[77]: Failed password for root from 192.0.2.1 port 22 ssh2",
        "Sat 2026-11-21 01:02:03 UTC gate sshd[77]: Failed password for root from 192.0.2.1 port 22 ssh2",
        "<38>1 2026-11-21T01:02:03.123456789Z gate sshd 77 - [meta sequenceId=\"1\"] Failed password for root from 192.0.2.1 port 22 ssh2",
        """{"Id":4625,"LogName":"Security","Message":"x\r\n\tAccount Name:\t-\r\n\tAccount Name:\tbob\r\n\tSource Network Address:\t192.0.2.1\r\n"}""",
        "<38>1 2026-11-21T01:02:03.5Z gate sshd 77 - [meta sequenceId=\"1\"] Failed password for root from 192.0.2.1 port 22 ssh2",
        """{"EventID":4625,"Channel":"Security","TargetUserName":"bob","IpAddress":"192.0.2.1","SubStatus":"0xc000006a"}""",
        """{"time_iso8601":"2026-11-21T01:02:03Z","remote_addr":"192.0.2.1","remote_user":"al\u0069ce","request":"GET /a HTTP/1.1","status":404,"x":[1,2,{"y":null}]}""",
        """2026/11/21 01:02:03 [error] 31#31: *7 user "alice": password mismatch, client: 192.0.2.1, server: s, request: "GET / HTTP/1.1", host: "h" """,
        """[Sat Nov 21 01:02:03.202277 2026] [auth_basic:error] [pid 7:tid 8] [client 192.0.2.1:5000] AH01617: user alice: authentication failure for "/a": Password Mismatch""",
        """[Sat Nov 21 01:02:03 2026] [error] [client 192.0.2.1] ModSecurity: Access denied with code 403 (phase 2). [hostname "h"] [uri "/a"] [unique_id "x"]""",
        "2026-11-21T01:02:03.100000000Z stdout F text",
        """[24/Jan/2026:16:51:02 +0000] - 404 404 - GET http h "/a" [Client 192.0.2.1] [Length 1] [Gzip 3.10] [Sent-to o] "a" "r" """,
        """192.0.2.1:33317 [21/Nov/2026:01:02:03.655] http-in static/srv1 10/0/30/69/109 404 2750 - - ---- 1/1/1/1/0 0/0 {h} {} "GET /a HTTP/1.1" """,
        """https 2026-11-21T01:02:03.186641Z app/my/50dc 192.0.2.1:44740 198.51.100.1:80 0.086 0.048 0.037 200 200 0 57 "GET https://h:443/a HTTP/1.1" "agent" x""",
        "1795222923.779    180 192.0.2.1 TCP_MISS/200 411 GET http://h/a alice DIRECT/198.51.100.1 text/html",
        "192.0.2.1, -, 11/21/26, 1:02:03, W3SVC2, SERVER, 198.51.100.45, 4502, 163, 3223, 200, 0, GET, /a.gif, x=1,",
        "Nov 21 01:02:03 fw CEF:0|Example|P|1|9|Login failed|3|src=192.0.2.1 suser=x msg=a \\= b",
        "<Event><System><EventID>4625</EventID></System><EventData><Data Name='TargetUserName'>x&amp;y</Data></EventData></Event>",
        "2026-12-08T06:28:43+0000 [HoneyPotSSHTransport,1,192.0.2.1] login attempt [b'root'/b'x'] failed",
        "2026-11-21 01:02:03 198.51.100.1 GET /a b=1 443 - 192.0.2.1 Mozilla/5.0+X - 200 0 0 12",
        "__CURSOR=s=1",
        "--a1b2c3d4-A--",
        "#Fields: date time c-ip cs-method cs-uri-stem sc-status",
    ];
}
