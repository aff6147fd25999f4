using System.Net;
using System.Text.Json.Nodes;
using Noroshi.Cli.Api;

namespace Noroshi.Tests.Cli.Agent;

/// <summary>A server of drafts that can be made to fail, or to keep callers waiting. It answers in this process: what a network adds is tested with the real server.</summary>
internal sealed class DraftServer : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly List<ServerApi> _clients = [];
    private int _edits;

    /// <summary>Draft documents by key.</summary>
    internal Dictionary<string, (string UpdatedAt, string Document)> Drafts { get; } = [];

    /// <summary>Status of the next answers instead of doing what is asked; each once.</summary>
    internal Queue<int> Failures { get; } = [];

    /// <summary>What a call waits for before it is answered.</summary>
    internal Task Slowness { get; set; } = Task.CompletedTask;

    /// <summary>Whether it understands more than documents; an older server refuses what it does not know.</summary>
    internal bool KnowsFound { get; init; } = true;

    internal int Puts { get; private set; }

    /// <summary>A client that asks once and leaves trying again to whoever holds it.</summary>
    internal ServerApi Api()
    {
        ServerApi api = new(new HttpClient(this, disposeHandler: false) { BaseAddress = new("http://server.example/") }, TimeProvider.System) { Tries = 1 };
        _clients.Add(api);
        return api;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Slowness.WaitAsync(cancellationToken);
        await Task.Yield();
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        lock (_gate)
        {
            var (status, answer) = Failures.TryDequeue(out var failure) ? (failure, """{"code":"NRS-W500","title":"no"}""") : Do(request.Method, request.RequestUri!.Segments[^1], body);
            return new((HttpStatusCode)status) { Content = new StringContent(answer) };
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _clients.ForEach(c => c.Dispose());
        base.Dispose(disposing);
    }

    private (int Status, string Answer) Do(HttpMethod method, string key, string body)
    {
        if (method == HttpMethod.Put && !KnowsFound && JsonNode.Parse(body)!["found"] is not null) return (422, """{"code":"NRS-R002","faults":[{"code":"NRS-R002","path":"found"}]}""");
        if (method == HttpMethod.Put)
        {
            Puts++;
            Drafts[key] = ($"t{++_edits}", body);
        }
        if (!Drafts.TryGetValue(key, out var draft)) return (404, """{"code":"NRS-W404"}""");
        return (200, new JsonObject { ["key"] = key, ["updatedAt"] = draft.UpdatedAt, ["document"] = JsonNode.Parse(draft.Document) }.ToJsonString());
    }
}
