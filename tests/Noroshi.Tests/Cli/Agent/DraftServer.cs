using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Noroshi.Cli.Api;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Cli.Agent;

/// <summary>A server of drafts on the loopback interface that can be made to fail.</summary>
internal sealed class DraftServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;
    private int _edits;

    internal DraftServer()
    {
        using (var port = new TcpListener(IPAddress.Loopback, 0))
        {
            port.Start();
            Address = new($"http://127.0.0.1:{((IPEndPoint)port.LocalEndpoint).Port}/");
        }
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    internal Uri Address { get; }

    /// <summary>Draft documents by key.</summary>
    internal Dictionary<string, (string UpdatedAt, string Document)> Drafts { get; } = [];

    /// <summary>Status of the next answers instead of doing what is asked; each once.</summary>
    internal Queue<int> Failures { get; } = [];

    /// <summary>How long an answer takes.</summary>
    internal TimeSpan Slowness { get; set; }

    internal int Puts { get; private set; }

    internal ServerApi Api() => ServerApi.At(Address, "token", Language.En, tries: 1);

    public void Dispose()
    {
        _listener.Close();
        _serving.GetAwaiter().GetResult();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                await Task.Delay(Slowness);
                await AnswerAsync(context);
            }
            catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or IOException)
            {
                if (!_listener.IsListening) return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var key = context.Request.Url!.Segments[^1];
        using var reader = new StreamReader(context.Request.InputStream);
        var body = await reader.ReadToEndAsync();
        var (status, answer) = Failures.TryDequeue(out var failure) ? (failure, """{"code":"NRS-W500","title":"no"}""") : Do(context.Request.HttpMethod, key, body);
        context.Response.StatusCode = status;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        context.Response.Close();
    }

    private (int Status, string Answer) Do(string method, string key, string body)
    {
        if (method == "PUT")
        {
            Puts++;
            Drafts[key] = ($"t{++_edits}", body);
        }
        if (!Drafts.TryGetValue(key, out var draft)) return (404, """{"code":"NRS-W404"}""");
        return (200, new JsonObject { ["key"] = key, ["updatedAt"] = draft.UpdatedAt, ["document"] = JsonNode.Parse(draft.Document) }.ToJsonString());
    }
}
