using System.Net;
using System.Text.Json.Nodes;
using Noroshi.Cli.Api;

namespace Noroshi.Tests.Cli;

public sealed class ServerApiTests
{
    [Fact]
    public async Task Post_WithKey_IsTriedAgainWithTheSameKeyUntilAnswered()
    {
        using var server = new Scripted(HttpStatusCode.ServiceUnavailable, HttpStatusCode.BadGateway, HttpStatusCode.Created);
        using var api = server.Api();

        var answer = await api.PostAsync("reports", new JsonObject(), "k1", TestContext.Current.CancellationToken);

        Assert.IsType<Answer.Given>(answer);
        Assert.Equal(["k1", "k1", "k1"], server.Keys);
    }

    [Fact]
    public async Task Post_WithoutKey_IsNeverTriedAgain()
    {
        using var server = new Scripted(HttpStatusCode.ServiceUnavailable, HttpStatusCode.Created);
        using var api = server.Api();

        var answer = await api.PostAsync("reports", new JsonObject(), null, TestContext.Current.CancellationToken);

        Assert.IsType<Answer.Unavailable>(answer);
        Assert.Single(server.Keys);
    }

    [Fact]
    public async Task Get_Refused_BringsEveryFault()
    {
        using var server = new Scripted(HttpStatusCode.UnprocessableEntity)
        {
            Body = """{"title":"t","code":"NRS-R001","faults":[{"code":"NRS-R030","path":"facts.contact.person","title":"missing","remedy":"give it"},{"code":"NRS-R031","path":"facts","title":"x","remedy":"y"}]}""",
        };
        using var api = server.Api();

        var answer = await api.GetAsync("reports/1", TestContext.Current.CancellationToken);

        var problem = Assert.IsType<Answer.Refused>(answer).Problem;
        Assert.Equal("NRS-R001", problem.Code);
        Assert.Equal(["NRS-R030", "NRS-R031"], problem.Faults.Select(f => f.Code));
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("")]
    [InlineData("[1,2]")]
    public async Task Get_NotOurProblem_StillSaysSomething(string body)
    {
        using var server = new Scripted(HttpStatusCode.NotFound) { Body = body };
        using var api = server.Api();

        var answer = await api.GetAsync("reports/1", TestContext.Current.CancellationToken);

        Assert.Equal("HTTP-404", Assert.IsType<Answer.Refused>(answer).Problem.Code);
    }

    /// <summary>A server that answers by a list of statuses; delays pass at once.</summary>
    private sealed class Scripted(params HttpStatusCode[] statuses) : HttpMessageHandler
    {
        private int _count;

        internal List<string?> Keys { get; } = [];

        internal string Body { get; init; } = "{}";

        internal ServerApi Api() => new(new HttpClient(this, disposeHandler: false) { BaseAddress = new("http://server.example/") }, new NoWaiting());

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Keys.Add(request.Headers.TryGetValues("Idempotency-Key", out var values) ? values.Single() : null);
            return Task.FromResult(new HttpResponseMessage(statuses[_count++]) { Content = new StringContent(Body) });
        }
    }

    private sealed class NoWaiting : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
    }
}
