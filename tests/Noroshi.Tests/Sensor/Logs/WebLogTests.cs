using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

/// <summary>Access logs of proxies, load balancers and caches.</summary>
public sealed class WebLogTests
{
    [Theory]
    [InlineData("""192.0.2.1:33317 [21/Nov/2026:01:02:03.655] http-in~ static/srv1 10/0/30/69/109 404 2750 - - ---- 1/1/1/1/0 0/0 {www.example.org} {} "GET /a?b HTTP/1.1" """, "haproxy", "192.0.2.1", "GET", "/a?b", 404)]
    [InlineData("""Nov 21 01:02:03 lb haproxy[9]: 192.0.2.1:33317 [21/Nov/2026:01:02:03.655] web web/<NOSRV> 10/-1/-1/-1/+109 403 +192 - - PR-- 1/1/1/1/0 0/0 "POST /a HTTP/1.1" """, "haproxy", "192.0.2.1", "POST", "/a", 403)]
    [InlineData("""h2 2026-11-21T01:02:03.186641Z app/my/50dc6c495c0c9188 192.0.2.1:44740 198.51.100.1:80 0.086 0.048 0.037 200 200 0 57 "GET https://www.example.org:443/a HTTP/2.0" "agent x" ECDHE TLSv1.2""", "aws-alb", "192.0.2.1", "GET", "https://www.example.org:443/a", 200)]
    [InlineData("""2026-11-21T01:02:03.943958Z my-elb 192.0.2.1:2817 198.51.100.1:80 0.000073 0.001048 0.000057 502 502 0 29 "GET http://www.example.org:80/ HTTP/1.1" "curl" - -""", "aws-alb", "192.0.2.1", "GET", "http://www.example.org:80/", 502)]
    [InlineData("1795222923.779    180 192.0.2.1 TCP_MISS/200 411 GET http://www.example.org/a alice DIRECT/198.51.100.1 text/html", "squid", "192.0.2.1", "GET", "http://www.example.org/a", 200)]
    [InlineData("1795222923.779      0 192.0.2.1 TCP_DENIED/403 3 CONNECT www.example.org:443 - HIER_NONE/- text/html", "squid", "192.0.2.1", "CONNECT", "www.example.org:443", 403)]
    [InlineData("192.0.2.1, -, 11/21/26, 1:02:03, W3SVC2, SERVER, 198.51.100.45, 4502, 163, 3223, 200, 0, GET, /a.gif, x=1,", "iis", "192.0.2.1", "GET", "/a.gif?x=1", 200)]
    [InlineData("""[21/Nov/2026:01:02:03 +0000] - 404 404 - GET https www.example.org "/a" [Client 192.0.2.1] [Length 192] [Gzip -] [Sent-to app] "agent" "-" """, "nginx-proxy-manager", "192.0.2.1", "GET", "/a", 404)]
    [InlineData("""[21/Nov/2026:01:02:03 +0000] 301 - GET http www.example.org "/a" [Client 192.0.2.1] [Length 192] [Gzip -] "agent" "-" """, "nginx-proxy-manager", "192.0.2.1", "GET", "/a", 301)]
    [InlineData("""[21/Nov/2026:01:02:03 +0000] mx.example.org 192.0.2.1 0.227 "GET /a HTTP/2.0" 207 125 440 - agent x""", "nginx-proxy-manager", "192.0.2.1", "GET", "/a", 207)]
    public void Read_AccessLog_SaysWhoAskedForWhat(string text, string format, string source, string operation, string target, int status)
    {
        var line = FileReading.One(text.TrimEnd());
        Assert.Equal((format, RecordKind.Request, source, operation, target, status), (line.Said.Format, line.Said.Kind, line.Said.Source, line.Operation, line.Target, line.Status));
        Assert.StartsWith("2026-11-21T01:02:03.", line.Said.Time, StringComparison.Ordinal);
        Assert.Equal(status >= 400 ? Outcome.Failure : Outcome.Success, line.Said.Outcome);
    }

    [Theory]
    [InlineData("""192.0.2.1:33317 [21/Nov/2026:01:02:03.655] web web/s 1/0/3/6/9 200 5 - - ---- 1/1/1/1/0 0/0 {a} "GET /x" 404 9 HTTP/1.1" """, "192.0.2.1", 200)]
    [InlineData("""192.0.2.1:33317 [21/Nov/2026:01:02:03.655] web web/s 1/0/3/6/9 200 5 - - ---- 1/1/1/1/0 0/0 "GET /198.51.100.9:1 [21/Nov/2026:01:02:03.655] HTTP/1.1" """, "192.0.2.1", 200)]
    [InlineData("""[21/Nov/2026:01:02:03 +0000] - 200 200 - GET https www.example.org "/a\x22 [Client 198.51.100.9]" [Client 192.0.2.1] [Length 1] [Gzip -] [Sent-to app] "a" "-" """, "192.0.2.1", 200)]
    public void Read_RequestImitatesFields_TheServersOwnCount(string text, string source, int status)
    {
        var line = FileReading.One(text.TrimEnd());
        Assert.Equal((source, status), (line.Said.Source, line.Status));
    }

    [Fact]
    public void Read_TraefikWithoutStatus_IsARequestThatEndedUnknown()
    {
        var line = FileReading.One("""192.0.2.1 - - [28/Sep/2026:13:38:04 +0000] "GET /a HTTP/1.1" - - "-" "agent" 45640 "-" "-" 0ms""");
        Assert.Equal((Outcome.Unknown, -1, "agent"), (line.Said.Outcome, line.Status, line.UserAgent));
    }

    [Fact]
    public void Read_SquidDenied_SaysBlocked() =>
        Assert.Equal(FailureReason.Blocked, FileReading.One("1795222923.779      0 192.0.2.1 TCP_DENIED/403 3 CONNECT www.example.org:443 - HIER_NONE/- text/html").Said.Reason);

    [Fact]
    public void Read_HaProxyThatGotNoRequest_IsABrokenConnection()
    {
        var line = FileReading.One("192.0.2.1:33317 [21/Nov/2026:01:02:03.655] web/1: SSL handshake failure");
        Assert.Equal(new What("haproxy", RecordKind.Connection, Outcome.Failure, FailureReason.Protocol, "192.0.2.1", "", "2026-11-21T01:02:03.655Z"), line.Said);
    }
}
