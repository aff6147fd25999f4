using System.Net.Sockets;
using System.Text;
using Noroshi.Server.Tests.Collect;
using Noroshi.Server.Tests.Support;

namespace Noroshi.Server.Tests.Web;

/// <summary>
/// What Kestrel refuses while it reads the request line and headers: no code of ours runs, and it offers no hook to write a body, so these are the only answers without a code (docs/threats.md).
/// A row that fails here because there is a body means that the framework learned it: then make it a coded answer.
/// </summary>
public sealed class BeforeThePipelineTests
{
    private const string Host = "Host: localhost\r\n";

    [Fact]
    public async Task Request_ThatIsNoHttp_IsRefusedByTheWebServerWithNothingInside()
    {
        await using CollectServer server = await CollectServer.StartAsync(Engines.Sqlite);
        foreach ((string request, string status) in ((string, string)[])
        [
            ($"GET /api/v1/reports/%00 HTTP/1.1\r\n{Host}\r\n", "400 Bad Request"),
            ($"GET /reports/a%00b HTTP/1.1\r\n{Host}\r\n", "400 Bad Request"),
            ($"GET reports HTTP/1.1\r\n{Host}\r\n", "405 Method Not Allowed"),
            ("GET / HTTP/1.1\r\n\r\n", "400 Bad Request"),
            ($"GET / HTTP/1.1\r\n{Host}X: {new string('x', 40_000)}\r\n\r\n", "431 Request Header Fields Too Large"),
            ($"GET /{new string('x', 10_000)} HTTP/1.1\r\n{Host}\r\n", "414 URI Too Long"),
        ])
        {
            string answer = await AskAsync(server.Address.Port, request);
            Assert.StartsWith($"HTTP/1.1 {status}\r\n", answer, StringComparison.Ordinal);
            Assert.Contains("Content-Length: 0\r\n", answer, StringComparison.Ordinal);
            Assert.Contains("Connection: close\r\n", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("Server:", answer, StringComparison.Ordinal);
            Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
        }

        // The nearest that is HTTP is answered by us.
        string coded = await AskAsync(server.Address.Port, $"GET /api/v1/nothing/%01?x=%00 HTTP/1.1\r\n{Host}Connection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 404 ", coded, StringComparison.Ordinal);
        Assert.Contains("NRS-W404", coded, StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(int port, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
