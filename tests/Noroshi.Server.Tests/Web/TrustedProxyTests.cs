using System.Net;
using System.Net.Sockets;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Serve;
using Noroshi.Server.Tests.Support;
using Noroshi.Server.Tests.Trust;

namespace Noroshi.Server.Tests.Web;

/// <summary>Who is believed about the client's address: the proxies that are named, and nobody else. The proxy speaks from 127.0.0.1, the stranger from 127.0.0.9.</summary>
public sealed class TrustedProxyTests
{
    private const string Limit = "3";

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.0/29, 2001:db8::/32")]
    public async Task Forwarded_ByATrustedProxy_IsTheClient(string trusted)
    {
        await using DoorsServer server = await StartAsync("--proxy-trusted", trusted);
        using HttpClient proxy = From(server, "127.0.0.1");

        HttpStatusCode[] first = await TryAsync(proxy, "192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.1");
        HttpStatusCode[] other = await TryAsync(proxy, "192.0.2.2");
        // What the client itself wrote stands before what the proxy added, and is passed over.
        HttpStatusCode[] chained = await TryAsync(proxy, "203.0.113.1, 192.0.2.3", "203.0.113.2, 192.0.2.3", "203.0.113.3, 192.0.2.3", "203.0.113.4, 192.0.2.3");

        Assert.Equal([HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.TooManyRequests], first);
        Assert.Equal([HttpStatusCode.UnprocessableEntity], other);
        Assert.Equal(first, chained);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.9")]
    [InlineData(null, "127.0.0.1")]
    [InlineData("192.0.2.0/24", "127.0.0.1")]
    public async Task Forwarded_ByAStranger_IsPassedOver(string? trusted, string stranger)
    {
        await using DoorsServer server = await StartAsync(trusted is null ? [] : ["--proxy-trusted", trusted]);
        using HttpClient client = From(server, stranger);

        HttpStatusCode[] answers = await TryAsync(client, "192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4");
        using HttpResponseMessage page = await client.SendAsync(Get("/sign-in", "192.0.2.5"));

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.False(page.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.9", false)]
    public async Task ForwardedProto_Https_MakesTheSessionSecureOnlyWhenBelieved(string from, bool isBelieved)
    {
        await using DoorsServer server = await StartAsync("--proxy-trusted", "127.0.0.1", "--accounts-second-factor", "optional");
        await server.AddAccountAsync("a@example.jp", TestNetwork.Operator(1), Role.Reporter);
        using HttpClient client = From(server, from);

        using HttpResponseMessage answer = await client.SendAsync(SignIn("a@example.jp", DoorsServer.Password, "192.0.2.1"));
        string cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.Contains("noroshi_session", StringComparison.Ordinal));

        Assert.Equal(isBelieved, cookie.StartsWith("__Host-", StringComparison.Ordinal));
        Assert.Equal(isBelieved, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(isBelieved, answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Metrics_ThroughATrustedProxy_AreNotShownEvenToThisMachine()
    {
        await using DoorsServer server = await StartAsync("--proxy-trusted", "127.0.0.1");
        using HttpClient client = From(server, "127.0.0.1");

        using HttpResponseMessage through = await client.SendAsync(Get("/metrics", "127.0.0.1"));

        Assert.Equal(HttpStatusCode.NotFound, through.StatusCode);
        Assert.Contains("noroshi_store_up 1", await client.GetStringAsync(new Uri("/metrics", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("proxy.example.jp")]
    [InlineData("10")]
    [InlineData("10.0.0.7/24")]
    [InlineData("10.0.0.0/33")]
    [InlineData("0.0.0.0/0")]
    [InlineData("127.0.0.1,,127.0.0.2")]
    [InlineData("127.0.0.1;127.0.0.2")]
    public void Load_FaultyProxy_IsRefused(string value)
    {
        (Settings? settings, var faults) = Settings.Load(["--proxy-trusted", value], _ => null);

        Assert.Null(settings);
        Assert.Equal(("NRS-X003", "proxy.trusted"), faults.Select(f => (f.Code, f.Path)).Single());
    }

    private static Task<DoorsServer> StartAsync(params string[] settings) => DoorsServer.StartAsync(Engines.Sqlite, ["--accounts-sign-in-limit", Limit, .. settings]);

    private static async Task<HttpStatusCode[]> TryAsync(HttpClient client, params string[] forwarded)
    {
        var answers = new List<HttpStatusCode>();
        foreach (string addresses in forwarded)
        {
            using HttpResponseMessage answer = await client.SendAsync(SignIn("nobody@example.jp", "wrong wrong wrong", addresses));
            answers.Add(answer.StatusCode);
        }

        return [.. answers];
    }

    private static HttpRequestMessage Get(string path, string forwarded) => Forwarded(new(HttpMethod.Get, path), forwarded);

    private static HttpRequestMessage SignIn(string email, string password, string forwarded) =>
        Forwarded(new(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([new("email", email), new("password", password)]) }, forwarded);

    private static HttpRequestMessage Forwarded(HttpRequestMessage request, string forwarded)
    {
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("X-Forwarded-For", forwarded);
        request.Headers.Add("X-Forwarded-Proto", "https");
        return request;
    }

    // All of 127/8 is this machine: a client may choose from which address of it it speaks.
    private static HttpClient From(DoorsServer server, string address) => new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectCallback = async (context, ct) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
    }) { BaseAddress = server.Address };
}
