using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Noroshi.EndToEnd.Tests.Harness;

/// <summary>A server's API as one account, bare: what is sent and what came back.</summary>
internal sealed class Api : IDisposable
{
    private readonly HttpClient _http;

    internal Api(ServerProcess server, DemoAccount? account = null)
    {
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(server.Address, "/api/v1/"), Timeout = TimeSpan.FromSeconds(30) };
        if (account is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", account.Token);
        _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
    }

    internal HttpClient Http => _http;

    internal Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    internal Task<ApiAnswer> PostAsync(string path, JsonNode? body = null) =>
        SendAsync(HttpMethod.Post, path, body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));

    internal async Task<ApiAnswer> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await _http.SendAsync(request);
        return new(response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentType?.MediaType);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}

/// <summary>What came back.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, byte[] Bytes, string? Type)
{
    internal string Text => Encoding.UTF8.GetString(Bytes);

    internal JsonNode Json => JsonNode.Parse(Bytes)!;

    internal string? Code => Type == "application/problem+json" ? (string?)Json["code"] : null;

    internal ApiAnswer Succeeded()
    {
        Assert.True((int)Status is >= 200 and < 300, $"{(int)Status} {Text}");
        return this;
    }
}
