using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Cli.Api;

/// <summary>
/// One server's <c>/api/v1</c>, as one token. A call that may safely be made twice is tried again when the server cannot be reached or says "not now":
/// reading always, writing when it carries an idempotency key.
/// </summary>
internal sealed class ServerApi(HttpClient http, TimeProvider time) : IDisposable
{
    private const int MostTries = 5;
    private const long MostAnswered = 64L << 20; // a server gone wrong must not fill our memory
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>How often a call that may be repeated is tried; 1 for who has a plan of their own.</summary>
    internal int Tries { get; init; } = MostTries;

    /// <summary>A client for an address; the token goes into the header of every call.</summary>
    internal static ServerApi At(Uri server, string token, Language language, int tries = MostTries)
    {
#pragma warning disable CA2000 // The client is this object's to dispose of, and takes the handler with it.
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10) });
#pragma warning restore CA2000
        http.BaseAddress = new(server.AbsoluteUri.TrimEnd('/') + "/");
        http.Timeout = TimeSpan.FromSeconds(60);
        http.MaxResponseContentBufferSize = MostAnswered;
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language is Language.Ja ? "ja" : "en");
        http.DefaultRequestHeaders.UserAgent.ParseAdd("noroshi-cli");
        return new(http, TimeProvider.System) { Tries = tries };
    }

    internal Task<Answer> GetAsync(string path, CancellationToken ct) => CallAsync(HttpMethod.Get, path, null, null, ct);

    /// <summary>Posts JSON. With a key the server answers a repeated call with the first one's result.</summary>
    internal Task<Answer> PostAsync(string path, JsonNode? body, string? idempotencyKey, CancellationToken ct) => CallAsync(HttpMethod.Post, path, body, idempotencyKey, ct);

    /// <summary>Puts JSON where it belongs; doing so twice changes nothing.</summary>
    internal Task<Answer> PutAsync(string path, JsonNode body, CancellationToken ct) => CallAsync(HttpMethod.Put, path, body, null, ct);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<Answer> CallAsync(HttpMethod method, string path, JsonNode? body, string? key, CancellationToken ct)
    {
        var tries = method != HttpMethod.Post || key is not null ? Tries : 1;
        for (var count = 1; ; count++)
        {
            var answer = await OnceAsync(method, path, body, key, ct);
            if (answer is not Answer.Unavailable gone || count >= tries) return answer;
            var pause = gone.After ?? TimeSpan.FromMilliseconds(250 << count);
            await Task.Delay(pause < LongestWait ? pause : LongestWait, time, ct);
        }
    }

    private async Task<Answer> OnceAsync(HttpMethod method, string path, JsonNode? body, string? key, CancellationToken ct)
    {
        try
        {
            using var request = Request(method, path, body, key);
            using var response = await http.SendAsync(request, ct);
            var bytes = await response.Content.ReadAsByteArrayAsync(ct);
            return Read(response.StatusCode, bytes, RetryAfter(response));
        }
        catch (HttpRequestException unreachable)
        {
            return new Answer.Unavailable(unreachable.InnerException?.Message ?? unreachable.Message);
        }
        catch (TaskCanceledException late) when (!ct.IsCancellationRequested)
        {
            return new Answer.Unavailable(late.Message);
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, JsonNode? body, string? key)
    {
        var request = new HttpRequestMessage(method, "api/v1/" + path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*", 0.5));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return request;
    }

    /// <summary>RFC 9110 section 10.2.3: seconds, or a date.</summary>
    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is not { } after) return null;
        var wait = after.Delta ?? after.Date - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static Answer Read(HttpStatusCode status, byte[] bytes, TimeSpan? after)
    {
        var number = (int)status;
        if (number is >= 200 and < 300) return new Answer.Given(Problem.TryParse(bytes), bytes);
        var problem = Problem.Read(number, bytes);
        return number is 408 or 429 or 502 or 503 or 504
            ? new Answer.Unavailable(string.Create(CultureInfo.InvariantCulture, $"HTTP {number} {problem.Code} {problem.Title}").TrimEnd(), after)
            : new Answer.Refused(problem);
    }
}
